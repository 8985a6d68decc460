import { describe, expect, it } from 'vitest';
import {
  createEventBus,
  createJsonLog,
  createMemoryStore,
  createRolePolicy,
  denyAll,
  diagnose,
  draft,
  instantFromMs,
  instruments,
  keepPersonal,
  logBus,
  observeStore,
  openFeed,
  portableDigests,
  recordDiagnosis,
  recordPolicyRun,
  recordSweep,
  revealPersonal,
  runDecider,
  runDueTimers,
  runPolicies,
  runTogether,
  type InstrumentName,
  type Log,
  type Meter,
  type MeterAttributes,
  type Policy,
  type Ports,
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
  timerCall,
} from '../command/repair.fixture.ts';

interface Measurement {
  readonly name: InstrumentName;
  readonly value: number;
  readonly attributes: MeterAttributes;
}

/** A meter whose clock moves 250 ms at each look. */
function listMeter() {
  const measured: Measurement[] = [];
  let ms = 0;
  const meter: Meter = {
    nowMs: () => (ms += 250),
    record: (name, value, attributes) => void measured.push({ name, value, attributes }),
  };
  const of = (name: InstrumentName) => measured.filter((one) => one.name === name);
  return { meter, measured, of };
}
function listLog() {
  const lines: string[] = [];
  return {
    log: createJsonLog(
      (line) => lines.push(line),
      () => startMs,
    ),
    lines,
  };
}

const named = { 'jiceng.process': 'repair/1' };

describe('commands', () => {
  it('are measured and logged by type and outcome', async () => {
    const [{ meter, of }, { log, lines }] = [listMeter(), listLog()];
    const { ports } = await createBench({ meter, log });
    await openFeed(ports.store, ports.feed);
    await runDecider(ports, repairCall(report));
    await runDecider(ports, repairCall(report));
    await expect(runDecider(ports, repairCall({ type: 'report', lamp: 'L-8' }))).rejects.toThrow();
    await expect(runDecider(ports, repairCall(remark('rude')))).rejects.toThrow();
    await expect(runDecider(ports, repairCall({ type: 'burn' }))).rejects.toThrow();
    await expect(runDecider(ports, repairCall(remark('x'), { expectedVersion: 7n }))).rejects.toThrow();
    const told = of('jiceng.command.duration');
    expect(told.map(({ value }) => value)).toEqual(told.map(() => 0.25));
    expect(told.map(({ attributes }) => attributes)).toEqual([
      { ...named, 'jiceng.command': 'report', 'jiceng.outcome': 'accepted' },
      { ...named, 'jiceng.command': 'report', 'jiceng.outcome': 'replayed' },
      {
        ...named,
        'jiceng.command': 'report',
        'jiceng.outcome': 'refused',
        'error.type': 'REPAIR_STEP_NOT_ALLOWED',
      },
      { ...named, 'jiceng.command': 'remark', 'jiceng.outcome': 'refused', 'error.type': 'REPAIR_REMARK_RUDE' },
      { ...named, 'jiceng.command': 'unknown', 'jiceng.outcome': 'refused', 'error.type': 'COMMAND_INVALID' },
      { ...named, 'jiceng.command': 'remark', 'jiceng.outcome': 'conflict', 'error.type': 'STORE_VERSION_CONFLICT' },
    ]);
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual(
      told.map(({ attributes }, at) => ({
        Timestamp: instantFromMs(startMs),
        SeverityText: at === 0 ? 'DEBUG' : 'INFO',
        EventName: `jiceng.command.${attributes['jiceng.outcome']}`,
        Attributes: attributes,
      })),
    );
    expect(of('jiceng.command.retries')).toEqual([]);
  });

  it('that are overtaken count their further attempts, and those of several streams are named as such', async () => {
    const { meter, of } = listMeter();
    const { ports } = await createBench({ meter });
    await openFeed(ports.store, ports.feed);
    await runDecider(ports, repairCall(report));
    await Promise.all(['a', 'b', 'c'].map((text) => runDecider(ports, repairCall(remark(text)))));
    const retries = of('jiceng.command.retries');
    expect(retries.every(({ attributes }) => attributes['jiceng.command'] === 'remark')).toBe(true);
    expect(retries.reduce((sum, { value }) => sum + value, 0)).toBeGreaterThanOrEqual(2);
    await runTogether(ports, { tenant, scope: 'crew', key: 'k', body: 1 }, async () => [
      await draft(ports, repairCall(remark('d'))),
    ]);
    expect(of('jiceng.command.duration').at(-1)?.attributes).toMatchObject({ 'jiceng.command': 'together' });
  });

  it('that meet a fault are logged as failed, by a code or by none', async () => {
    const { log, lines } = listLog();
    const { ports, store } = await createBench({ log });
    const broken: Store = { ...store, read: () => Promise.reject(new RangeError('张三')) };
    await expect(runDecider({ ...ports, store: broken }, repairCall(report))).rejects.toThrow('张三');
    await store.close();
    await expect(runDecider(ports, repairCall(report))).rejects.toMatchObject({ code: 'STORE_CLOSED' });
    expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
      { SeverityText: 'ERROR', EventName: 'jiceng.command.failed', Attributes: { 'error.type': '_OTHER' } },
      { SeverityText: 'ERROR', EventName: 'jiceng.command.failed', Attributes: { 'error.type': 'STORE_CLOSED' } },
    ]);
  });

  it('do not notice a meter or a log that throws, nor a command that cannot be named', async () => {
    const fail = (): never => {
      throw new RangeError('no disk for metrics');
    };
    const { ports } = await createBench({ meter: { nowMs: fail, record: fail }, log: { write: fail } });
    expect(await runDecider(ports, repairCall(report))).toMatchObject({ version: 1n });
    const hostile = Object.defineProperty({}, 'type', { get: fail, enumerable: true });
    await expect(runDecider(ports, { ...repairCall(report), command: hostile })).rejects.toThrow('no disk');
    const observed = observeStore(ports.store, { nowMs: fail, record: fail });
    expect(await runDecider({ ...ports, store: observed }, repairCall(remark('a')))).toMatchObject({ version: 2n });
  });

  it('come to the same whether anybody watches or not', async () => {
    const { meter } = listMeter();
    const outcomes = await Promise.all(
      [{}, { meter }, { log: listLog().log }].map(async (watchers) => {
        const { ports } = await createBench(watchers);
        return runDecider(ports, repairCall(report));
      }),
    );
    expect(outcomes[1]).toEqual(outcomes[0]);
    expect(outcomes[2]).toEqual(outcomes[0]);
  });
});

