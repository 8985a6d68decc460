import { describe, expect, it } from 'vitest';
import {
  draft,
  loadStream,
  openFeed,
  readFacts,
  readFeed,
  runDecider,
  runTogether,
  type Draft,
  type Operation,
  type Ports,
  type TableSpec,
} from '../index.ts';
import {
  createBench,
  everything,
  refusalOf,
  remark,
  repairCall,
  repairProcess,
  report,
  tenant,
  type RepairCall,
} from './repair.fixture.ts';

const capacityTable: TableSpec = {
  name: 'capacity',
  rank: 1,
  columns: { crew: 'text', free: 'bigint', version: 'bigint' },
  key: ['crew'],
};
const crew = { table: 'capacity', key: ['north'] } as const;

async function createCrew(free: bigint) {
  const bench = await createBench();
  await bench.store.migrate([capacityTable]);
  await bench.store.commit([{ op: 'insert', table: 'capacity', row: { crew: 'north', free, version: 1n } }]);
  const freeNow = async () => (await bench.store.read([{ get: 'row', ...crew }]))[0]?.[0]?.['free'];
  return { ...bench, freeNow };
}

const takeOne: Operation = { op: 'add', ...crew, add: { free: -1n }, min: { free: 0n } };

function together(ports: Ports, key: string, calls: readonly RepairCall[], body: unknown = key) {
  return runTogether(ports, { tenant, scope: 'crew', key, body }, async () => {
    const drafts: Draft[] = [];
    for (const call of calls) drafts.push(await draft(ports, call));
    return drafts;
  });
}

describe('a draft', () => {
  it('says what would be written, and writes nothing', async () => {
    const { ports, store } = await createBench();
    const before = await everything(store);
    const heard: unknown[] = [];
    ports.bus.subscribe('recorded', (facts) => heard.push(facts));
    const plan = await draft(ports, repairCall(report));
    expect(plan).toMatchObject({ tenant, version: 1n, recorded: [{ stream: 'repair/1', from: 1n, to: 1n }] });
    expect(plan.facts.map(({ type }) => type)).toEqual(['Reported']);
    expect(plan.operations.map(({ op, table }) => `${op} ${table}`)).toEqual([
      'insert jiceng_stream',
      'insert jiceng_fact',
      'insert jiceng_timer',
      'insert jiceng_timer',
    ]);
    expect(await everything(store)).toEqual(before);
    expect(heard).toEqual([]);
  });

  it('of an act that changes nothing holds only the documents', async () => {
    const { ports } = await createBench();
    await runDecider(ports, repairCall(report));
    await runDecider(ports, repairCall(remark('a')));
    const plan = await draft(ports, repairCall(remark('a'), { documents: () => [takeOne] }));
    expect(plan).toEqual({ tenant, operations: [takeOne], recorded: [], facts: [], version: 2n });
  });

  it('shows its documents the whole change', async () => {
    const { ports } = await createBench();
    await runDecider(ports, repairCall(report));
    const changes: unknown[] = [];
    const documents: RepairCall['documents'] = (change) => {
      changes.push(change);
      return [];
    };
    await draft(ports, repairCall({ type: 'mend' }, { documents }));
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({
      tenant,
      stream: 'repair/1',
      before: { status: 'open' },
      beforeVersion: 1n,
      after: { status: 'mended', remarks: ['mended'] },
      version: 3n,
    });
  });
});

describe('several streams at once', () => {
  it('are written as one commit at one position of the feed', async () => {
    const { ports, store } = await createBench();
    const calls = [repairCall(report), repairCall(report, { stream: 'repair/2' })];
    const outcome = await together(ports, 'k', calls);
    expect(outcome).toEqual({
      replayed: false,
      version: 1n,
      recorded: [
        { stream: 'repair/1', from: 1n, to: 1n },
        { stream: 'repair/2', from: 1n, to: 1n },
      ],
    });
    expect(await readFeed(store, 'main', 0n)).toEqual([
      {
        position: 1n,
        refs: [
          [tenant, 'repair/1', '1', '1'],
          [tenant, 'repair/2', '1', '1'],
        ],
      },
    ]);
    expect(await together(ports, 'k', calls)).toEqual({ ...outcome, replayed: true });
  });

  it('are not written at all when one of them is refused', async () => {
    const { ports, store } = await createBench();
    const before = await everything(store);
    const error = await refusalOf(
      together(ports, 'k', [repairCall(report), repairCall({ type: 'mend' }, { stream: 'repair/2' })]),
    );
    expect(error.code).toBe('COMMAND_REFUSED');
    expect(await everything(store)).toEqual(before);
  });

  it('are planned again on fresh state when somebody was faster with one of them', async () => {
    const { ports, store } = await createBench();
    let plans = 0;
    const outcome = await runTogether(ports, { tenant, scope: 'crew', key: 'k', body: 1 }, async () => {
      plans += 1;
      const first = await draft(ports, repairCall({ type: 'report', lamp: `L-${plans}` }));
      if (plans === 1) await runDecider(ports, repairCall(report, { stream: 'repair/2' }));
      const second = await draft(ports, repairCall(remark('b'), { stream: 'repair/2' }));
      if (plans === 1) await runDecider(ports, repairCall(remark('a'), { stream: 'repair/2' }));
      return [first, second];
    });
    expect(plans).toBe(2);
    expect(outcome.recorded).toEqual([
      { stream: 'repair/1', from: 1n, to: 1n },
      { stream: 'repair/2', from: 3n, to: 3n },
    ]);
    expect((await loadStream(store, repairProcess, tenant, 'repair/1')).state.lamp).toBe('L-2');
  });

  it('must be several: one stream twice in a batch is refused', async () => {
    const { ports, store } = await createBench();
    await runDecider(ports, repairCall(report));
    const before = await everything(store);
    const error = await refusalOf(together(ports, 'k', [repairCall(remark('a')), repairCall(remark('b'))]));
    expect(error.code).toBe('STORE_BATCH_INVALID');
    expect(await everything(store)).toEqual(before);
  });

  it('whose key was used for another body is refused', async () => {
    const { ports, store } = await createBench();
    await together(ports, 'k', [repairCall(report)], { streams: 1 });
    const before = await everything(store);
    const error = await refusalOf(together(ports, 'k', [repairCall(remark('a'))], { streams: 2 }));
    expect(error.code).toBe('COMMAND_KEY_REUSED');
    expect(await everything(store)).toEqual(before);
  });

  it('carry amounts in their body', async () => {
    const { ports } = await createBench();
    await together(ports, 'k', [repairCall(report)], { amount: 2n ** 60n });
    const error = await refusalOf(together(ports, 'k', [], { amount: 2n ** 60n + 1n }));
    expect(error.code).toBe('COMMAND_KEY_REUSED');
  });
});

