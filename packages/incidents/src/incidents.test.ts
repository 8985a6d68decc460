import {
  allowAll,
  createMemoryStore,
  createPorts,
  instantFromMs,
  isJicengError,
  kernelTables,
  loadStream,
  readFacts,
  runDueTimers,
  timerKey,
  type Instant,
} from '@jiceng/kernel';
import { alwaysOpen, compileCalendar } from '@jiceng/sla';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  createIncidents,
  incidentStream,
  incidentTable,
  listIncidents,
  listOpenIncidents,
  type DispatchFunction,
  type IncidentCommand,
  type SupervisionRung,
} from './index.ts';

const startMs = Date.parse('2026-03-02T01:00:00.000Z'); // 09:00 on a Monday in Shanghai
const hourMs = 3_600_000;
const ladder: readonly SupervisionRung[] = [
  { rung: 'warn', act: 'remind', to: 'leadUnit', atFraction: 0.75 },
  { rung: 'overdue', act: 'supervise', to: 'escalateTo', atFraction: 1 },
  { rung: 'listed', act: 'listedSupervision', to: 'escalateTo', overdueBy: { value: 4, unit: 'hour' } },
];
const office = compileCalendar({
  zone: 'Asia/Shanghai',
  week: {
    mon: [
      ['09:00', '12:00'],
      ['14:00', '18:00'],
    ],
    tue: [
      ['09:00', '12:00'],
      ['14:00', '18:00'],
    ],
  },
  range: { from: '2026-01-01', to: '2026-12-31' },
});

const report: IncidentCommand = {
  type: 'reportIncident',
  kind: '占用消防通道',
  channel: 'camera',
  place: { gridCode: 'G01' },
};
const dispatch = {
  type: 'dispatchIncident',
  dutyCode: 'D-07',
  leadUnit: 'fire',
  assistUnits: ['street'],
  escalateTo: 'county',
  limit: { value: 2, unit: 'hour' },
  designated: false,
} as const satisfies IncidentCommand;

let nowMs = startMs;
let store = createMemoryStore(() => nowMs);
let ports = createPorts({ store, access: allowAll });
let keys = 0;
const incidents = createIncidents({ calendar: alwaysOpen('Asia/Shanghai'), ladder });
const officer = { id: 'officer-1', roles: ['officer'] };

beforeEach(async () => {
  nowMs = startMs;
  store = createMemoryStore(() => nowMs);
  ports = createPorts({ store, access: allowAll });
  await store.migrate([...kernelTables, incidentTable]);
});

const ask = (command: unknown, key = `k${(keys += 1)}`) => ({
  tenant: '330106',
  key,
  command,
  actor: officer,
  purpose: 'service',
});
const act = (command: IncidentCommand, bound = incidents) => bound.handle(ports, 'i-1', ask(command));
const actAll = async (...commands: readonly IncidentCommand[]) => {
  for (const command of commands) await act(command);
};
const stateOf = async () => (await loadStream(store, incidents.process, '330106', incidentStream('i-1'))).state;
const sweep = (untilMs: number) => {
  nowMs = Math.max(nowMs, untilMs);
  return runDueTimers(store, instantFromMs(untilMs), (timer) => incidents.fire(ports, timer));
};
const reasonsOf = async (promise: Promise<unknown>): Promise<readonly string[]> => {
  const error: unknown = await promise.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (!isJicengError(error)) throw new Error(`a refusal was expected, not ${String(error)}`);
  return error.reasons.length > 0 ? error.reasons.map(({ code }) => code) : [error.code];
};
const verify = { type: 'verifyIncident' } as const;
const sign = { type: 'signOrder' } as const;
const start = { type: 'startHandling' } as const;
const feedback: IncidentCommand = { type: 'giveFeedback', result: '已清理', evidence: ['sha256:00'] };
const pass = { type: 'passCheck' } as const;
const close = { type: 'closeIncident', outcome: 'resolved' } as const;

