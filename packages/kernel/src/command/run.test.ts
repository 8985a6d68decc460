import { describe, expect, it } from 'vitest';
import {
  draft,
  instantFromMs,
  isJicengError,
  jitteredPause,
  kernelError,
  loadStream,
  openFeed,
  readFacts,
  readFeed,
  runDecider,
  verifyChain,
  type BusMessages,
  type CommitResult,
  type Instant,
  type Row,
  type Operation,
  type Store,
} from '../index.ts';
import {
  clerk,
  createBench,
  everything,
  refusalOf,
  remark,
  RepairEvent,
  repairCall,
  repairDecider,
  repairProcess,
  report,
  startMs,
  tenant,
} from './repair.fixture.ts';

describe('many at once', () => {
  it('fifty callers of one key have one effect, and forty-nine are told the same outcome', async () => {
    const { ports, store } = await createBench();
    const calls = Array.from({ length: 50 }, () => runDecider(ports, repairCall(report, { key: 'k-1' })));
    const outcomes = await Promise.all(calls);
    expect(outcomes.filter(({ replayed }) => !replayed)).toHaveLength(1);
    for (const { version, recorded } of outcomes) {
      expect(version).toBe(1n);
      expect(recorded).toEqual([{ stream: 'repair/1', from: 1n, to: 1n }]);
    }
    expect(await readFacts(store, tenant, 'repair/1')).toHaveLength(1);
    expect(await readFeed(store, 'main', 0n)).toHaveLength(1);
  });

  it('fifty callers of one key with fifty bodies have one effect, and forty-nine are refused', async () => {
    const { ports, store } = await createBench();
    const calls = Array.from({ length: 50 }, (_, at) =>
      runDecider(ports, repairCall({ type: 'report', lamp: `L-${at}` }, { key: 'k-1', stream: `repair/${at}` })),
    );
    const settled = await Promise.allSettled(calls);
    const refused = settled.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
    expect(refused).toHaveLength(49);
    for (const error of refused) expect(isJicengError(error, 'COMMAND_KEY_REUSED')).toBe(true);
    expect(await readFeed(store, 'main', 0n)).toHaveLength(1);
  });

  it('twenty racers on one stream all get through, one after another', async () => {
    const { ports, store } = await createBench({ pause: jitteredPause });
    await runDecider(ports, repairCall(report));
    await Promise.all(Array.from({ length: 20 }, (_, at) => runDecider(ports, repairCall(remark(`r${at}`)))));
    const facts = await readFacts(store, tenant, 'repair/1');
    expect(facts.map(({ version }) => version)).toEqual(Array.from({ length: 21 }, (_, at) => BigInt(at + 1)));
    verifyChain(facts);
    const remarks = (await loadStream(store, repairProcess, tenant, 'repair/1')).state.remarks;
    expect(new Set(remarks).size).toBe(20);
    const refs = (await readFeed(store, 'main', 0n)).map(({ refs: [ref] }) => ref?.[2]);
    expect(refs).toEqual(facts.map(({ version }) => String(version)));
  });

  it('whoever was overtaken twelve times is told so and has written nothing', async () => {
    // Nobody waits: each round lets exactly one of twenty through.
    const { ports, store } = await createBench();
    await runDecider(ports, repairCall(report));
    const calls = Array.from({ length: 20 }, (_, at) => runDecider(ports, repairCall(remark(`r${at}`))));
    const settled = await Promise.allSettled(calls);
    const refused = settled.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
    expect(refused).toHaveLength(8);
    for (const error of refused) expect(isJicengError(error, 'STORE_CONTENTION')).toBe(true);
    expect(await readFacts(store, tenant, 'repair/1')).toHaveLength(13);
  });

  it('of two who name the version they saw, one is shown what the other did', async () => {
    const { ports } = await createBench();
    await runDecider(ports, repairCall(report));
    const settled = await Promise.allSettled(
      ['a', 'b'].map((text) => runDecider(ports, repairCall(remark(text), { expectedVersion: 1n }))),
    );
    const refused = settled.find((each) => each.status === 'rejected');
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(refused?.reason).toMatchObject({
      code: 'STORE_VERSION_CONFLICT',
      details: { expected: '1', actual: '2', between: ['Remarked'], versions: ['2'] },
    });
  });
});

