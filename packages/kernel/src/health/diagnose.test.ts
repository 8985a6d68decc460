import { describe, expect, it } from 'vitest';
import {
  createMemoryStore,
  diagnose,
  instantFromMs,
  keepPersonal,
  kernelTables,
  openFeed,
  portableDigests,
  promote,
  retryParked,
  runDecider,
  runDueTimers,
  runPolicies,
  type CivilDate,
  type Diagnosis,
  type DiagnosisSettings,
  type HealthCheck,
  type Operation,
  type Policy,
  type Query,
  type Store,
} from '../index.ts';
import {
  createBench,
  dayMs,
  remark,
  repairCall,
  report,
  startMs,
  tenant,
  type Bench,
} from '../command/repair.fixture.ts';

const codesOf = ({ findings }: Diagnosis) =>
  findings.map(({ code, severity }) => (severity === 'fine' ? code : `${severity} ${code}`));
const found = ({ findings }: Diagnosis, code: string) => findings.filter((one) => one.code === code);

/** A store that takes positions afterwards, as one with many writers does. */
function withIntake(store: Store): Store {
  return { ...store, info: { ...store.info, positions: 'intake', durability: 'power' } };
}
const lasting = (store: Store): Store => ({ ...store, info: { ...store.info, durability: 'power' } });

async function written(streams: number, given: (store: Store) => Store = lasting): Promise<Bench> {
  let ms = startMs;
  const bench = await createBench({ store: given(createMemoryStore(() => ms)) });
  await openFeed(bench.store, 'main');
  for (let at = 1; at <= streams; at++) {
    await runDecider(bench.ports, repairCall(report, { stream: `repair/${at}` }));
    await runDecider(bench.ports, repairCall(remark('a'), { stream: `repair/${at}` }));
  }
  return {
    ...bench,
    clock: Object.defineProperty(bench.clock, 'ms', {
      get: () => ms,
      set: (moved: number) => {
        ms = moved;
      },
    }),
  };
}
const ask = ({ ports, clock }: Pick<Bench, 'ports' | 'clock'>, settings: DiagnosisSettings = {}) =>
  diagnose(ports, { hostClock: clock, ...settings });

async function plant(store: Store, ...batch: readonly Operation[]): Promise<void> {
  expect(await store.commit(batch)).toEqual({ ok: true });
}

const everythingFine = [
  'HEALTH_STORE',
  'HEALTH_CLOCKS',
  'HEALTH_TIMERS',
  'HEALTH_NOTHING_PARKED',
  'HEALTH_FEED',
  'HEALTH_PERSONAL',
  'HEALTH_CHAINS',
];