describe('the closed loop', () => {
  it('goes from report to close and remembers when', async () => {
    await actAll(report, verify, dispatch);
    nowMs += hourMs;
    await actAll(sign, start, feedback, pass, close);
    const [row] = await listIncidents(store, '330106');
    expect(row).toEqual({
      incidentId: 'i-1',
      status: 'closed',
      kind: '占用消防通道',
      channel: 'camera',
      gridCode: 'G01',
      leadUnit: 'fire',
      round: 1,
      raised: [],
      reportedAt: '2026-03-02T01:00:00.000Z',
      dispatchedAt: '2026-03-02T01:00:00.000Z',
      signedAt: '2026-03-02T02:00:00.000Z',
      fedBackAt: '2026-03-02T02:00:00.000Z',
      dueAt: '2026-03-02T03:00:00.000Z',
      closedAt: '2026-03-02T02:00:00.000Z',
    });
  });

  it('keeps in the read model what replaying the facts gives', async () => {
    await actAll(report, verify, dispatch, sign, start, { type: 'suspendHandling', reason: '等待配件' });
    nowMs += 5 * hourMs;
    await actAll({ type: 'resumeHandling' }, feedback, { type: 'orderRework', reason: '仍有占用' });
    const facts = await readFacts(store, '330106', incidentStream('i-1'));
    const { decider, eventSchema } = incidents.process;
    const replayed = facts.reduce(
      (state, fact) => decider.evolve(state, eventSchema.parse(JSON.parse(fact.body)), fact.occurredAt),
      decider.initialState,
    );
    expect(replayed).toEqual(await stateOf());
  });

  it('closes only what a check has passed', async () => {
    await actAll(report, verify, dispatch, sign, start, feedback);
    expect(await reasonsOf(act(close))).toEqual(['INCIDENTS_STEP_NOT_ALLOWED']);
  });

  it('says in both languages why a step is not possible', async () => {
    await act(report);
    const { actions } = await incidents.actions(ports, 'i-1', { tenant: '330106', actor: officer, purpose: 'service' });
    const closing = actions.find(({ type }) => type === 'closeIncident');
    expect(closing?.reasons[0]?.words).toEqual({
      'zh-CN': '事件已上报待核实，不能结案。',
      en: 'The incident is reported and not verified yet; it cannot be closed now.',
    });
    expect(actions.filter(({ allowed }) => allowed).map(({ type }) => type)).toEqual([
      'verifyIncident',
      'refuseReport',
      'terminateIncident',
    ]);
  });

  it('gives the same reasons to a grey button and to the refused command', async () => {
    await actAll(report, verify, dispatch);
    const { actions } = await incidents.actions(ports, 'i-1', { tenant: '330106', actor: officer, purpose: 'service' });
    const grey = actions.find(({ type }) => type === 'raiseSupervision')?.reasons.map(({ code }) => code);
    expect(await reasonsOf(act({ type: 'raiseSupervision', rung: 'warn' }))).toEqual(grey);
    expect(grey).toEqual(['INCIDENTS_RUNG_NOT_DUE']);
  });

  it('takes one effect from twenty officers who sign for one order at once', async () => {
    await actAll(report, verify, dispatch);
    const tries = Array.from({ length: 20 }, (_, officerNumber) =>
      incidents.handle(ports, 'i-1', {
        ...ask(sign, `sign-${officerNumber}`),
        actor: { id: `o${officerNumber}`, roles: [] },
      }),
    );
    const settled = await Promise.allSettled(tries);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const facts = await readFacts(store, '330106', incidentStream('i-1'));
    expect(facts.filter(({ type }) => type === 'OrderSigned')).toHaveLength(1);
  });
});

describe('dispatch and return', () => {
  it('refuses a lead unit that assists as well', async () => {
    await actAll(report, verify);
    expect(await reasonsOf(act({ ...dispatch, assistUnits: ['fire'] }))).toEqual(['INCIDENTS_UNIT_IS_LEAD']);
  });

  it('does not send an order back to the unit that returned it, unless designated', async () => {
    await actAll(report, verify, dispatch, { type: 'returnOrder', reason: '不属本单位职责' });
    expect(await reasonsOf(act(dispatch))).toEqual(['INCIDENTS_UNIT_RETURNED_IT']);
    await act({ ...dispatch, designated: true });
    expect(await reasonsOf(act({ type: 'returnOrder', reason: '再退' }))).toEqual(['INCIDENTS_DESIGNATED']);
  });

  it('keeps the clock running through a return: it is the person who waits', async () => {
    await actAll(report, verify, dispatch);
    nowMs += hourMs;
    await actAll({ type: 'returnOrder', reason: '不属本单位职责' }, { ...dispatch, leadUnit: 'urban' });
    const [row] = await listIncidents(store, '330106');
    expect(row?.dueAt).toBe('2026-03-02T03:00:00.000Z');
  });

  it('asks the matcher with the place, the moment and who has returned it', async () => {
    await actAll(report, verify, dispatch, { type: 'returnOrder', reason: '不属本单位职责' });
    const asked: Parameters<DispatchFunction>[0][] = [];
    const answer = await incidents.propose(ports, '330106', 'i-1', (request) => {
      asked.push(request);
      return { kind: 'unmatched', reasons: [] };
    });
    expect(answer).toEqual({ kind: 'unmatched', reasons: [] });
    expect(asked).toEqual([
      { kind: '占用消防通道', place: { gridCode: 'G01' }, at: '2026-03-02T01:00:00.000Z', returnedBy: ['fire'] },
    ]);
  });

  it('writes the grid that the dispatch found into the place', async () => {
    await actAll({ ...report, place: { point: [120.1, 30.2] } }, verify, { ...dispatch, gridCode: 'G77' });
    const [row] = await listIncidents(store, '330106');
    expect(row?.gridCode).toBe('G77');
  });
});