describe('a key', () => {
  it('gives the first outcome again to the same body', async () => {
    const { ports } = await createBench();
    const first = await runDecider(ports, repairCall(report));
    await runDecider(ports, repairCall(remark('later')));
    expect(await runDecider(ports, repairCall(report))).toEqual({ ...first, replayed: true });
  });

  it('gives the first outcome also when the act would be refused today', async () => {
    const { ports } = await createBench();
    await runDecider(ports, repairCall(report));
    const first = await runDecider(ports, repairCall({ type: 'mend' }));
    expect((await refusalOf(runDecider(ports, repairCall({ type: 'mend' }, { key: 'again' })))).code).toBe(
      'COMMAND_REFUSED',
    );
    expect(await runDecider(ports, repairCall({ type: 'mend' }))).toEqual({ ...first, replayed: true });
  });

  it('gives the first outcome although the version named has passed since', async () => {
    const { ports } = await createBench();
    await runDecider(ports, repairCall(report));
    const call = repairCall(remark('seen'), { expectedVersion: 1n });
    const first = await runDecider(ports, call);
    await runDecider(ports, repairCall(remark('later')));
    expect(await runDecider(ports, call)).toEqual({ ...first, replayed: true });
  });

  it('is refused when anything about the request differs', async () => {
    const { ports, store } = await createBench();
    const call = repairCall(report, { key: 'k-1' });
    await runDecider(ports, call);
    const before = await everything(store);
    const others = [
      { ...call, command: { type: 'report', lamp: 'L-8' } },
      { ...call, command: { type: 'report' } },
      { ...call, stream: 'repair/2' },
      { ...call, actor: { id: 'u-other', roles: ['clerk'] } },
      { ...call, purpose: 'statistics' },
      { ...call, expectedVersion: 0n },
      { ...call, occurredAt: instantFromMs(startMs - 1) },
      { ...call, jurisdiction: '330106001' },
    ];
    for (const other of others) {
      const error = await refusalOf(runDecider(ports, other));
      expect(error.code).toBe('COMMAND_KEY_REUSED');
      expect(error.details).toEqual({ key: 'k-1' });
    }
    expect(await everything(store)).toEqual(before);
  });

  it('belongs to its tenant and to its kind of stream', async () => {
    const { ports } = await createBench();
    const call = repairCall(report, { key: 'k-1' });
    const outcomes = [
      await runDecider(ports, call),
      await runDecider(ports, { ...call, tenant: '330108' }),
      await runDecider(ports, { ...call, stream: 'lamp/1' }),
    ];
    expect(outcomes.map(({ replayed }) => replayed)).toEqual([false, false, false]);
  });

  it('that no store can hold is refused', async () => {
    const { ports, store } = await createBench();
    const before = await everything(store);
    for (const key of ['', 'a\0b']) {
      expect((await refusalOf(runDecider(ports, repairCall(report, { key })))).code).toBe('STORE_VALUE_INVALID');
    }
    expect((await refusalOf(runDecider(ports, repairCall(report, { key: 'a\ud800' })))).code).toBe(
      'JSON_NOT_CANONICAL',
    );
    expect(await everything(store)).toEqual(before);
  });
});

describe('a version named', () => {
  it('that has passed is refused with both versions and every fact between', async () => {
    const { ports, store } = await createBench();
    await runDecider(ports, repairCall(report));
    await runDecider(ports, repairCall(remark('a')));
    await runDecider(ports, repairCall({ type: 'mend' }));
    const before = await everything(store);
    const error = await refusalOf(runDecider(ports, repairCall(remark('b'), { expectedVersion: 1n })));
    expect(error.code).toBe('STORE_VERSION_CONFLICT');
    expect(error.details).toEqual({
      stream: 'repair/1',
      expected: '1',
      actual: '4',
      between: ['Remarked', 'Remarked', 'Mended'],
      versions: ['2', '3', '4'],
    });
    expect(error.message).toBe('repair/1 已变为第 4 版（您看到的是第 1 版），期间发生：Remarked、Remarked、Mended。');
    expect(await everything(store)).toEqual(before);
  });

  it('that does not exist yet is refused, with nothing between', async () => {
    const { ports } = await createBench();
    const error = await refusalOf(runDecider(ports, repairCall(report, { expectedVersion: 3n })));
    expect(error.details).toMatchObject({ expected: '3', actual: '0', between: [] });
  });

  it('of a stream that must not exist yet is 0', async () => {
    const { ports } = await createBench();
    expect((await runDecider(ports, repairCall(report, { expectedVersion: 0n }))).version).toBe(1n);
    const again = repairCall({ type: 'report', lamp: 'L-8' }, { expectedVersion: 0n });
    expect((await refusalOf(runDecider(ports, again))).code).toBe('STORE_VERSION_CONFLICT');
  });
});

