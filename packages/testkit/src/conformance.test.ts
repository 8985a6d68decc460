import { createMemoryStore, isJicengError, type Store } from '@jiceng/kernel';
import { describe, expect, it, vi } from 'vitest';
import {
  checkStore,
  contractFor,
  createMemoryFactory,
  createSeededRandom,
  describeConformance,
  runCrashWriter,
  storeConformance,
  storeContract,
  storeMutants,
  type CaseReport,
  type StartWriter,
  type StoreFactory,
} from './index.ts';

const memory = createMemoryFactory();
const never = <Answer>(): Promise<Answer> => new Promise(() => undefined);

/** Places in memory whose handles are spoiled. */
const spoiled = (spoil: (store: Store) => Store, level: StoreFactory['level'] = 'concurrent'): StoreFactory => ({
  level,
  create: async () => {
    const store = createMemoryStore();
    return { open: async () => spoil(store), remove: async () => undefined };
  },
});

const mutantNamed = (name: string): StoreFactory => {
  const found = storeMutants.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no mutant ${name}`);
  return found.factory;
};

describe('a report', () => {
  it('tells what was run, how it ended, and how far the store reaches', async () => {
    const report = await checkStore(memory, { seed: 7 });
    expect(report).toMatchObject({ seed: 7, declared: 'processes', reached: 'processes', store: { engine: 'memory' } });
    expect(report.node).toBe(process.versions.node);
    expect(report.cases.map(({ outcome }) => outcome)).not.toContain('broken');
    expect(report.cases.length + report.notRun.length).toBe(storeContract.length);
    expect(new Set(report.notRun.map(({ level, why }) => `${level} ${why}`))).toEqual(
      new Set(['crash levelNotDeclared']),
    );
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('tells of a broken case what was found, and what usually lies behind it', async () => {
    const heard: CaseReport[] = [];
    const factory = mutantNamed('ignores the ceiling');
    const report = await checkStore(factory, { only: ['ceiling', 'floor'], onCase: (one) => heard.push(one) });
    expect(heard).toEqual(report.cases);
    expect(report.cases.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['floor', 'kept'],
      ['ceiling', 'broken'],
    ]);
    expect(report.cases[1]?.fault).toMatchObject({
      code: 'TESTKIT_CONTRACT_BROKEN',
      what: 'above',
      expected: '{ failed: 0, ok: false, reason: "bound" }',
      actual: '{ ok: true }',
      cause: storeContract.find(({ id }) => id === 'ceiling')?.cause,
    });
  });

  it.each([
    ['ignores the ceiling', undefined],
    ['compares the version and then writes', 'core'],
    ['says that it is locked while another writes', 'concurrent'],
  ])('of a store that %s ends at the level below: %s', async (name, reached) => {
    expect((await checkStore(mutantNamed(name))).reached).toBe(reached);
  });

  it('reaches no level of which a case was left out', async () => {
    const report = await checkStore(memory, { only: ['floor'] });
    expect(report.reached).toBeUndefined();
    expect(new Set(report.notRun.map(({ why }) => why))).toEqual(new Set(['notChosen', 'levelNotDeclared']));
  });

  it('goes no further than it was asked to, and says so', async () => {
    const report = await checkStore(memory, { level: 'core' });
    expect([report.reached, report.declared]).toEqual(['core', 'processes']);
    expect(new Set(report.notRun.map(({ why }) => why))).toEqual(new Set(['levelNotAsked', 'levelNotDeclared']));
  });

  it('says of a store that cannot join, or whose factory starts no process, that it was not asked', () => {
    const factory: StoreFactory = { level: 'crash', create: memory.create };
    const reasons = new Set(storeConformance(factory).notRun.map(({ why }) => why));
    expect(reasons).toEqual(new Set(['doesNotJoin', 'noWriter']));
  });
});

describe('a seed', () => {
  it('gives the same cases the same chance, whichever others run', async () => {
    const kept = async (seed: number, only?: readonly string[]) => {
      const keys: string[] = [];
      const factory = spoiled((store) => ({
        ...store,
        commit: (batch) => {
          for (const operation of batch) if (operation.op === 'insert') keys.push(String(operation.row['id']));
          return store.commit(batch);
        },
      }));
      await checkStore(factory, { seed, only: [...(only ?? []), 'code-point-order'], level: 'core' });
      return keys.slice(-12);
    };
    expect(await kept(3)).toEqual(await kept(3, ['floor']));
    expect(await kept(3)).not.toEqual(await kept(4));
  });

  it('gives a store that waits for nothing the same calls in the same order', async () => {
    const callsWith = async (seed: number) => {
      const calls: string[] = [];
      const told = (what: string, about: unknown) =>
        calls.push(
          `${what} ${JSON.stringify(about, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value))}`,
        );
      const factory = createMemoryFactory(() => (store) => ({
        ...store,
        commit: (batch) => {
          told('commit', batch);
          return store.commit(batch);
        },
        read: (queries) => {
          told('read', queries);
          return store.read(queries);
        },
      }));
      await checkStore(factory, { seed });
      return calls;
    };
    const calls = await callsWith(11);
    expect(calls.length).toBeGreaterThan(1000);
    expect(await callsWith(11)).toEqual(calls);
    expect(await callsWith(12)).not.toEqual(calls);
  });

  it('comes from the clock when none is given', () => {
    vi.useFakeTimers({ now: 1_000_000, toFake: ['Date'] });
    expect(storeConformance(memory).seed).toBe(1_000_000);
    vi.useRealTimers();
    expect(storeConformance(memory, { seed: 5 }).seed).toBe(5);
  });

  it.each(Array.from({ length: 5 }, (_, at) => createSeededRandom(at).below(2 ** 31)))(
    'decides nothing about a sound store (%i)',
    async (seed) => {
      expect((await checkStore(memory, { seed })).reached).toBe('processes');
    },
  );
});

describe('a case that is asked for', () => {
  it('must be one of the contract', () => {
    expect(() => storeConformance(memory, { only: ['floor', 'flor'] })).toThrow(
      expect.objectContaining({ code: 'TESTKIT_CASE_UNKNOWN', details: { ids: ['flor'] } }),
    );
  });
});

describe('any runner', () => {
  it('is given one group with the seed and what is not run, and one test for each case', async () => {
    const groups: string[] = [];
    const tests: (readonly [name: string, run: () => Promise<void>])[] = [];
    const runner = {
      describe: (name: string, body: () => void) => {
        groups.push(name);
        body();
      },
      it: (name: string, run: () => Promise<void>) => tests.push([name, run]),
    };
    const conformance = describeConformance(mutantNamed('ignores the ceiling'), runner, { seed: 9, level: 'core' });
    expect(groups[0]).toMatch(/seed 9; not run: \d+, .*; not run: \d+, /);
    expect(groups.slice(1)).toEqual(['core']);
    expect(tests).toHaveLength(conformance.cases.length);
    const ends = await Promise.allSettled(tests.map(([, run]) => run()));
    const failed = tests.filter((_, at) => ends[at]?.status === 'rejected').map(([name]) => name);
    expect(failed).toEqual([expect.stringContaining('[ceiling]')]);
    expect(conformance.report().cases).toHaveLength(tests.length);
  });
});

describeConformance(memory, { describe, it }, { seed: 20_260_302, level: 'core' });

describe('a case that kills a process', () => {
  const [one] = storeContract.filter(({ level }) => level === 'crash');
  const crashing = (writer: StoreFactory['writer'], address?: string): StoreFactory => ({
    level: 'crash',
    openAt: async () => createMemoryStore(),
    ...(writer === undefined ? {} : { writer }),
    create: async () => ({
      open: async () => createMemoryStore(),
      remove: async () => undefined,
      ...(address === undefined ? {} : { address }),
    }),
  });
  /** A process that is played: it says these lines, and ends when it is killed, or by itself. */
  const played = (lines: readonly string[], complaint?: string) => {
    const kills: string[] = [];
    const start: StartWriter = (task) => {
      let end: (how: { readonly killed: boolean; readonly complaint: string }) => void = () => undefined;
      const ended = new Promise<{ readonly killed: boolean; readonly complaint: string }>((resolve) => {
        end = resolve;
      });
      if (complaint !== undefined) end({ killed: false, complaint });
      return {
        onLine: (tell) => {
          for (const line of lines) tell(line);
        },
        kill: () => {
          kills.push(task);
          end({ killed: true, complaint: '' });
        },
        ended,
      };
    };
    return { start, kills };
  };

  it('tells the process what to do, and misses what it was answered for', async () => {
    const { start, kills } = played(['opening', 'ready', ...Array.from({ length: 30 }, (_, at) => String(at))]);
    await expect(one?.run(crashing(start, 'here'), { kills: 1 })).rejects.toMatchObject({
      code: 'TESTKIT_CONTRACT_BROKEN',
      details: { what: 'answered batches that are gone' },
    });
    expect(kills.map((task) => JSON.parse(task) as unknown)).toMatchObject([
      { address: 'here', name: 'a', work: 'batches', from: 0 },
    ]);
  });

  it('says why a process ended by itself', async () => {
    const { start } = played(['opening'], 'no such place');
    await expect(one?.run(crashing(start, 'here'), { kills: 1 })).rejects.toMatchObject({
      details: {
        what: 'the writing process goes on until it is killed',
        expected: '"killed"',
        actual: '"no such place"',
      },
    });
  });

  it('ends the process when it is cut off', async () => {
    const { start, kills } = played(['opening']);
    // With the 5,000 ms that it is given for each kill it has 100.
    const run = { kills: 1, caseTimeoutMs: -4_900 };
    await expect(one?.run(crashing(start, 'here'), run)).rejects.toMatchObject({ code: 'TESTKIT_CASE_CUT_OFF' });
    expect(kills.length).toBeGreaterThan(0);
  });

  it.each([
    ['address', crashing(played([]).start)],
    ['writer', crashing(undefined, 'here')],
  ])('wants a factory with %s', async (problem, factory) => {
    await expect(one?.run(factory)).rejects.toMatchObject({ code: 'TESTKIT_FACTORY_INVALID', details: { problem } });
  });

  it('wants a platform that can start processes', async () => {
    const builtin = vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined);
    const ended = one?.run(crashing({ module: 'nowhere.js' }, 'here'));
    await expect(ended).rejects.toMatchObject({ code: 'TESTKIT_NO_PROCESSES' });
    builtin.mockRestore();
  });

  it('has a writer that does its works in order and tells each', async () => {
    const store = createMemoryStore();
    const told: string[] = [];
    const task = { address: 'here', name: 'a', work: 'batches', from: 2, to: 5, width: 2, atEnd: 'close' };
    const closing: Store = { ...store, close: async () => undefined };
    for (const from of [2, 3]) {
      const openAt = async () => closing;
      await runCrashWriter({ openAt }, JSON.stringify({ ...task, from }), (line) => told.push(line));
    }
    expect(told).toEqual(['opening', 'ready', '2', '3', '4', 'opening', 'ready', '3', '4']);
    const [entries = []] = await store.read([{ get: 'rows', table: 'kit_entry', index: 'key', prefix: [], limit: 9 }]);
    expect(entries.map(({ note }) => note)).toEqual(['2', '3', '4']);
    await expect(runCrashWriter({}, JSON.stringify(task), () => undefined)).rejects.toMatchObject({
      code: 'TESTKIT_FACTORY_INVALID',
    });
  });
});

describe('the kit ends', () => {
  const answers = async (factory: StoreFactory, only: string, caseTimeoutMs = 200) => {
    const { cases } = await checkStore(factory, { only: [only], caseTimeoutMs });
    return cases[0]?.fault;
  };

  it.each(['commit', 'read', 'migrate', 'close'] as const)('when %s never answers', async (call) => {
    const fault = await answers(
      spoiled((store) => ({ ...store, [call]: never })),
      'floor',
    );
    expect(fault).toMatchObject({ code: 'TESTKIT_CASE_CUT_OFF' });
    expect(fault?.words.en).toContain(`200 ms and was cut off; calls without an answer: ${call}`);
  });

  it('when a place is never made, and when it is never cleared away', async () => {
    const place = { open: async () => createMemoryStore(), remove: () => never<void>() };
    const noPlace = await answers({ level: 'core', create: () => never() }, 'floor');
    expect(noPlace?.words.en).toContain('without an answer: create');
    const stays = await answers({ level: 'core', create: async () => place }, 'floor');
    expect(stays?.words.en).toContain('without an answer: remove');
  });

  it('when writers hang beside readers that are answered without ever waiting', async () => {
    const fault = await answers(
      spoiled((store) => ({
        ...store,
        commit: (batch) => (batch.length === 3 ? never() : store.commit(batch)),
      })),
      'whole-batches',
    );
    expect(fault).toMatchObject({ code: 'TESTKIT_CASE_CUT_OFF' });
  });

  it('and closes and removes what a case that was cut off has opened', async () => {
    const done: string[] = [];
    const factory: StoreFactory = {
      level: 'core',
      create: async () => ({
        open: async () => ({
          ...createMemoryStore(),
          commit: never,
          close: async () => {
            done.push('closed');
          },
        }),
        remove: async () => {
          done.push('removed');
        },
      }),
    };
    expect(await answers(factory, 'floor')).toMatchObject({ code: 'TESTKIT_CASE_CUT_OFF' });
    expect(done).toEqual(['closed', 'removed']);
  });

  it('when a store throws before it gives a promise, and says that it should not', async () => {
    const factory = spoiled((store) => ({
      ...store,
      commit: () => {
        throw new Error('not connected');
      },
    }));
    const report = await checkStore(factory, { only: ['refuses-by-promise', 'floor', 'one-creator'] });
    expect(report.cases.map(({ outcome }) => outcome)).toEqual(['broken', 'broken', 'broken']);
    expect(report.cases.at(-1)?.fault?.words.en).toContain('not connected');
  });

  // What a plain JavaScript adapter may answer, and no type here would let through.
  const garbage: readonly (readonly [what: string, call: 'commit' | 'read' | 'now', answer: unknown, said: string])[] =
    [
      ['nothing', 'commit', undefined, 'what commit answers'],
      ['a number', 'commit', 7, 'what commit answers'],
      ['no reason', 'commit', { ok: false, failed: 0 }, 'what commit answers'],
      ['a place beyond the batch', 'commit', { ok: false, failed: 9, reason: 'exists' }, 'what commit answers'],
      ['null', 'read', null, 'what read answers'],
      ['one list for two queries', 'read', [], 'what read answers'],
      ['rows that are none', 'read', [[1]], 'what read answers'],
      ['a Date', 'now', new Date(0), 'now answers with'],
    ];
  it.each(garbage)('when a store answers %s to %s', async (_what, call, answer, said) => {
    const factory = spoiled((store) => {
      const strange = { ...store };
      Reflect.set(strange, call, async () => answer);
      return strange;
    });
    const fault = await answers(factory, call === 'now' ? 'utc-clock' : 'floor');
    expect(fault).toMatchObject({ code: 'TESTKIT_CONTRACT_BROKEN', what: said });
  });

  it('when a store answers without a promise', async () => {
    const factory = spoiled((store) => {
      const strange = { ...store };
      Reflect.set(strange, 'commit', () => ({ ok: true }));
      return strange;
    });
    expect(await answers(factory, 'floor')).toMatchObject({ what: 'commit answers with a promise' });
  });

  it.each(['info', 'close', 'read'])('when what is opened has no %s', async (member) => {
    const factory = spoiled((store) => {
      const strange = { ...store };
      Reflect.deleteProperty(strange, member);
      return strange;
    });
    expect(await answers(factory, 'floor')).toMatchObject({ code: 'TESTKIT_CONTRACT_BROKEN' });
  });

  it('when a place cannot be made at all', async () => {
    const factory: StoreFactory = { level: 'core', create: () => Promise.reject(new Error('no such server')) };
    const report = await checkStore(factory);
    expect(report.cases.every(({ outcome }) => outcome === 'broken')).toBe(true);
    expect([report.reached, report.store]).toEqual([undefined, undefined]);
    expect(report.cases[0]?.fault?.words.en).toBe('Error: no such server');
  });

  it('on every level with an error that can be told apart', async () => {
    const one = contractFor(memory).cases.find(({ id }) => id === 'floor');
    const [ended] = await Promise.allSettled([
      one?.run(
        spoiled((store) => ({ ...store, commit: never })),
        { caseTimeoutMs: 50 },
      ),
    ]);
    expect(ended.status === 'rejected' && isJicengError(ended.reason, 'TESTKIT_CASE_CUT_OFF')).toBe(true);
  });
});