describe('supervision', () => {
  it('climbs the ladder by itself, each rung once and in order, however late', async () => {
    await actAll(report, verify, dispatch);
    expect(await sweep(startMs + 40 * 24 * hourMs)).toEqual({ fired: 3, failed: 0, more: false });
    const facts = await readFacts(store, '330106', incidentStream('i-1'));
    const raised = facts.filter(({ type }) => type === 'SupervisionRaised');
    expect(raised.map(({ occurredAt }) => occurredAt)).toEqual([
      '2026-03-02T02:30:00.000Z',
      '2026-03-02T03:00:00.000Z',
      '2026-03-02T07:00:00.000Z',
    ]);
    expect(raised.map(({ body }) => body)).toEqual([
      '{"act":"remind","rung":"warn","to":"fire","type":"SupervisionRaised"}',
      '{"act":"supervise","rung":"overdue","to":"county","type":"SupervisionRaised"}',
      '{"act":"listedSupervision","rung":"listed","to":"county","type":"SupervisionRaised"}',
    ]);
  });

  it('raises each rung once with two sweepers at work', async () => {
    await actAll(report, verify, dispatch);
    nowMs = startMs + 40 * 24 * hourMs;
    const runs = await Promise.all([sweep(nowMs), sweep(nowMs)]);
    expect(runs.reduce((sum, { failed }) => sum + failed, 0)).toBe(0);
    const facts = await readFacts(store, '330106', incidentStream('i-1'));
    expect(facts.filter(({ type }) => type === 'SupervisionRaised')).toHaveLength(3);
  });

  it('stops when the incident is closed', async () => {
    await actAll(report, verify, dispatch, sign, start, feedback, pass, close);
    expect(await sweep(startMs + 40 * 24 * hourMs)).toEqual({ fired: 0, failed: 0, more: false });
  });

  it('raises nothing without a limit', async () => {
    await actAll(report, verify, { ...dispatch, limit: undefined });
    expect(await sweep(startMs + 40 * 24 * hourMs)).toEqual({ fired: 0, failed: 0, more: false });
    expect(await reasonsOf(act({ type: 'raiseSupervision', rung: 'warn' }))).toEqual(['INCIDENTS_NO_RUNG']);
  });

  it('refuses a rung that is not the next one', async () => {
    await actAll(report, verify, dispatch);
    nowMs = startMs + 3 * hourMs;
    expect(await reasonsOf(act({ type: 'raiseSupervision', rung: 'listed' }))).toEqual(['INCIDENTS_RUNG_NOT_NEXT']);
  });

  it('refuses a ladder with two rungs of one name', () => {
    const twice = [...ladder, ...ladder.slice(0, 1)];
    expect(() => createIncidents({ calendar: alwaysOpen('Asia/Shanghai'), ladder: twice })).toThrow('“warn”出现了两次');
  });

  it('is fired under one key by every sweeper', () => {
    const timer = { stream: incidentStream('i-1'), name: 'warn/1', dueAt: '2026-03-02T02:30:00.000Z' as Instant };
    expect(timerKey(timer)).toBe('timer/2026-03-02T02:30:00.000Z/incident/i-1/warn/1');
  });
});