describe('a command that changes nothing', () => {
  it('records no fact, enters no feed, wakes no listener, and is remembered by its key', async () => {
    const { ports, store } = await createBench();
    await runDecider(ports, repairCall(report));
    await runDecider(ports, repairCall(remark('same')));
    const heard: BusMessages['recorded'][] = [];
    ports.bus.subscribe('recorded', (facts) => heard.push(facts));
    const call = repairCall(remark('same'), { key: 'k-2' });
    expect(await runDecider(ports, call)).toEqual({ replayed: false, version: 2n, recorded: [] });
    expect(await readFacts(store, tenant, 'repair/1')).toHaveLength(2);
    expect(await readFeed(store, 'main', 0n)).toHaveLength(2);
    expect(heard).toEqual([]);
    await runDecider(ports, repairCall(remark('other')));
    expect(await runDecider(ports, call)).toEqual({ replayed: true, version: 2n, recorded: [] });
  });
});

describe('a malformed command', () => {
  const malformed: readonly (readonly [string, unknown, readonly string[]])[] = [
    ['an unknown kind', { type: 'repaint' }, ['INPUT_CHOICE type']],
    ['no kind', {}, ['INPUT_CHOICE type']],
    ['nothing', undefined, ['INPUT_MISSING $']],
    ['a list', [report], ['INPUT_TYPE $']],
    ['a text', 'report', ['INPUT_TYPE $']],
    ['a field missing', { type: 'report' }, ['INPUT_MISSING lamp']],
    ['a field too many', { ...report, lampe: 'L-7' }, ['INPUT_UNKNOWN lampe']],
    ['a wrong type', { type: 'report', lamp: 7 }, ['INPUT_TYPE lamp']],
    ['an empty text', { type: 'report', lamp: '' }, ['INPUT_TOO_SHORT lamp']],
    ['a fraction', { ...report, volts: 1.5 }, ['INPUT_TYPE volts']],
    ['a bigint', { ...report, volts: 220n }, ['INPUT_TYPE volts']],
    ['null', { type: 'report', lamp: null }, ['INPUT_TYPE lamp']],
    ['two faults', { type: 'report', lamp: '', volts: 'x' }, ['INPUT_TOO_SHORT lamp', 'INPUT_TYPE volts']],
  ];
  for (const [name, command, expected] of malformed) {
    it(`(${name}) is refused with a reason for each place, and nothing is written`, async () => {
      const { ports, store } = await createBench();
      const before = await everything(store);
      const error = await refusalOf(runDecider(ports, { ...repairCall(report), command }));
      expect(error.code).toBe('COMMAND_INVALID');
      expect(error.reasons.map(({ code, details: { path } }) => [code, path])).toEqual(
        expected.map((each) => each.split(' ')),
      );
      expect(await everything(store)).toEqual(before);
    });
  }

  const unwritable: readonly (readonly [string, unknown])[] = [
    ['NaN', { ...report, volts: Number.NaN }],
    ['Infinity', { ...report, volts: Number.POSITIVE_INFINITY }],
    ['an integer beyond 2^53', { ...report, volts: 2 ** 60 }],
    ['a Date', { type: 'report', lamp: new Date(0) }],
    ['a Map', { type: 'report', lamp: new Map() }],
    ['half a character', { type: 'report', lamp: '\ud83d' }],
  ];
  for (const [name, command] of unwritable) {
    it(`(${name}) that JSON cannot carry is refused before it is looked at, and nothing is written`, async () => {
      const { ports, store } = await createBench();
      const before = await everything(store);
      const error = await refusalOf(runDecider(ports, { ...repairCall(report), command }));
      expect(error.code).toBe('JSON_NOT_CANONICAL');
      expect(error.details['path']).toMatch(/command\.(volts|lamp)$/);
      // A draft on its own sees the schema's reasons.
      const drafted = await refusalOf(draft(ports, { ...repairCall(report), command }));
      expect(drafted.code).toMatch(/^(COMMAND_INVALID|JSON_NOT_CANONICAL)$/);
      expect(await everything(store)).toEqual(before);
    });
  }

  it('is refused in both languages, without the values', async () => {
    const { ports } = await createBench();
    const call = repairCall({ type: 'report', lamp: 'L-7', volts: 'secret', phone: '13800000000' });
    const error = await refusalOf(runDecider(ports, call));
    expect(error.words).toEqual({
      'zh-CN': '命令格式有误：volts 应为数，实为文本。phone 不应出现。',
      en: 'The command is malformed: volts must be a number, not text. phone is not known.',
    });
    expect(JSON.stringify(error)).not.toMatch(/secret|13800000000/);
  });
});