describe('documents of a command', () => {
  it('are written with its facts', async () => {
    const { ports, freeNow } = await createCrew(2n);
    await runDecider(ports, repairCall(report, { documents: () => [takeOne] }));
    expect(await freeNow()).toBe(1n);
  });

  it('stop it when their precondition does not hold, and nothing is written', async () => {
    const { ports, store, freeNow } = await createCrew(0n);
    const before = await everything(store);
    const error = await refusalOf(runDecider(ports, repairCall(report, { documents: () => [takeOne] })));
    expect(error.code).toBe('STORE_PRECONDITION_FAILED');
    expect(error.details).toEqual({ table: 'capacity', reason: 'bound' });
    expect(await everything(store)).toEqual(before);
    expect(await freeNow()).toBe(0n);
  });

  it('stop every stream of a commit together', async () => {
    const { ports, store } = await createCrew(1n);
    const before = await everything(store);
    const both = [
      repairCall(report, { documents: () => [takeOne] }),
      repairCall(report, {
        stream: 'repair/2',
        documents: () => [{ op: 'check', table: 'capacity', key: ['south'], ifVersion: 1n }],
      }),
    ];
    const error = await refusalOf(together(ports, 'k', both));
    expect(error.details).toEqual({ table: 'capacity', reason: 'missing' });
    expect(await everything(store)).toEqual(before);
  });

  it('are computed again when the row they were read from has moved', async () => {
    const { ports, store, freeNow } = await createCrew(5n);
    const read = async () => {
      const [[row] = []] = await store.read([{ get: 'row', ...crew }]);
      return row?.['version'] === 1n ? 1n : 2n;
    };
    let attempts = 0;
    await openFeed(store, 'main');
    await runTogether(ports, { tenant, scope: 'crew', key: 'k', body: 1 }, async () => {
      attempts += 1;
      const ifVersion = await read();
      if (attempts === 1) await store.commit([takeOne]);
      return [await draft(ports, repairCall(report, { documents: () => [{ op: 'check', ...crew, ifVersion }] }))];
    });
    expect(attempts).toBe(2);
    expect(await freeNow()).toBe(4n);
    expect(await readFacts(store, tenant, 'repair/1')).toHaveLength(1);
  });

  it('that rely on a row as it was long ago give up after twelve attempts', async () => {
    const { ports, store } = await createCrew(5n);
    await store.commit([takeOne]);
    const before = await everything(store);
    let computed = 0;
    const documents = (): readonly Operation[] => {
      computed += 1;
      return [{ op: 'check', ...crew, ifVersion: 1n }];
    };
    const error = await refusalOf(runDecider(ports, repairCall(report, { documents })));
    expect(error.code).toBe('STORE_CONTENTION');
    expect(error.details).toEqual({ stream: ['repair/1'], attempts: 12 });
    expect(computed).toBe(12);
    expect(await everything(store)).toEqual(before);
  });

  it('that fail on a plan out of date are planned again, and the rules answer instead of the table', async () => {
    const rows: TableSpec = {
      // Its name comes before the stream's, so that its precondition is the first to fail.
      name: 'a_case',
      rank: 1,
      columns: { stream: 'text', lamp: 'text', version: 'bigint' },
      key: ['stream'],
    };
    const { ports, store } = await createBench();
    await store.migrate([rows]);
    const documents: RepairCall['documents'] = ({ stream, after, version }) => [
      { op: 'insert', table: 'a_case', row: { stream, lamp: after.lamp, version } },
    ];
    const racers = ['v', 'w'].map((key) => repairCall(report, { key, documents }));
    const settled = await Promise.allSettled(racers.map((call) => runDecider(ports, call)));
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = settled.find((each) => each.status === 'rejected');
    expect(refused?.reason).toMatchObject({
      code: 'COMMAND_REFUSED',
      reasons: [{ code: 'REPAIR_STEP_NOT_ALLOWED', details: { status: 'open', type: 'report' } }],
    });
  });

  it('let no more through than there is room for, however many ask at once', async () => {
    const { ports, freeNow } = await createCrew(7n);
    const calls = Array.from({ length: 30 }, (_, at) =>
      runDecider(ports, repairCall(report, { stream: `repair/${at}`, documents: () => [takeOne] })),
    );
    const settled = await Promise.allSettled(calls);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(7);
    expect(await freeNow()).toBe(0n);
  });
});