describe('time', () => {
  it('does not count the time on the pending list', async () => {
    await actAll(report, verify, dispatch, sign, start, { type: 'suspendHandling', reason: '等待配件' });
    expect((await listIncidents(store, '330106'))[0]?.dueAt).toBeUndefined();
    nowMs += 5 * hourMs;
    expect(await sweep(nowMs)).toEqual({ fired: 0, failed: 0, more: false });
    await act({ type: 'resumeHandling' });
    expect((await listIncidents(store, '330106'))[0]?.dueAt).toBe('2026-03-02T08:00:00.000Z');
  });

  it('extends once, before the deadline, in the same kind of time', async () => {
    const extend = { type: 'extendDeadline', approver: 'head', reason: '需协调' } as const;
    await actAll(report, verify, dispatch);
    expect(await reasonsOf(act({ ...extend, by: { value: 1, unit: 'workingHour' } }))).toEqual([
      'INCIDENTS_EXTENSION_UNIT',
    ]);
    await act({ ...extend, by: { value: 3, unit: 'hour' } });
    expect((await listIncidents(store, '330106'))[0]?.dueAt).toBe('2026-03-02T06:00:00.000Z');
    expect(await reasonsOf(act({ ...extend, by: { value: 3, unit: 'hour' } }))).toEqual([
      'INCIDENTS_EXTENSION_REPEATED',
    ]);
  });

  it('does not extend what is overdue, nor what has no limit', async () => {
    const extend = {
      type: 'extendDeadline',
      approver: 'head',
      reason: '需协调',
      by: { value: 3, unit: 'hour' },
    } as const;
    await actAll(report, verify, dispatch);
    nowMs += 3 * hourMs;
    expect(await reasonsOf(act(extend))).toEqual(['INCIDENTS_EXTENSION_LATE']);
    await actAll(
      { type: 'returnOrder', reason: '不属本单位职责' },
      { ...dispatch, leadUnit: 'urban', limit: undefined },
    );
    expect(await reasonsOf(act(extend))).toEqual(['INCIDENTS_NO_CLOCK']);
  });

  it('counts working hours on the calendar and clock hours through the night', async () => {
    const bound = createIncidents({ calendar: office, ladder });
    nowMs = Date.parse('2026-03-02T09:00:00.000Z'); // 17:00
    for (const command of [report, verify, { ...dispatch, limit: { value: 2, unit: 'workingHour' as const } }])
      await act(command, bound);
    expect((await listIncidents(store, '330106'))[0]?.dueAt).toBe('2026-03-03T02:00:00.000Z');
    await act({ type: 'returnOrder', reason: '不属本单位职责' }, bound);
    await act({ ...dispatch, leadUnit: 'urban', limit: { value: 2, unit: 'hour' } }, bound);
    expect((await listIncidents(store, '330106'))[0]?.dueAt).toBe('2026-03-02T11:00:00.000Z');
  });

  it('starts a new clock and a new ladder when the case comes up again', async () => {
    await actAll(report, verify, dispatch);
    await sweep(startMs + 4 * hourMs);
    await actAll(sign, start, feedback, pass, close);
    nowMs = startMs + 48 * hourMs;
    await actAll({ type: 'reopenIncident', reason: '又被占用' }, dispatch);
    const [row] = await listIncidents(store, '330106');
    expect(row).toMatchObject({ round: 2, raised: ['warn', 'overdue'], dueAt: '2026-03-04T03:00:00.000Z' });
    await sweep(startMs + 52 * hourMs);
    expect((await listIncidents(store, '330106'))[0]?.raised).toEqual(['warn', 'overdue', 'warn', 'overdue']);
  });
});

describe('worklists', () => {
  it('hold what is open, by status and by lead unit, and let go of what has ended', async () => {
    const other = (command: IncidentCommand) => incidents.handle(ports, 'i-2', ask(command));
    const idsOf = async (which: Parameters<typeof listOpenIncidents>[2]) =>
      (await listOpenIncidents(store, '330106', which)).map(({ incidentId }) => incidentId);
    await actAll(report, verify, dispatch, sign);
    for (const command of [report, verify, dispatch]) await other(command);
    expect(await idsOf({ leadUnit: 'fire' })).toEqual(['i-1', 'i-2']);
    expect([await idsOf({ status: 'signed' }), await idsOf({ status: 'dispatched' })]).toEqual([['i-1'], ['i-2']]);
    await actAll(start, feedback, pass, close);
    await other({ type: 'terminateIncident', reason: '误报' });
    expect(await idsOf({ leadUnit: 'fire' })).toEqual([]);
    expect([await idsOf({ status: 'closed' }), await idsOf({ status: 'terminated' })]).toEqual([[], []]);
    await act({ type: 'reopenIncident', reason: '又被占用' });
    expect([await idsOf({ status: 'verified' }), await idsOf({ leadUnit: 'fire' })]).toEqual([['i-1'], []]);
  });

  it('come page by page', async () => {
    for (const id of ['a', 'b', 'c']) await incidents.handle(ports, id, ask(report));
    const first = await listOpenIncidents(store, '330106', { status: 'reported' }, undefined, 2);
    const rest = await listOpenIncidents(store, '330106', { status: 'reported' }, first.at(-1)?.incidentId, 2);
    expect([first, rest].map((page) => page.map(({ incidentId }) => incidentId))).toEqual([['a', 'b'], ['c']]);
  });
});

describe('bad input', () => {
  it.each([
    ['an unknown field', { ...report, street: '某路' }],
    ['a wrong type', { ...report, kind: 7 }],
    ['a point off the globe', { ...report, place: { point: [200, 30] } }],
    ['a limit of nothing', { ...dispatch, limit: { value: 0, unit: 'hour' } }],
    ['a limit without a unit', { ...dispatch, limit: { value: 2 } }],
    ['an unknown command', { type: 'deleteIncident' }],
  ])('refuses %s and writes nothing', async (_what, command) => {
    const refused: unknown = await incidents.handle(ports, 'i-1', ask(command)).catch((error: unknown) => error);
    expect(isJicengError(refused, 'COMMAND_INVALID') && refused.reasons.length).toBe(1);
    expect(await readFacts(store, '330106', incidentStream('i-1'))).toEqual([]);
    expect(await listIncidents(store, '330106')).toEqual([]);
  });
});