describe('a refused command', () => {
  it('gives every reason, the policy’s before the rules’, and writes nothing', async () => {
    const { ports, store } = await createBench();
    const before = await everything(store);
    const error = await refusalOf(runDecider(ports, repairCall({ type: 'mend' })));
    expect(error.code).toBe('COMMAND_REFUSED');
    expect(error.details).toMatchObject({ action: 'mend' });
    expect(error.message).toBe('不能执行“mend”：当前状态不允许此操作。');
    expect(error.words.en).toBe('Cannot do "mend": The status does not allow this step.');
    expect(error.reasons.map(({ code, details }) => [code, details])).toEqual([
      ['REPAIR_STEP_NOT_ALLOWED', { status: 'unknown', type: 'mend' }],
    ]);
    expect(await everything(store)).toEqual(before);
  });

  it('may be refused for its content by `decide`, with the decider’s own code', async () => {
    const { ports, store } = await createBench();
    await runDecider(ports, repairCall(report));
    const before = await everything(store);
    expect((await refusalOf(runDecider(ports, repairCall(remark('rude'))))).code).toBe('REPAIR_REMARK_RUDE');
    expect(await everything(store)).toEqual(before);
  });

  it('may be asked again under its key once nothing stands against it', async () => {
    const { ports } = await createBench();
    const call = repairCall(remark('a'));
    await refusalOf(runDecider(ports, call));
    await runDecider(ports, repairCall(report));
    expect(await runDecider(ports, call)).toMatchObject({ replayed: false, version: 2n });
  });
});

