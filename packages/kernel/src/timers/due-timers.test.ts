import { describe, expect, it } from 'vitest';
import {
  instantFromMs,
  nextTimerAt,
  parkedTimers,
  readFacts,
  rearmTimers,
  runDecider,
  runDueTimers,
  timerKey,
  unparkTimer,
  type DueTimer,
  type Process,
  type Row,
  type Store,
} from '../index.ts';
import {
  createBench,
  dayMs,
  later,
  remark,
  repairCall,
  repairDecider,
  repairProcess,
  report,
  startMs,
  tenant,
  timerCall,
  type Bench,
  type RepairCommand,
  type RepairEvent,
  type RepairState,
} from '../command/repair.fixture.ts';

const startsAt = instantFromMs(startMs);

async function timerRows(store: Store): Promise<readonly Row[]> {
  const [rows = []] = await store.read([{ get: 'rows', table: 'jiceng_timer', index: 'key', prefix: [], limit: 1000 }]);
  return rows;
}
const waiting = async (store: Store) =>
  (await timerRows(store)).map((row) => `${String(row['stream'])} ${String(row['name'])} ${String(row['due_at'])}`);

const sweep = (
  { ports, store, clock }: Bench,
  fire = (timer: DueTimer): Promise<unknown> => runDecider(ports, timerCall(timer)),
) => runDueTimers(store, instantFromMs(clock.ms), fire);

async function reported(count = 1): Promise<Bench> {
  const bench = await createBench();
  for (let at = 1; at <= count; at++) await runDecider(bench.ports, repairCall(report, { stream: `repair/${at}` }));
  return bench;
}

describe('timers', () => {
  it('are rows that come and go with the state that waits for them', async () => {
    const bench = await reported();
    expect(await waiting(bench.store)).toEqual([
      `repair/1 remind ${later(startsAt, 1)}`,
      `repair/1 escalate ${later(startsAt, 2)}`,
    ]);
    await runDecider(bench.ports, repairCall({ type: 'mend' }));
    expect(await waiting(bench.store)).toEqual([]);
    bench.clock.ms += 40 * dayMs;
    expect(await sweep(bench)).toEqual({ fired: 0, failed: 0, more: false });
  });

  it('do not fire before they are due, and do at the very moment', async () => {
    const bench = await reported();
    bench.clock.ms += dayMs - 1;
    expect(await sweep(bench)).toEqual({ fired: 0, failed: 0, more: false });
    bench.clock.ms += 1;
    expect(await sweep(bench)).toEqual({ fired: 1, failed: 0, more: false });
    expect(await sweep(bench)).toEqual({ fired: 0, failed: 0, more: false });
  });

  it('forty days late fire in order, once each, and happened when they were due', async () => {
    const bench = await reported(30);
    bench.clock.ms += 40 * dayMs;
    const order: string[] = [];
    const result = await sweep(bench, (timer) => {
      order.push(`${timer.stream} ${timer.name}`);
      return runDecider(bench.ports, timerCall(timer));
    });
    expect(result).toEqual({ fired: 60, failed: 0, more: false });
    for (let at = 1; at <= 30; at++) {
      expect(order.filter((each) => each.startsWith(`repair/${at} `))).toEqual([
        `repair/${at} remind`,
        `repair/${at} escalate`,
      ]);
      const facts = await readFacts(bench.store, tenant, `repair/${at}`);
      expect(facts.map(({ type, occurredAt }) => [type, occurredAt])).toEqual([
        ['Reported', startsAt],
        ['Reminded', later(startsAt, 1)],
        ['Escalated', later(startsAt, 2)],
      ]);
      expect(facts.at(-1)?.recordedAt).toBe(later(startsAt, 40));
    }
    expect(await timerRows(bench.store)).toEqual([]);
  });

  it('may be swept by several at once: each effect happens once', async () => {
    const bench = await reported(40);
    bench.clock.ms += 40 * dayMs;
    const results = await Promise.all([sweep(bench), sweep(bench), sweep(bench)]);
    expect(results.every(({ failed }) => failed === 0)).toBe(true);
    for (let at = 1; at <= 40; at++) {
      const facts = await readFacts(bench.store, tenant, `repair/${at}`);
      expect(facts.map(({ type }) => type)).toEqual(['Reported', 'Reminded', 'Escalated']);
    }
    expect(await timerRows(bench.store)).toEqual([]);
  });

  it('beyond the limit wait for the next sweep, which is told', async () => {
    const bench = await reported(5);
    bench.clock.ms += 40 * dayMs;
    const fire = (timer: DueTimer) => runDecider(bench.ports, timerCall(timer));
    const now = instantFromMs(bench.clock.ms);
    expect(await runDueTimers(bench.store, now, fire, 4)).toEqual({ fired: 4, failed: 0, more: true });
    expect(await runDueTimers(bench.store, now, fire, 100)).toEqual({ fired: 6, failed: 0, more: false });
  });

  it('have one key for every sweeper and every attempt', () => {
    expect(timerKey({ stream: 'repair/1', name: 'remind', dueAt: startsAt })).toBe(
      'timer/2026-03-02T01:30:00.000Z/repair/1/remind',
    );
  });
});