describe('a store that is observed', () => {
  it('answers as it did, and tells how long each commit and read took and what failed', async () => {
    const { meter, of } = listMeter();
    const { store } = await createBench();
    const observed = observeStore(store, meter);
    expect(observed.info).toEqual(store.info);
    await openFeed(observed, 'main');
    await openFeed(observed, 'main');
    const rows = await observed.read([{ get: 'rows', table: 'jiceng_feed', index: 'key', prefix: [], limit: 9 }]);
    expect(rows).toHaveLength(1);
    await expect(observed.read([{ get: 'row', table: 'nobody', key: ['a'] }])).rejects.toThrow();
    const commit = { 'db.system.name': 'memory', 'db.operation.name': 'commit' };
    const read = { 'db.system.name': 'memory', 'db.operation.name': 'read' };
    expect(of('db.client.operation.duration').map(({ attributes }) => attributes)).toEqual([
      commit,
      commit,
      read,
      { ...read, 'error.type': 'STORE_TABLE_UNKNOWN' },
    ]);
    expect(of('jiceng.store.conflicts')).toEqual([
      {
        name: 'jiceng.store.conflicts',
        value: 1,
        attributes: { ...commit, 'db.collection.name': 'jiceng_feed', 'jiceng.reason': 'exists' },
      },
    ]);
    expect(of('db.client.response.returned_rows').map(({ value }) => value)).toEqual([1]);
  });

  it('keeps the methods of an adapter that is a class', async () => {
    const inner = createMemoryStore();
    class ClassStore implements Store {
      readonly info = inner.info;
      migrate: Store['migrate'] = (tables) => inner.migrate(tables);
      commit: Store['commit'] = (batch) => inner.commit(batch);
      read: Store['read'] = (queries) => inner.read(queries);
      now(): ReturnType<Store['now']> {
        return inner.now();
      }
      close(): Promise<void> {
        return inner.close();
      }
    }
    const observed = observeStore(new ClassStore(), listMeter().meter);
    expect(await observed.now()).toMatch(/Z$/);
    await observed.close();
    await expect(observed.now()).rejects.toMatchObject({ code: 'STORE_CLOSED' });
  });
});

