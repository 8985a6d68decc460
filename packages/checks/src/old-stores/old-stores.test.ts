import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  allowAll,
  contentDigest,
  createPorts,
  diagnose,
  instantFromMs,
  kernelTables,
  parkedTimers,
  readFacts,
  readFeed,
  retryParked,
  runDueTimers,
  runPolicies,
  unparkTimer,
  type Policy,
  type Store,
} from '@jiceng/kernel';
import { createIncidents, incidentStream, incidentTable, listIncidents } from '@jiceng/incidents';
import { alwaysOpen } from '@jiceng/sla';
import { inspectSqliteStore, openSqliteStore } from '@jiceng/storage-sql';
import { expectWholeFolds, expectWholeRecord } from '@jiceng/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const tables = [...kernelTables, incidentTable];
const written: Readonly<Record<string, string>> = {
  'frame-9081d7c.db': 'sha256:f91e28d806f13d80cdd6ce46df0604e757a3b8f7af819b6cba88f3b0c48422c2',
  'issue-3-e9fa3ab.db': 'sha256:f91e28d806f13d80cdd6ce46df0604e757a3b8f7af819b6cba88f3b0c48422c2',
  'issue-4-f5a5084.db': 'sha256:f91e28d806f13d80cdd6ce46df0604e757a3b8f7af819b6cba88f3b0c48422c2',
};
const tenant = '330106';
/** A while after the last commit of the program that wrote them. */
const startMs = Date.parse('2026-03-14T02:00:00.000Z');
// As the program that wrote them bound it.
const incidents = createIncidents({
  calendar: alwaysOpen('Asia/Shanghai'),
  ladder: [
    { rung: 'warn', act: 'remind', to: 'leadUnit', atFraction: 0.75 },
    { rung: 'overdue', act: 'supervise', to: 'escalateTo', atFraction: 1 },
    { rung: 'listed', act: 'listedSupervision', to: 'escalateTo', overdueBy: { value: 4, unit: 'hour' } },
  ],
});
const streams = Array.from({ length: 8 }, (_, at) => incidentStream(`i-${at + 1}`));

let folder = '';
let file = '';
let nowMs = startMs;
beforeEach(() => {
  nowMs = startMs;
  folder = mkdtempSync(join(tmpdir(), 'jiceng-old-'));
  file = join(folder, 'store.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function using<Opened extends Store, Result>(
  store: Opened,
  work: (store: Opened) => Promise<Result>,
): Promise<Result> {
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
const open = () => openSqliteStore({ file, nowMs: () => nowMs });
const digestAfterMigration = async () =>
  using(await open(), async (store) => {
    await store.migrate(tables);
    return contentDigest(store, tables);
  });

it('there is a digest for each file, and a file for each digest', () => {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.db'));
  expect(files.toSorted()).toEqual(Object.keys(written).toSorted());
});

describe.each(Object.entries(written))('the store of %s', (name, digest) => {
  beforeEach(() => copyFileSync(join(import.meta.dirname, name), file));

  it('holds after a migration by the code of today what it held before, and a second one changes nothing', async () => {
    const before = await using(await inspectSqliteStore({ file }), async (inspection) => {
      const standing = await inspection.lookUp(tables);
      const there = new Set(standing.filter(({ state }) => state === 'there').map(({ table }) => table));
      return contentDigest(
        inspection,
        tables.filter((spec) => there.has(spec.name)),
      );
    });
    expect(before.digest).toBe(digest);
    expect(await digestAfterMigration()).toEqual(before);
    expect(await digestAfterMigration()).toEqual(before);
    const standing = await using(await inspectSqliteStore({ file }), (inspection) => inspection.lookUp(tables));
    expect(standing.filter(({ state, missingColumns }) => state !== 'there' || missingColumns.length > 0)).toEqual([]);
  });

  it('is whole by the rules of today: chains, keys, feed, folds and timers', async () => {
    await using(await open(), async (store) => {
      await store.migrate(tables);
      await expectWholeRecord(store);
      await expectWholeFolds(store, incidents.process, tenant, streams);
      const { findings } = await diagnose({ store, feed: 'main' }, { hostClock: { now: () => store.now() } });
      expect(findings.filter(({ severity }) => severity !== 'fine').map(({ code }) => code)).toEqual([
        'HEALTH_TIMERS_PARKED',
        'HEALTH_POLICIES_PARKED',
        'HEALTH_PERSONAL_EXPIRED',
      ]);
    });
  });

  it('is written on by the code of today: commands, repeated ones, timers, policies that had stopped', async () => {
    await using(await open(), async (store) => {
      await store.migrate(tables);
      const ports = createPorts({ store, access: allowAll });
      const ask = {
        tenant,
        key: 'i-8/signOrder',
        command: { type: 'signOrder' },
        actor: { id: 'person:officer-1', roles: ['officer'] },
        purpose: 'service',
        jurisdiction: '330106001',
      };
      expect(await incidents.handle(ports, 'i-8', ask)).toMatchObject({ replayed: false, version: 4n });
      const repeated = { ...ask, key: 'i-3/signOrder' };
      expect(await incidents.handle(ports, 'i-3', repeated)).toMatchObject({ replayed: true, version: 4n });

      const tell: Policy = { name: 'tell-unit', on: ['IncidentDispatched'], react: () => [{ run: async () => {} }] };
      expect(await retryParked(ports, tell)).toMatchObject({ done: 1, parked: 0 });
      expect(await runPolicies(ports, [tell])).toMatchObject({ done: 1, parked: 0 });

      const [parked] = await parkedTimers(store);
      expect(parked && (await unparkTimer(store, parked))).toBe(true);
      nowMs += 86_400_000;
      const sweep = await runDueTimers(store, instantFromMs(nowMs), (timer) => incidents.fire(ports, timer));
      expect(sweep).toEqual({ fired: 6, failed: 0, more: false });

      await expectWholeRecord(store);
      await expectWholeFolds(store, incidents.process, tenant, streams);
      expect((await readFacts(store, tenant, incidentStream('i-8'))).at(-1)?.type).toBe('SupervisionRaised');
      expect((await readFeed(store, 'main', 26n)).map(({ position }) => position)).toEqual(
        Array.from({ length: 7 }, (_, at) => BigInt(27 + at)),
      );
      expect((await listIncidents(store, tenant)).length).toBeGreaterThan(4);
    });
  });
});
