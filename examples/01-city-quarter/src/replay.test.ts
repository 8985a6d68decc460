import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIncidents, incidentStream, incidentTable } from '@jiceng/incidents';
import { kernelTables, readFacts, readFeed, verifyChain, type Store } from '@jiceng/kernel';
import { alwaysOpen } from '@jiceng/sla';
import { openSqliteStore } from '@jiceng/storage-sql';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { directOutcomes } from './direct-outcomes.fixture.ts';
import { createCityDispatch } from './dispatching.ts';
import { handlingLimits, learnFirstMonth, type Learnt } from './learning.ts';
import { planActs, type PlannedAct } from './plan.ts';
import { progressTable } from './progress-table.ts';
import { endOfQuarter } from './quarter.fixture.ts';
import { readOutcomes } from './read-outcomes.ts';
import { createReplay, tenant, type ReplaySettings } from './replay.ts';
import { cityZone, readRequests, type RequestRow } from './requests.ts';
import { ladder } from './supervision.ts';

let rows: readonly RequestRow[] = [];
let acts: readonly PlannedAct[] = [];
let learnt: Learnt;
const folders: string[] = [];

beforeAll(async () => {
  const file = await readRequests(join(import.meta.dirname, '../data/requests.csv.gz'));
  learnt = learnFirstMonth(file.rows, cityZone);
  rows = file.rows.filter((_row, at) => at % 60 === 0);
  acts = planActs(rows, endOfQuarter);
});
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

async function openStore(): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), 'replay-'));
  folders.push(folder);
  const store = await openSqliteStore({ file: join(folder, 'quarter.db'), synchronous: 'NORMAL' });
  await store.migrate([...kernelTables, incidentTable, progressTable]);
  return store;
}

const replayOn = (store: Store, more: Partial<ReplaySettings> = {}) =>
  createReplay({
    store,
    incidents: createIncidents({ calendar: alwaysOpen(cityZone), ladder }),
    rows,
    acts,
    dispatch: createCityDispatch(rows, learnt),
    limits: handlingLimits(learnt),
    ladder,
    until: endOfQuarter,
    input: 'test',
    ...more,
  }).run();

const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);

/** All facts, stream by stream, with their chains checked. */
async function recordOf(store: Store): Promise<readonly (readonly string[])[]> {
  const streams = await Promise.all(rows.map(({ id }) => readFacts(store, tenant, incidentStream(id))));
  for (const facts of streams) verifyChain(facts);
  return streams.map((facts) => facts.map(({ type, occurredAt, body }) => `${occurredAt} ${type} ${body}`));
}

it('comes to what plain arithmetic on the rows comes to', async () => {
  const store = await openStore();
  await replayOn(store);
  const outcomes = await readOutcomes(store, tenant);
  const expected = directOutcomes(rows, learnt, ladder, endOfQuarter);
  const known = outcomes.map(({ id, kind, leadUnit, reportedAt, raised, gridCode, dueAt, closedAt }) => ({
    id,
    kind,
    leadUnit,
    reportedAt,
    raised,
    gridCode,
    dueAt,
    closedAt,
  }));
  expect(known.toSorted(byId)).toEqual(expected.toSorted(byId));
  await store.close();
});

it('writes the same record side by side as act by act', async () => {
  const [together, singly] = [await openStore(), await openStore()];
  await replayOn(together);
  await replayOn(singly, { beforeAct: async () => undefined });
  expect(await recordOf(together)).toEqual(await recordOf(singly));
  await together.close();
  await singly.close();
});

it('goes on where it was stopped, with nothing lost and nothing doubled', async () => {
  const [store, undisturbed] = [await openStore(), await openStore()];
  await replayOn(undisturbed);
  let [stops, replayed] = [0, 0];
  for (let finished = false; !finished;) {
    let left = 700;
    try {
      // Stops in the middle of a slice, well after the last note of progress.
      const dispatch = createCityDispatch(rows, learnt);
      const tally = await replayOn(store, {
        dispatch: (request) => {
          if (left-- === 0) throw new Error('killed');
          return dispatch(request);
        },
      });
      replayed += tally.replayed;
      finished = true;
    } catch (error) {
      if (!String(error).includes('killed')) throw error;
      stops += 1;
    }
  }
  expect(stops).toBeGreaterThan(0);
  expect(replayed).toBeGreaterThan(0);
  expect(await recordOf(store)).toEqual(await recordOf(undisturbed));
  const [feed, whole] = [await readFeed(store, 'main', 0n, 100_000), await readFeed(undisturbed, 'main', 0n, 100_000)];
  expect(feed.length).toBe(whole.length);
  expect(new Set(feed.flatMap(({ refs }) => refs.map(String))).size).toBe(feed.length);
  await store.close();
  await undisturbed.close();
});