describe('sweeps, policies and diagnoses', () => {
  it('are recorded by what they came to', async () => {
    const { meter, measured, of } = listMeter();
    recordSweep(meter, { fired: 3, failed: 1, more: false });
    recordSweep(meter, { fired: 0, failed: 0, more: false });
    recordPolicyRun(meter, { done: 2, refused: 1, parked: 1, more: false });
    recordPolicyRun(meter, { done: 0, refused: 0, parked: 0, more: false });
    expect(measured.map(({ name, value, attributes }) => [name, value, attributes['jiceng.outcome']])).toEqual([
      ['jiceng.timer.firings', 3, 'fired'],
      ['jiceng.timer.firings', 1, 'failed'],
      ['jiceng.policy.commands', 2, 'done'],
      ['jiceng.policy.commands', 1, 'refused'],
      ['jiceng.policy.parkings', 1, undefined],
    ]);
    const { ports, store, clock } = await createBench();
    await runDecider(ports, repairCall(report));
    await runPolicies(ports, [{ name: 'tell', on: [], react: () => [] }]);
    await runDecider(ports, repairCall(remark('a')));
    const late = { now: async () => instantFromMs(startMs + dayMs + 90_000) };
    const diagnosis = await diagnose({ ...ports, store: { ...store, ...late } }, { hostClock: clock });
    recordDiagnosis(meter, diagnosis);
    const valueOf = (name: InstrumentName) => of(name).map(({ value }) => value);
    expect(valueOf('jiceng.timer.due')).toEqual([1]);
    expect(valueOf('jiceng.timer.lag')).toEqual([90]);
    expect(valueOf('jiceng.timer.parked')).toEqual([0]);
    expect(valueOf('jiceng.clock.skew')).toEqual([(dayMs + 90_000) / 1000]);
    expect(of('jiceng.feed.lag')).toMatchObject([{ value: 1, attributes: { 'jiceng.reader': 'policy/tell' } }]);
    expect(valueOf('jiceng.health.findings').reduce((sum, value) => sum + value, 0)).toBe(diagnosis.findings.length);
  });

  it('every instrument has a name, a unit and a description of its own', () => {
    for (const [name, { kind, unit, description }] of Object.entries(instruments)) {
      expect(name).toMatch(/^(?:jiceng|db\.client)\.[a-z_.]+$/);
      expect(['counter', 'histogram', 'gauge']).toContain(kind);
      expect(unit).toMatch(/^(?:s|\{[a-z]+\})$/);
      expect(description).toMatch(/\.$/);
    }
  });
});

/** Values about persons, and words that name somebody, one for each place in which something of a caller's can stand. */
const secrets = [
  '张三',
  '13800138000',
  '330106199001011234',
  'person:zhang-san',
  'stream-of-zhang-san',
  'key-of-zhang-san',
  'tenant-of-zhang-san',
  'role-of-zhang-san',
  'purpose-of-zhang-san',
  'scope-of-zhang-san',
  'ZHANG SAN',
] as const;