describe('a diagnosis', () => {
  it('of a deployment in order finds it fine, in both languages', async () => {
    const diagnosis = await ask(await written(3));
    expect(diagnosis).toMatchObject({ at: instantFromMs(startMs), severity: 'fine' });
    expect(codesOf(diagnosis)).toEqual(everythingFine);
    for (const { words } of diagnosis.findings) {
      expect(words['zh-CN']).toMatch(/\p{Script=Han}/u);
      expect(words.en + words['zh-CN']).not.toMatch(/[{}]|undefined/);
    }
    expect(found(diagnosis, 'HEALTH_CHAINS')[0]?.details).toEqual({ streams: 3, facts: 6 });
  });

  it('of an empty store finds nothing wrong but that it forgets', async () => {
    const store = createMemoryStore(() => startMs);
    await store.migrate(kernelTables);
    const diagnosis = await diagnose({ store, feed: 'main' }, { hostClock: { now: () => store.now() } });
    expect(diagnosis.severity).toBe('warning');
    expect(codesOf(diagnosis)).toEqual(everythingFine.toSpliced(1, 0, 'warning HEALTH_STORE_FORGETS'));
  });

  it('writes nothing, and reads a bounded number of rows by an index or a key', async () => {
    const { ports, store, clock } = await written(40);
    clock.ms += 9 * dayMs;
    const asked: Query[] = [];
    const watched: Store = {
      ...store,
      read: async (queries) => {
        asked.push(...queries);
        return store.read(queries);
      },
      commit: () => Promise.reject(new RangeError('a diagnosis writes nothing')),
      migrate: () => Promise.reject(new RangeError('a diagnosis creates nothing')),
    };
    const limits = { rowsMost: 10, chainStreams: 2, chainFacts: 3 };
    const diagnosis = await diagnose({ ...ports, store: watched }, { hostClock: clock, limits });
    expect(diagnosis.findings.length).toBeGreaterThan(6);
    expect(asked.every((query) => query.get === 'row' || query.limit <= 11)).toBe(true);
    expect(asked.length).toBeLessThan(30);
    expect(found(diagnosis, 'HEALTH_CHECK_FAILED')).toEqual([]);
    const [due] = found(diagnosis, 'HEALTH_TIMERS_DUE');
    expect(due?.details).toMatchObject({ count: 10, atLeast: true });
    expect(due?.words.en).toContain('at least 10');
  });

  it.each([
    [1_999, 'fine'],
    [-2_000, 'warning'],
    [2_000, 'warning'],
    [60_000, 'severe'],
  ])('of clocks that differ by %i ms finds it %s', async (skewMs, severity) => {
    const { ports, clock } = await written(1);
    const hostClock = { now: async () => instantFromMs(clock.ms - skewMs) };
    const diagnosis = await diagnose(ports, { hostClock });
    expect(found(diagnosis, 'HEALTH_CLOCKS')).toMatchObject([{ severity, details: { skewMs } }]);
  });

  it('does not take a slow answer for a wrong clock', async () => {
    const { ports } = await written(1);
    let asked = 0;
    const hostClock = { now: async () => instantFromMs(startMs - 3_000 + 9_000 * asked++) };
    const [clocks] = found(await diagnose(ports, { hostClock }), 'HEALTH_CLOCKS');
    expect(clocks).toMatchObject({ severity: 'fine', details: { roundTripMs: 9_000, skewMs: -1_500 } });
  });

  it.each([
    [299, 'fine'],
    [300, 'warning'],
    [86_400, 'severe'],
  ])('of a timer that has waited %i s finds it %s', async (seconds, severity) => {
    const bench = await written(1);
    bench.clock.ms += dayMs + seconds * 1000;
    const [late] = found(await ask(bench), 'HEALTH_TIMERS_DUE');
    expect(late).toMatchObject({ severity, details: { lagSeconds: seconds, atLeast: false } });
  });

  it('names parked timers with what was wrong, and not what the error said', async () => {
    const bench = await written(2);
    for (let at = 0; at < 12; at++) {
      bench.clock.ms += 2 * dayMs;
      await runDueTimers(bench.store, instantFromMs(bench.clock.ms), () =>
        Promise.reject(new RangeError('张三 is away')),
      );
    }
    const [parked] = found(await ask(bench), 'HEALTH_TIMERS_PARKED');
    expect(parked).toMatchObject({
      severity: 'warning',
      details: { count: 2, problems: ['RangeError'], examples: ['330106 repair/1', '330106 repair/2'] },
    });
  });

  it('names streams at which a policy stopped, and is content when they go on', async () => {
    const bench = await written(1);
    let down = true;
    const policy: Policy = {
      name: 'tell',
      on: ['Reported'],
      react: () => [
        {
          run: async () => {
            if (down) throw new TypeError('no way to 13800138000');
          },
        },
      ],
    };
    await runPolicies(bench.ports, [policy]);
    const diagnosis = await ask(bench);
    expect(found(diagnosis, 'HEALTH_POLICIES_PARKED')).toMatchObject([
      {
        severity: 'warning',
        details: { count: 1, policies: ['tell'], problems: ['TypeError'], examples: ['330106 repair/1'] },
      },
    ]);
    expect(JSON.stringify(diagnosis)).not.toContain('13800138000');
    down = false;
    await retryParked(bench.ports, policy);
    expect(codesOf(await ask(bench))).toContain('HEALTH_NOTHING_PARKED');
  });

  it('tells how far behind each reader of the feed is', async () => {
    const bench = await written(3);
    await plant(
      bench.store,
      { op: 'insert', table: 'jiceng_cursor', row: { reader: 'near', position: 5n, version: 1n } },
      { op: 'insert', table: 'jiceng_cursor', row: { reader: 'wide', position: 0n, version: 1n } },
    );
    const limits = { readerBehind: { warning: 2, severe: 6 } };
    const diagnosis = await ask(bench, { limits });
    expect(found(diagnosis, 'HEALTH_READER')).toMatchObject([
      { severity: 'fine', details: { reader: 'near', behind: 1 } },
      { severity: 'severe', details: { reader: 'wide', behind: 6 } },
    ]);
    const [unseen] = found(await ask(bench, { limits: { rowsMost: 1 } }), 'HEALTH_READERS_UNSEEN');
    expect(unseen).toMatchObject({ severity: 'warning', details: { count: 1 } });
  });

  it('finds a reader that is ahead of the feed severe: the store is older than what was read from it', async () => {
    const bench = await written(1);
    const row = { reader: 'relay', position: 3n, version: 1n };
    await plant(bench.store, { op: 'insert', table: 'jiceng_cursor', row });
    expect(found(await ask(bench), 'HEALTH_READER_AHEAD')).toMatchObject([
      { severity: 'severe', details: { reader: 'relay', position: '3', head: '2' } },
    ]);
  });

  it('counts only those behind a feed that read it, as far as their names tell', async () => {
    const bench = await written(1);
    const readers = ['policy/a', 'policy@east/a', 'relay/main/b', 'relay/east/b', "the host's own", 'policy@%/a'];
    await plant(
      bench.store,
      ...readers.map((reader): Operation => ({
        op: 'insert',
        table: 'jiceng_cursor',
        row: { reader, position: 1n, version: 1n },
      })),
    );
    const seen = found(await ask(bench), 'HEALTH_READER').map(({ details }) => details['reader']);
    expect(seen).toEqual(['policy/a', 'policy@%/a', 'relay/main/b', "the host's own"]);
  });

  it('says of a feed that nobody has opened which others there are', async () => {
    const bench = await written(1);
    const diagnosis = await diagnose({ ...bench.ports, feed: 'mian' }, { hostClock: bench.clock });
    expect(found(diagnosis, 'HEALTH_FEED_UNKNOWN')).toMatchObject([
      { severity: 'warning', details: { feed: 'mian', feeds: ['main'] } },
    ]);
  });

  it('finds a feed severe whose last entry is missing', async () => {
    const bench = await written(1);
    await plant(bench.store, { op: 'delete', table: 'jiceng_feed_entry', key: ['main', 2n] });
    expect(found(await ask(bench), 'HEALTH_FEED_TORN')).toMatchObject([
      { severity: 'severe', details: { position: '2', last: '1' } },
    ]);
  });

  it('tells how long commits have waited for a position, until they are promoted', async () => {
    const bench = await written(2, withIntake);
    bench.clock.ms += 60_000;
    expect(found(await ask(bench), 'HEALTH_INTAKE')).toMatchObject([
      { severity: 'warning', details: { count: 4, ageSeconds: 60 } },
    ]);
    expect(codesOf(await ask(bench))).toContain('HEALTH_CHAINS');
    await promote(bench.store, 'main');
    expect(found(await ask(bench), 'HEALTH_INTAKE')).toEqual([]);
  });

  it('finds rows in the intake of a store severe that numbers its commits itself', async () => {
    const bench = await written(2, withIntake);
    const store: Store = { ...bench.store, info: { ...bench.store.info, positions: 'inline' } };
    const diagnosis = await diagnose({ ...bench.ports, store }, { hostClock: bench.clock });
    expect(found(diagnosis, 'HEALTH_INTAKE_STRANDED')).toMatchObject([{ severity: 'severe', details: { count: 4 } }]);
  });

  it('counts personal values past their last day over all tenants, and no others', async () => {
    const bench = await written(1);
    const keep = (of: string, ref: string, keepUntil?: CivilDate) =>
      keepPersonal(
        { tenant: of, ref, kind: 'name', value: '张三', purpose: 'upkeep', ...(keepUntil && { keepUntil }) },
        portableDigests.sha256,
      ).operation;
    await plant(
      bench.store,
      keep('330106', 'p1', '2026-03-01'),
      keep('330106', 'p2', '2026-03-02'),
      keep('330106', 'p3'),
      keep('330108', 'p1', '2025-01-01'),
      keep('330109', 'p1', '2030-01-01'),
      keep('330110', 'p1', '2024-01-01'),
    );
    const diagnosis = await ask(bench);
    expect(found(diagnosis, 'HEALTH_PERSONAL_EXPIRED')).toMatchObject([
      { severity: 'warning', details: { count: 3, atLeast: false } },
    ]);
    expect(JSON.stringify(diagnosis)).not.toContain('张三');
    const [cut] = found(await ask(bench, { limits: { rowsMost: 2 } }), 'HEALTH_PERSONAL_EXPIRED');
    expect(cut).toMatchObject({ details: { count: 2, atLeast: true } });
    // At this instant it is already 3 March in Kiribati: another last day has passed there.
    bench.clock.ms += 9 * 3_600_000;
    const [east] = found(await ask(bench, { zone: 'Pacific/Kiritimati' }), 'HEALTH_PERSONAL_EXPIRED');
    expect(east).toMatchObject({ details: { count: 4 } });
  });

  /** The same store with one column of one fact, or of one head, changed behind its back. */
  function tampered(store: Store, table: string, column: string, value: string | bigint): Store {
    return {
      ...store,
      read: async (queries) =>
        (await store.read(queries)).map((rows, at) =>
          queries[at]?.table === table ? rows.map((row, nth) => (nth === 0 ? { ...row, [column]: value } : row)) : rows,
        ),
    };
  }

  it.each([
    ['a fact with another body', 'jiceng_fact', 'body', '{}', 'HEALTH_CHAIN_BROKEN'],
    ['a fact by somebody else', 'jiceng_fact', 'actor', 'u-other', 'HEALTH_CHAIN_BROKEN'],
    ['a head at another version', 'jiceng_stream', 'version', 9n, 'HEALTH_HEAD_ASTRAY'],
    ['a head with another digest', 'jiceng_stream', 'digest', 'ff', 'HEALTH_HEAD_ASTRAY'],
  ])('finds %s severe, and the stream is named', async (_what, table, column, value, code) => {
    const bench = await written(1);
    const store = tampered(bench.store, table, column, value);
    const diagnosis = await diagnose({ ...bench.ports, store }, { hostClock: bench.clock });
    expect(found(diagnosis, code)).toMatchObject([{ severity: 'severe', details: { tenant, stream: 'repair/1' } }]);
    expect(found(diagnosis, 'HEALTH_CHAINS')).toEqual([]);
  });

  it('checks the last facts of a long stream without reading it whole', async () => {
    const bench = await written(1);
    for (let at = 0; at < 20; at++) await runDecider(bench.ports, repairCall(remark(`${at}`)));
    const limits = { chainFacts: 4, chainStreams: 1 };
    expect(found(await ask(bench, { limits }), 'HEALTH_CHAINS')[0]?.details).toEqual({ streams: 1, facts: 4 });
  });

  it('makes a check that fails a finding, and makes the others all the same', async () => {
    const bench = await written(1);
    const store: Store = {
      ...bench.store,
      read: async (queries) => {
        if (queries.some(({ table }) => table === 'jiceng_personal')) throw new RangeError('13800138000');
        return bench.store.read(queries);
      },
    };
    const broken: HealthCheck = () => {
      throw new TypeError('the calendar of 张三');
    };
    const diagnosis = await diagnose({ ...bench.ports, store }, { hostClock: bench.clock, checks: [broken] });
    expect(found(diagnosis, 'HEALTH_CHECK_FAILED').map(({ details }) => details)).toMatchObject([
      { check: 'personal', problem: { en: 'RangeError' } },
      { check: 'broken', problem: { en: 'TypeError' } },
    ]);
    expect(codesOf(diagnosis)).toContain('HEALTH_CHAINS');
    expect(JSON.stringify(diagnosis)).not.toMatch(/13800138000|张三/);
  });

  it('says which tables nobody has created', async () => {
    const store = createMemoryStore(() => startMs);
    const diagnosis = await diagnose({ store, feed: 'main' });
    expect(found(diagnosis, 'HEALTH_CHECK_FAILED').map(({ details }) => details['code'])).toEqual(
      Array.from({ length: 6 }, () => 'STORE_TABLE_UNKNOWN'),
    );
  });

  it('asks the checks of others too, with the day of the zone', async () => {
    const bench = await written(1);
    const words = { 'zh-CN': '今天', en: 'today' };
    const today: HealthCheck = (question) => [
      { severity: 'severe', code: 'TODAY', details: { today: question.today }, words },
    ];
    const diagnosis = await ask(bench, { checks: [today], zone: 'America/New_York' });
    expect(diagnosis.severity).toBe('severe');
    expect(diagnosis.findings.at(-1)).toMatchObject({ code: 'TODAY', details: { today: '2026-03-01' } });
  });

  it('refuses a store that is closed', async () => {
    const bench = await written(1);
    await bench.store.close();
    await expect(ask(bench)).rejects.toMatchObject({ code: 'STORE_CLOSED' });
  });
});