describe('a timer that fails', () => {
  const refuse = () => Promise.reject(new TypeError('out of order'));

  it('waits twice as long each time, is parked after eight attempts, and then tells what was wrong', async () => {
    const bench = await reported();
    bench.clock.ms += dayMs;
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 8; attempt++) {
      expect(await sweep(bench, refuse)).toMatchObject({ fired: 0, failed: 1 });
      expect(await sweep(bench, refuse)).toMatchObject({ fired: 0, failed: 0 });
      const [row] = await timerRows(bench.store);
      expect(row?.['attempts']).toBe(BigInt(attempt));
      const waitMs = Date.parse(String(row?.['try_at'])) - bench.clock.ms;
      waits.push(waitMs / 60_000);
      bench.clock.ms += waitMs;
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128]);
    expect(await sweep(bench)).toEqual({ fired: 0, failed: 0, more: false });
    const parked = await parkedTimers(bench.store);
    expect(parked).toEqual([
      { tenant, stream: 'repair/1', name: 'remind', dueAt: later(startsAt, 1), attempts: 8n, problem: 'TypeError' },
    ]);
  });

  it('holds back only its own stream', async () => {
    const bench = await reported(2);
    bench.clock.ms += 40 * dayMs;
    const fire = (timer: DueTimer) =>
      timer.stream === 'repair/1' ? refuse() : runDecider(bench.ports, timerCall(timer));
    expect(await sweep(bench, fire)).toEqual({ fired: 2, failed: 1, more: false });
    expect(await waiting(bench.store)).toEqual([
      `repair/1 remind ${later(startsAt, 1)}`,
      `repair/1 escalate ${later(startsAt, 2)}`,
    ]);
    // The later rung does not overtake the one that waits to be tried again.
    expect(await sweep(bench)).toEqual({ fired: 0, failed: 0, more: false });
    bench.clock.ms += 60_000;
    // It waits to be tried again after the later rung was due, and both still fire in this sweep.
    expect(await sweep(bench)).toEqual({ fired: 2, failed: 0, more: false });
    const facts = await readFacts(bench.store, tenant, 'repair/1');
    expect(facts.map(({ type }) => type)).toEqual(['Reported', 'Reminded', 'Escalated']);
  });

  it('tells the code of a refusal, and counts as failed when it still stands after it fired', async () => {
    const bench = await reported();
    bench.clock.ms += dayMs;
    const fire = (timer: DueTimer) => runDecider(bench.ports, { ...timerCall(timer), command: { type: 'unheard' } });
    await sweep(bench, fire);
    expect((await timerRows(bench.store))[0]?.['problem']).toBe('COMMAND_INVALID');
    bench.clock.ms += 60_000;
    await sweep(bench, () => Promise.resolve());
    expect((await timerRows(bench.store))[0]).toMatchObject({ problem: 'RangeError', attempts: 2n });
  });

  it('is due again at once when it is taken back from the park, with its attempts counted anew', async () => {
    const bench = await reported();
    bench.clock.ms += 400 * dayMs;
    for (let attempt = 0; attempt < 8; attempt++) {
      await sweep(bench, refuse);
      bench.clock.ms += dayMs;
    }
    const [parked] = await parkedTimers(bench.store);
    if (parked === undefined) throw new Error('nothing parked');
    expect(await unparkTimer(bench.store, parked)).toBe(true);
    expect(await parkedTimers(bench.store)).toEqual([]);
    expect(await sweep(bench)).toEqual({ fired: 2, failed: 0, more: false });
    expect(await unparkTimer(bench.store, parked)).toBe(false);
  });
});