describe('the facts', () => {
  it('carry who, what for, and when it happened and was written, beside a body without any of it', async () => {
    const { ports, store, clock } = await createBench();
    clock.ms += 5000;
    await runDecider(ports, repairCall(report, { occurredAt: '2026-03-01T23:00:00.000Z' }));
    const [fact] = await readFacts(store, tenant, 'repair/1');
    expect(fact).toMatchObject({
      tenant,
      stream: 'repair/1',
      version: 1n,
      type: 'Reported',
      schema: 1,
      body: '{"lamp":"L-7","type":"Reported"}',
      actor: clerk.id,
      purpose: 'upkeep',
      occurredAt: '2026-03-01T23:00:00.000Z',
      recordedAt: '2026-03-02T01:30:05.000Z',
      tick: BigInt(startMs + 5000) * 1000n,
      digestName: 'sha256',
      previous: '',
    });
  });

  it('happened when they are written, if nobody says otherwise; another offset is brought to UTC', async () => {
    const { ports, store } = await createBench();
    await runDecider(ports, repairCall(report));
    const withOffset = '2026-03-02T09:00:00+08:00' as string as Instant;
    await runDecider(ports, repairCall(remark('a'), { occurredAt: withOffset }));
    const facts = await readFacts(store, tenant, 'repair/1');
    expect(facts.map(({ occurredAt }) => occurredAt)).toEqual(['2026-03-02T01:30:00.000Z', '2026-03-02T01:00:00.000Z']);
  });

  it('cannot have happened at a moment that does not exist', async () => {
    const { ports, store } = await createBench();
    const before = await everything(store);
    for (const occurredAt of ['2026-02-30T00:00:00.000Z', '2026-03-02T25:00:00Z', 'Z'] as const) {
      expect((await refusalOf(runDecider(ports, repairCall(report, { occurredAt })))).code).toBe('INSTANT_INVALID');
    }
    expect(await everything(store)).toEqual(before);
  });

  it('have growing ticks when the clock goes back', async () => {
    const { ports, store, clock } = await createBench();
    await runDecider(ports, repairCall(report));
    clock.ms -= 3_600_000;
    await runDecider(ports, repairCall({ type: 'mend' }));
    clock.ms += 7_200_000;
    await runDecider(ports, repairCall({ type: 'report', lamp: 'L-8' }));
    const ticks = (await readFacts(store, tenant, 'repair/1')).map(({ tick }) => tick);
    const first = BigInt(startMs) * 1000n;
    expect(ticks).toEqual([first, first + 1n, first + 2n, BigInt(clock.ms) * 1000n]);
  });

  it('are told to listeners after the commit, in order, and not when replayed', async () => {
    const { ports, store } = await createBench();
    const heard: string[] = [];
    ports.bus.subscribe('recorded', async (facts) => {
      heard.push(facts.map(({ type }) => type).join('+'));
      expect(await readFacts(store, tenant, 'repair/1')).not.toHaveLength(0);
    });
    await runDecider(ports, repairCall(report));
    await runDecider(ports, repairCall({ type: 'mend' }));
    await runDecider(ports, repairCall({ type: 'mend' }));
    expect(heard).toEqual(['Reported', 'Remarked+Mended']);
  });
});

describe('the head of a stream', () => {
  async function rewrite(store: Store, change: Row): Promise<void> {
    const head = { table: 'jiceng_stream', key: [tenant, 'repair/1'] };
    const [[row] = []] = await store.read([{ get: 'row', ...head }]);
    await store.commit([{ op: 'delete', ...head }]);
    await store.commit([{ op: 'insert', table: head.table, row: { ...row, ...change } }]);
  }

  async function remarked() {
    const bench = await createBench();
    await runDecider(bench.ports, repairCall(report));
    await runDecider(bench.ports, repairCall(remark('a')));
    const { state } = await loadStream(bench.store, repairProcess, tenant, 'repair/1');
    return { ...bench, state };
  }

  it('folded under another name is folded anew, to the same state', async () => {
    const { ports, store, state } = await remarked();
    const renamed = { ...repairProcess, fold: 'repair/2' };
    expect((await loadStream(store, renamed, tenant, 'repair/1')).state).toEqual(state);
    await runDecider(ports, repairCall(remark('b'), renamed));
    const [[row] = []] = await store.read([{ get: 'row', table: 'jiceng_stream', key: [tenant, 'repair/1'] }]);
    expect(row?.['fold']).toBe('repair/2');
  });

  it('loses nothing when its state is deleted', async () => {
    const { ports, store, state } = await remarked();
    await rewrite(store, { state: undefined });
    expect((await loadStream(store, repairProcess, tenant, 'repair/1')).state).toEqual(state);
    expect(await runDecider(ports, repairCall(remark('a'), { key: 'again' }))).toMatchObject({ recorded: [] });
  });

  it('believes its cache only under its own name', async () => {
    const { store, state } = await remarked();
    await rewrite(store, { state: '{"status":"open","lamp":"wrong","remarks":[],"rungs":0}', fold: 'repair/0' });
    expect((await loadStream(store, repairProcess, tenant, 'repair/1')).state).toEqual(state);
  });

  it('keeps its division until another is named', async () => {
    const { ports, store } = await createBench();
    await runDecider(ports, repairCall(report, { jurisdiction: '330106001' }));
    await runDecider(ports, repairCall(remark('a')));
    expect((await loadStream(store, repairProcess, tenant, 'repair/1')).jurisdiction).toBe('330106001');
    await runDecider(ports, repairCall(remark('b'), { jurisdiction: '330106002' }));
    expect((await loadStream(store, repairProcess, tenant, 'repair/1')).jurisdiction).toBe('330106002');
  });

  it('of a stream nobody has written to stands at version 0 in the initial state', async () => {
    const { store } = await createBench();
    expect(await loadStream(store, repairProcess, tenant, 'repair/9')).toEqual({
      version: 0n,
      tick: 0n,
      digest: '',
      jurisdiction: undefined,
      state: repairDecider.initialState,
      cached: true,
    });
  });
});