it('no metric and no line of a log holds a value of a person, wherever such values stand', async () => {
  const [{ meter, measured }, { log, lines }] = [listMeter(), listLog()];
  const bus = createEventBus();
  logBus(bus, log);
  bus.subscribe('recorded', () => {
    throw Object.assign(new RangeError('张三 13800138000'), { name: 'ZHANG SAN' });
  });
  const { store: memory, clock } = await createBench();
  let down = false;
  const faulty: Store = {
    ...memory,
    commit: async (batch) => {
      if (down) throw Object.assign(new TypeError('at 330106199001011234'), { name: '张三' });
      return memory.commit(batch);
    },
  };
  const store = observeStore(faulty, meter);
  const { ports: given } = await createBench({ store, clock, meter, log, bus });
  const ports: Ports = given;
  const who = {
    tenant: 'tenant-of-zhang-san',
    stream: 'stream-of-zhang-san',
    key: 'key-of-zhang-san',
    actor: { id: 'person:zhang-san', roles: ['role-of-zhang-san'] },
    purpose: 'purpose-of-zhang-san',
    jurisdiction: '330106199001011234',
    facts: { name: '张三' },
  };
  let keys = 0;
  const say = (command: unknown, more: Partial<Ports> = {}) =>
    runDecider(
      { ...ports, ...more },
      {
        ...repairCall(command, { ...who, key: `key-of-zhang-san/${(keys += 1)}` }),
        documents: () => [
          keepPersonal(
            {
              tenant: who.tenant,
              ref: `person:zhang-san/${keys}`,
              kind: 'name',
              value: '张三',
              purpose: who.purpose,
              keepUntil: '2026-01-01',
            },
            portableDigests.sha256,
          ).operation,
        ],
      },
    ).catch(() => undefined);
  await openFeed(store, ports.feed);
  await say({ type: 'report', lamp: '张三 13800138000' });
  await say({ type: 'report', lamp: '张三 13800138000' });
  await Promise.all(['张三', '13800138000', 'ZHANG SAN'].map((text) => say(remark(text))));
  await say(remark('rude'));
  await say({ type: '张三', 13800138000: 'ZHANG SAN' });
  await say({ type: 'report', 张三: '13800138000' });
  await say(remark('x'), { access: denyAll });
  await say(remark('y'), {
    access: createRolePolicy({ grants: [], recusals: [{ actor: 'person:zhang-san', stream: who.stream }] }),
  });
  await revealPersonal({ ...ports, access: denyAll }, { ...who, ref: 'person:zhang-san' }).catch(() => undefined);
  await runTogether(ports, { ...who, scope: 'scope-of-zhang-san', body: '张三' }, async () => {
    throw new RangeError('13800138000');
  }).catch(() => undefined);
  down = true;
  await say(remark('z'));
  down = false;
  const policy: Policy = {
    name: 'tell',
    on: ['Reported'],
    react: () => Promise.reject(Object.assign(new Error('张三 13800138000'), { name: 'ZHANG SAN' })),
  };
  recordPolicyRun(meter, await runPolicies(ports, [policy]));
  for (let at = 0; at < 10; at++) {
    clock.ms += 3 * dayMs;
    const sweep = await runDueTimers(store, instantFromMs(clock.ms), (timer) =>
      at === 3 ? runDecider(ports, timerCall(timer)) : Promise.reject(new RangeError('13800138000')),
    );
    recordSweep(meter, sweep);
  }
  recordDiagnosis(meter, await diagnose({ store, feed: ports.feed }, { hostClock: clock }));

  const said = [...measured.map((one) => JSON.stringify(one)), ...lines];
  expect(new Set(measured.map(({ name }) => name)).size).toBeGreaterThan(12);
  expect(new Set(lines.map((line) => /"EventName":"([^"]+)"/.exec(line)?.[1]))).toEqual(
    new Set([
      'jiceng.command.accepted',
      'jiceng.command.refused',
      'jiceng.command.failed',
      'jiceng.access.denied',
      'jiceng.listener.failed',
    ]),
  );
  for (const secret of secrets) expect(said.filter((text) => text.includes(secret))).toEqual([]);
  // What could stand there at all: short words without a space.
  for (const { attributes } of measured) {
    for (const value of Object.values(attributes)) expect(value).toMatch(/^[A-Za-z0-9_./]{1,60}$/);
  }
});

it('a value would be found there: whoever names a process after a person is heard', async () => {
  const seen: string[] = [];
  const log: Log = { write: (entry) => void seen.push(JSON.stringify(entry)) };
  const { ports } = await createBench({ log });
  await runDecider(ports, repairCall(report, { fold: secrets[0] }));
  expect(seen.join()).toContain(secrets[0]);
});