describe('timers of a decider that has changed', () => {
  const patient: Process<RepairState, RepairCommand, RepairEvent> = {
    ...repairProcess,
    fold: 'repair/2',
    decider: {
      ...repairDecider,
      timers: ({ reportedAt, rungs, remarks }) =>
        reportedAt === undefined || remarks.length === 0
          ? []
          : [
              { name: 'remind', dueAt: later(reportedAt, 1) },
              { name: 'escalate', dueAt: later(reportedAt, 9) },
            ].slice(rungs),
    },
  };

  it('replace those of the old one with the next fact', async () => {
    const bench = await reported();
    await runDecider(bench.ports, repairCall(remark('a'), patient));
    expect(await waiting(bench.store)).toEqual([
      `repair/1 remind ${later(startsAt, 1)}`,
      `repair/1 escalate ${later(startsAt, 9)}`,
    ]);
    bench.clock.ms += 40 * dayMs;
    expect(await sweep(bench, (timer) => runDecider(bench.ports, { ...timerCall(timer), ...patient }))).toEqual({
      fired: 2,
      failed: 0,
      more: false,
    });
    expect(await timerRows(bench.store)).toEqual([]);
  });

  it('leave no row of the old one behind when only the calendar has changed', async () => {
    // The same facts under the same name, due at other moments.
    const dueAfter = (days: number): Process<RepairState, RepairCommand, RepairEvent> => ({
      ...repairProcess,
      decider: {
        ...repairDecider,
        timers: ({ reportedAt }) =>
          reportedAt === undefined ? [] : [{ name: 'remind', dueAt: later(reportedAt, days) }],
      },
    });
    const bench = await createBench();
    await runDecider(bench.ports, repairCall(report, dueAfter(3)));
    await runDecider(bench.ports, repairCall({ type: 'mend' }, dueAfter(5)));
    expect(await waiting(bench.store)).toEqual([]);
  });

  it('are planned again when somebody armed them between the reading and the writing', async () => {
    const bench = await reported();
    const { store } = bench;
    await store.commit([
      { op: 'delete', table: 'jiceng_timer', key: [tenant, 'repair/1', later(startsAt, 2), 'escalate'] },
    ]);
    let commits = 0;
    const interrupted: Store = {
      ...store,
      commit: async (batch) => {
        commits += 1;
        if (commits === 1) await rearmTimers(store, repairProcess, tenant, 'repair/1');
        return store.commit(batch);
      },
    };
    await runDecider({ ...bench.ports, store: interrupted }, repairCall({ type: 'remind' }));
    expect(commits).toBe(2);
    expect(await waiting(store)).toEqual([`repair/1 escalate ${later(startsAt, 2)}`]);
  });

  it('are brought up to date for a stream that nobody touches', async () => {
    const bench = await reported();
    const slower: Process<RepairState, RepairCommand, RepairEvent> = {
      ...repairProcess,
      decider: {
        ...repairDecider,
        timers: ({ reportedAt }) => (reportedAt === undefined ? [] : [{ name: 'remind', dueAt: later(reportedAt, 5) }]),
      },
    };
    expect(await rearmTimers(bench.store, slower, tenant, 'repair/1')).toBe(3);
    expect(await waiting(bench.store)).toEqual([`repair/1 remind ${later(startsAt, 5)}`]);
    expect(await rearmTimers(bench.store, slower, tenant, 'repair/1')).toBe(0);
    expect(await rearmTimers(bench.store, slower, tenant, 'repair/unknown')).toBe(0);
  });

  it('keep the attempts of those that stay as they are', async () => {
    const bench = await reported();
    bench.clock.ms += dayMs;
    await sweep(bench, () => Promise.reject(new TypeError('out of order')));
    await runDecider(bench.ports, repairCall(remark('a')));
    expect(await rearmTimers(bench.store, repairProcess, tenant, 'repair/1')).toBe(0);
    expect((await timerRows(bench.store))[0]).toMatchObject({ name: 'remind', attempts: 1n });
  });

  it('are left to whoever acts at the same moment', async () => {
    const bench = await reported();
    const { store } = bench;
    const interrupted: Store = {
      ...store,
      commit: async (batch) => {
        await runDecider(bench.ports, repairCall({ type: 'mend' }));
        return store.commit(batch);
      },
    };
    const slower = { ...repairProcess, decider: { ...repairDecider, timers: () => [] } };
    expect(await rearmTimers(interrupted, slower, tenant, 'repair/1')).toBe(0);
    expect(await timerRows(store)).toEqual([]);
  });
});

describe('how long a host may sleep', () => {
  const refuse = (): Promise<unknown> => Promise.reject(new RangeError('not now'));

  it('is until the earliest timer of all, and without end when none waits', async () => {
    const bench = await reported(2);
    expect(await nextTimerAt(bench.store)).toBe(later(startsAt, 1));
    bench.clock.ms += 3 * dayMs;
    await sweep(bench);
    expect(await nextTimerAt(bench.store)).toBeUndefined();
  });

  it('is until one that failed is tried again, though later ones of its stream are due behind it', async () => {
    const bench = await reported();
    bench.clock.ms += 3 * dayMs;
    await sweep(bench, refuse);
    expect(await nextTimerAt(bench.store)).toBe(instantFromMs(bench.clock.ms + 60_000));
    expect(await sweep(bench)).toEqual({ fired: 0, failed: 0, more: false });
  });

  it('is not shortened by what waits behind a parked one, however much that is', async () => {
    const bench = await createBench();
    const row = (stream: string, name: string, dueAt: string, parked: bigint, tryAt = dueAt): Row => ({
      tenant,
      stream,
      name,
      due_at: dueAt,
      try_at: tryAt,
      attempts: 0n,
      parked,
      version: 1n,
    });
    const behind = Array.from({ length: 250 }, (_, at) =>
      row('repair/stuck', `n${at}`, instantFromMs(startMs + 1 + at), 0n),
    );
    const rows = [row('repair/stuck', 'first', startsAt, 1n), ...behind];
    const insert = (of: readonly Row[]) =>
      bench.store.commit(of.map((one) => ({ op: 'insert', table: 'jiceng_timer', row: one })));
    await insert(rows);
    expect(await nextTimerAt(bench.store)).toBeUndefined();
    await insert([row('repair/free', 'only', later(startsAt, 9), 0n)]);
    expect(await nextTimerAt(bench.store)).toBe(later(startsAt, 9));
  });
});