describe('a fact that this program does not know', () => {
  it('refuses the load when its type is unknown, and nothing is written', async () => {
    const { ports, store } = await createBench();
    await runDecider(ports, repairCall(report));
    const before = await everything(store);
    const [, remarkedOnly] = RepairEvent.options;
    const narrower = repairCall(remark('a'), { fold: 'repair/2', eventSchema: remarkedOnly });
    const error = await refusalOf(runDecider(ports, narrower));
    expect(error.code).toBe('FACT_UNKNOWN');
    expect(error.details).toEqual({ stream: 'repair/1', version: '1', type: 'Reported' });
    expect(await everything(store)).toEqual(before);
  });

  it('refuses the load when its schema is newer than ours', async () => {
    const { ports, store } = await createBench();
    await runDecider(ports, repairCall(report, { schemaVersion: 2 }));
    const before = await everything(store);
    const older = repairCall(remark('a'), { fold: 'repair/2' });
    const error = await refusalOf(runDecider(ports, older));
    expect(error.code).toBe('FACT_FROM_FUTURE');
    expect(error.details).toEqual({ stream: 'repair/1', version: '1', schema: 2, known: 1 });
    expect(await everything(store)).toEqual(before);
  });

  it('is brought up to today’s schema when it is older, and keeps its own text', async () => {
    const { ports, store } = await createBench();
    await runDecider(ports, repairCall(report));
    const upcast = (type: string, body: unknown, from: number) =>
      type === 'Reported' && from === 1 && typeof body === 'object' ? { ...body, lamp: 'L-0007' } : body;
    const today = { ...repairProcess, fold: 'repair/2', schemaVersion: 2, upcast };
    expect((await loadStream(store, today, tenant, 'repair/1')).state.lamp).toBe('L-0007');
    await runDecider(ports, repairCall(remark('a'), today));
    const facts = await readFacts(store, tenant, 'repair/1');
    expect(facts.map(({ schema, body }) => [schema, body])).toEqual([
      [1, '{"lamp":"L-7","type":"Reported"}'],
      [2, '{"text":"a","type":"Remarked"}'],
    ]);
    verifyChain(facts);
  });
});

describe('a store', () => {
  /** Does what `meddle` says with one commit; the others go through. */
  function meddled(store: Store, meddle: (commit: () => Promise<CommitResult>) => Promise<CommitResult>): Store {
    const waiting = [meddle];
    return {
      ...store,
      commit: (batch) => {
        const next = waiting.pop();
        const commit = () => store.commit(batch);
        return next === undefined ? commit() : next(commit);
      },
    };
  }
  const lost = () => kernelError('STORE_ANSWER_UNKNOWN', { engine: 'memory' });

  async function opened() {
    const bench = await createBench();
    await openFeed(bench.store, 'main');
    return bench;
  }

  it('whose answer was lost after the commit is asked by the key, and nothing is done twice', async () => {
    const { ports, store } = await opened();
    const forgetful = meddled(store, async (commit) => {
      await commit();
      throw lost();
    });
    const outcome = await runDecider({ ...ports, store: forgetful }, repairCall(report));
    expect(outcome).toEqual({ replayed: true, version: 1n, recorded: [{ stream: 'repair/1', from: 1n, to: 1n }] });
    expect(await readFacts(store, tenant, 'repair/1')).toHaveLength(1);
  });

  it('whose answer was lost before the commit is tried again', async () => {
    const { ports, store } = await opened();
    const forgetful = meddled(store, () => Promise.reject(lost()));
    const outcome = await runDecider({ ...ports, store: forgetful }, repairCall(report));
    expect(outcome).toMatchObject({ replayed: false, version: 1n });
    expect(await readFacts(store, tenant, 'repair/1')).toHaveLength(1);
  });

  it('that fails is not asked again, and its fault is told', async () => {
    const { ports, store } = await opened();
    const before = await everything(store);
    const down = meddled(store, () =>
      Promise.reject(kernelError('STORE_UNAVAILABLE', { engine: 'memory', problem: 'x' })),
    );
    expect((await refusalOf(runDecider({ ...ports, store: down }, repairCall(report)))).code).toBe('STORE_UNAVAILABLE');
    expect(await everything(store)).toEqual(before);
  });

  it('that writes in the host’s own transaction is tried once and says nothing before the host has committed', async () => {
    const { ports, store } = await opened();
    const joined: Store = { ...store, info: { ...store.info, joined: true } };
    const heard: unknown[] = [];
    ports.bus.subscribe('recorded', (facts) => heard.push(facts));
    await runDecider({ ...ports, store: joined }, repairCall(report));
    expect(heard).toEqual([]);
    const overtaken = meddled(joined, async () => ({ ok: false, failed: 1, reason: 'version' }));
    const error = await refusalOf(runDecider({ ...ports, store: overtaken }, repairCall(remark('a'))));
    expect(error).toMatchObject({ code: 'STORE_CONTENTION', details: { attempts: 1 } });
  });
});

