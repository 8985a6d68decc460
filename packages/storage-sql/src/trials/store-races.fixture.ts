import {
  allowAll,
  createPorts,
  openFeed,
  promote,
  readFacts,
  readFeed,
  runDecider,
  runDueTimers,
  tableNamed,
  textOf,
  timerKey,
  type CommitResult,
  type DueTimer,
  type FeedEntry,
  type Instant,
  type Operation,
  type Store,
} from '@jiceng/kernel';
import { allRows, createManualClock, expectWholeRecord, type StoreFactory } from '@jiceng/testkit';
import { expect, it } from 'vitest';
import { caseProcess, faultTables, tenant, type CaseCommand } from './fault-scenario.fixture.ts';

// Races between processes, each with a handle of its own: what a server is bought for.

const times = <Result>(count: number, make: (at: number) => Result): readonly Result[] =>
  Array.from({ length: count }, (_, at) => make(at));

/** How often each answer was given. */
function tally(results: readonly CommitResult[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const result of results) {
    const outcome = result.ok ? 'ok' : result.reason;
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}

type RaceTest = (first: Store, handles: readonly Store[], inTurn: (at: number) => Store) => Promise<void>;

/** Runs a test on a new place with so many handles, all of them with the tables and the feed. */
async function onHandles(factory: StoreFactory, count: number, test: RaceTest): Promise<void> {
  const place = await factory.create();
  const first = await place.open();
  const handles = [first];
  try {
    while (handles.length < count) handles.push(await place.open());
    await Promise.all(handles.map((handle) => handle.migrate(faultTables)));
    await openFeed(first, 'main');
    await test(first, handles, (at) => handles[at % count] ?? first);
  } finally {
    for (const handle of handles) await handle.close();
    await place.remove();
  }
}

const known = new Map(faultTables.map((spec) => [spec.name, spec]));
const startAt = '2026-03-02T01:30:00.000Z';
const dueAt: Instant = '2026-03-02T02:00:00.000Z' as const;
const run = (store: Store, stream: string, key: string, command: CaseCommand, nowIs: Instant = startAt) =>
  runDecider(
    createPorts({ store, access: allowAll, clock: createManualClock(nowIs), pause: () => Promise.resolve() }),
    {
      ...caseProcess,
      tenant,
      stream,
      key,
      command,
      actor: { id: 'officer', roles: [] },
      purpose: 'handling',
    },
  );

const account = (id: string): Operation => ({ op: 'insert', table: 'account', row: { id, balance: 0n, version: 1n } });
const deposit = (amount: bigint) =>
  ({ op: 'add', table: 'account', key: ['hot'], add: { balance: amount } }) satisfies Operation;
const version = (ifVersion: bigint): Operation => ({
  op: 'update',
  table: 'account',
  key: ['hot'],
  ifVersion,
  set: {},
});

/** Every fact of these entries in their order, as `stream#version`. */
const factsOf = (entries: readonly FeedEntry[]): readonly string[] =>
  entries.flatMap(({ refs }) =>
    refs.flatMap(([, stream, from, to]) =>
      times(Number(to) - Number(from) + 1, (at) => `${stream}#${Number(from) + at}`),
    ),
  );

/** Defines the races of several handles on one place. */
export function defineRaces(factory: StoreFactory): void {
  it(
    'of twenty writers through four handles one creates, one updates, and no addition is lost',
    () =>
      onHandles(factory, 4, async (first, _handles, inTurn) => {
        const byTwenty = (batch: readonly Operation[]) => Promise.all(times(20, (at) => inTurn(at).commit(batch)));
        expect(tally(await byTwenty([account('hot')]))).toEqual({ ok: 1, exists: 19 });
        expect(tally(await byTwenty([version(1n)]))).toEqual({ ok: 1, version: 19 });
        for (let round = 0; round < 5; round++) expect(tally(await byTwenty([deposit(1n)]))).toEqual({ ok: 20 });
        expect(tally(await byTwenty([{ ...deposit(-30n), min: { balance: 0n } }]))).toEqual({ ok: 3, bound: 17 });
        const left = await first.read([{ get: 'row', table: 'account', key: ['hot'] }]);
        expect(left).toMatchObject([[{ balance: 10n, version: 105n }]]);
      }),
    60_000,
  );

  it(
    'of twenty calls with one key through four handles one has the effect, and twenty on one stream all have theirs',
    () =>
      onHandles(factory, 4, async (first, handles, inTurn) => {
        const call = (at: number, key: string) => run(inTurn(at), 'case/1', key, { type: 'note', text: key });
        const one = await Promise.all(times(20, (at) => call(at, 'one key')));
        expect(one.filter(({ replayed }) => !replayed)).toHaveLength(1);
        // As a host would: who was overtaken too often asks again, under the same key.
        const patiently = async (at: number): Promise<unknown> => {
          const [answer] = await Promise.allSettled([call(at, `key ${at}`)]);
          if (answer.status === 'fulfilled') return answer.value;
          expect(answer.reason).toMatchObject({ code: 'STORE_CONTENTION' });
          return patiently(at);
        };
        await Promise.all(times(20, patiently));
        for (const store of handles) {
          const facts = await readFacts(store, tenant, 'case/1');
          expect(facts.map(({ version: at }) => at)).toEqual(times(21, (at) => BigInt(at + 1)));
        }
        await expectWholeRecord(first);
      }),
    60_000,
  );

  it(
    'two sweepers through two handles fire each of two hundred timers once',
    () =>
      onHandles(factory, 2, async (first, handles) => {
        const streams = times(200, (at) => `case/${at}`);
        for (let from = 0; from < streams.length; from += 10) {
          const some = streams.slice(from, from + 10);
          await Promise.all(some.map((stream) => run(first, stream, `await ${stream}`, { type: 'await', dueAt })));
        }
        const late: Instant = '2026-04-11T00:00:00.000Z' as const;
        const sweep = async (store: Store) => {
          const fire = (timer: DueTimer) =>
            run(store, timer.stream, timerKey(timer), { type: 'note', text: '到期' }, late);
          for (let more = true; more;) {
            const answer = await runDueTimers(store, late, fire, 9);
            expect(answer.failed).toBe(0);
            more = answer.more;
          }
        };
        await Promise.all(handles.map(sweep));
        const facts = await Promise.all(streams.map((stream) => readFacts(first, tenant, stream)));
        for (const ofOne of facts) expect(ofOne.map(({ type }) => type)).toEqual(['AnswerAwaited', 'Noted']);
        expect(await allRows(first, tableNamed(known, 'jiceng_timer'))).toEqual([]);
        await expectWholeRecord(first);
      }),
    60_000,
  );

  it(
    'three readers that promote while others write read every commit once, each stream in order',
    () =>
      onHandles(factory, 3, async (first, handles) => {
        const streams = times(6, (at) => `case/${at}`);
        let writing = handles.length;
        const write = async (store: Store, name: number) => {
          // Each handle has streams of its own, so that nobody is overtaken.
          const own = streams.filter((_, at) => at % handles.length === name);
          for (let round = 0; round < 8; round++) {
            await Promise.all(
              own.map((stream) => run(store, stream, `${name}/${round}/${stream}`, { type: 'note', text: 'x' })),
            );
          }
          writing -= 1;
        };
        const read = async (store: Store): Promise<readonly FeedEntry[]> => {
          const seen: FeedEntry[] = [];
          for (let last = false; ;) {
            if (store.info.positions === 'intake') await promote(store, 'main', 7);
            const page = await readFeed(store, 'main', seen.at(-1)?.position ?? 0n, 5);
            seen.push(...page);
            if (page.length > 0) continue;
            if (last) return seen;
            last = writing === 0;
          }
        };
        const [, ...seen] = await Promise.all([
          Promise.all(handles.map((store, at) => write(store, at))),
          ...handles.map(read),
        ]);
        const written = streams.flatMap((stream) => times(8, (at) => `${stream}#${at + 1}`));
        for (const entries of seen) {
          expect(entries.map(({ position }) => position)).toEqual(times(48, (at) => BigInt(at + 1)));
          const facts = factsOf(entries);
          expect(facts.toSorted()).toEqual(written.toSorted());
          for (const stream of streams) {
            const own = facts.filter((fact) => fact.startsWith(`${stream}#`));
            expect(own).toEqual(times(8, (at) => `${stream}#${at + 1}`));
          }
        }
        const keys = (await allRows(first, tableNamed(known, 'jiceng_request'))).map((row) => textOf(row, 'request'));
        expect(new Set(keys).size).toBe(48);
      }),
    60_000,
  );
}