describe('a store in trouble', () => {
  it('is named by its own error, also when it cannot be asked for the first outcome', async () => {
    const { ports, store } = await createBench();
    let down = false;
    const failing: Store = {
      ...store,
      read: async (queries) => {
        if (down) throw new Error('no connection');
        return store.read(queries);
      },
      commit: async () => {
        down = true;
        throw new RangeError('the disk is gone');
      },
    };
    const promise = runDecider({ ...ports, store: failing }, repairCall(report));
    await expect(promise).rejects.toThrow('the disk is gone');
  });

  /** A store that answers everything but whether a key was used. */
  const withoutKeys = (store: Store): Store => ({
    ...store,
    read: async (queries) => {
      if (queries.some(({ table }) => table === 'jiceng_request'))
        throw kernelError('STORE_UNAVAILABLE', { engine: 'test', problem: 'x' });
      return store.read(queries);
    },
  });

  it('leaves it open whether a request is refused that may have been carried out before', async () => {
    const { ports, store } = await createBench();
    await runDecider(ports, repairCall(report));
    const mend = repairCall({ type: 'mend' }, { expectedVersion: 1n });
    const first = await runDecider(ports, mend);
    // It would be told that somebody else was faster, and that somebody is the request itself.
    const error = await refusalOf(runDecider({ ...ports, store: withoutKeys(store) }, mend));
    expect(error.code).toBe('STORE_UNAVAILABLE');
    expect(await runDecider(ports, mend)).toEqual({ ...first, replayed: true });
  });

  it('leaves it open what is wrong with a plan that was made upon its own effect', async () => {
    const { ports, store } = await createBench();
    const doubled: Operation = { op: 'delete', table: 'jiceng_cursor', key: ['nobody'] };
    await runDecider(ports, repairCall(report));
    const call = repairCall(remark('a'), {
      documents: ({ beforeVersion }) => (beforeVersion === 1n ? [] : [doubled, doubled]),
    });
    const first = await runDecider(ports, call);
    expect((await refusalOf(runDecider({ ...ports, store: withoutKeys(store) }, call))).code).toBe('STORE_UNAVAILABLE');
    expect(await runDecider(ports, call)).toEqual({ ...first, replayed: true });
  });

  it('that never says whether it wrote is asked again at most twelve times, and its own error is told', async () => {
    const { ports, store } = await createBench();
    let asked = 0;
    const silent: Store = {
      ...store,
      commit: async () => {
        asked += 1;
        throw kernelError('STORE_ANSWER_UNKNOWN', { engine: 'test' });
      },
    };
    const error = await refusalOf(
      runDecider({ ...ports, store: silent, pause: async () => undefined }, repairCall(report)),
    );
    expect(error.code).toBe('STORE_ANSWER_UNKNOWN');
    expect(asked).toBe(12);
  });
});
