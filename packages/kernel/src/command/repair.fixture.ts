import { setup } from 'xstate';
import * as z from 'zod';
import {
  allowAll,
  createLifecycle,
  createMemoryStore,
  createPorts,
  defineErrors,
  instantFromMs,
  instantToMs,
  isJicengError,
  kernelTables,
  timerKey,
  type Ask,
  type Clock,
  type Decider,
  type DeciderCall,
  type DueTimer,
  type Instant,
  type JicengError,
  type Ports,
  type Process,
  type Store,
} from '../index.ts';

/** A street lamp that somebody reports and somebody mends: what the tests of the command path run. */
export const repairMachine = setup({}).createMachine({
  id: 'repair',
  initial: 'unknown',
  states: {
    unknown: { on: { Reported: 'open' } },
    open: { on: { Remarked: 'open', Reminded: 'open', Escalated: 'open', Mended: 'mended' } },
    mended: { on: { Reported: 'open' } },
  },
});
export const repairLifecycle = createLifecycle(repairMachine);

export const RepairCommand = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('report'), lamp: z.string().min(1), volts: z.int().optional() }),
  z.strictObject({ type: z.literal('remark'), text: z.string() }),
  z.strictObject({ type: z.literal('remind') }),
  z.strictObject({ type: z.literal('escalate') }),
  z.strictObject({ type: z.literal('mend') }),
]);
export type RepairCommand = z.infer<typeof RepairCommand>;

export const RepairEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Reported'), lamp: z.string(), volts: z.int().optional() }),
  z.object({ type: z.literal('Remarked'), text: z.string() }),
  z.object({ type: z.literal('Reminded') }),
  z.object({ type: z.literal('Escalated') }),
  z.object({ type: z.literal('Mended') }),
]);
export type RepairEvent = z.infer<typeof RepairEvent>;

export interface RepairState {
  readonly status: (typeof repairLifecycle)['initial'];
  readonly lamp: string;
  readonly remarks: readonly string[];
  readonly reportedAt?: Instant | undefined;
  readonly rungs: number;
}

export const repairError = defineErrors({
  REPAIR_STEP_NOT_ALLOWED: { 'zh-CN': '当前状态不允许此操作。', en: 'The status does not allow this step.' },
  REPAIR_REMARK_RUDE: { 'zh-CN': '备注用语不当。', en: 'The remark is rude.' },
});

export const dayMs = 86_400_000;
export const later = (at: Instant, days: number): Instant => instantFromMs(instantToMs(at) + days * dayMs);

const recordedAs = {
  report: 'Reported',
  remark: 'Remarked',
  remind: 'Reminded',
  escalate: 'Escalated',
  mend: 'Mended',
} as const;

/** Reminds after one day and escalates after two. The same remark twice is said once. */
export const repairDecider: Decider<RepairState, RepairCommand, RepairEvent> = {
  initialState: { status: 'unknown', lamp: '', remarks: [], rungs: 0 },
  commands: ['report', 'remark', 'remind', 'escalate', 'mend'],
  refuse: (type, { status }) =>
    repairLifecycle.allows(status, recordedAs[type])
      ? []
      : [repairError.reason('REPAIR_STEP_NOT_ALLOWED', { status, type })],
  decide: (command, { remarks }) => {
    switch (command.type) {
      case 'report':
        return [{ ...command, type: 'Reported' }];
      case 'remark':
        if (command.text === 'rude') throw repairError('REPAIR_REMARK_RUDE');
        return remarks.includes(command.text) ? [] : [{ type: 'Remarked', text: command.text }];
      case 'remind':
        return [{ type: 'Reminded' }];
      case 'escalate':
        return [{ type: 'Escalated' }];
      case 'mend':
        return [{ type: 'Remarked', text: 'mended' }, { type: 'Mended' }];
    }
  },
  evolve: (state, event, occurredAt) => {
    switch (event.type) {
      case 'Reported':
        return { ...state, status: 'open', lamp: event.lamp, reportedAt: occurredAt, rungs: 0 };
      case 'Remarked':
        return { ...state, remarks: [...state.remarks, event.text] };
      case 'Reminded':
      case 'Escalated':
        return { ...state, rungs: state.rungs + 1 };
      case 'Mended':
        return { ...state, status: 'mended', reportedAt: undefined };
    }
  },
  timers: ({ reportedAt, rungs }) => {
    if (reportedAt === undefined) return [];
    return [
      { name: 'remind', dueAt: later(reportedAt, 1) },
      { name: 'escalate', dueAt: later(reportedAt, 2) },
    ].slice(rungs);
  },
};

export const repairProcess: Process<RepairState, RepairCommand, RepairEvent> = {
  decider: repairDecider,
  fold: 'repair/1',
  commandSchema: RepairCommand,
  eventSchema: RepairEvent,
};

export const clerk = { id: 'u-clerk', roles: ['clerk'] };
export const tenant = '330106';
export const startMs = Date.parse('2026-03-02T01:30:00.000Z');

/** A clock that a test moves. */
export interface HandClock extends Clock {
  ms: number;
}

export interface Bench {
  readonly ports: Ports;
  readonly store: Store;
  readonly clock: HandClock;
}

/** Ports over a memory store, with a clock that stands still until it is moved, and no waiting between attempts. */
export async function createBench(given: Partial<Ports> = {}): Promise<Bench> {
  const clock: HandClock = { ms: startMs, now: async () => instantFromMs(clock.ms) };
  const store = given.store ?? createMemoryStore(() => clock.ms);
  await store.migrate(kernelTables);
  const ports = createPorts({ clock, access: allowAll, pause: async () => {}, ...given, store });
  return { ports, store, clock };
}

export type RepairCall = DeciderCall<RepairState, RepairCommand, RepairEvent>;

/** A call on `repair/1`, keyed by its own text; what a test does not care about is filled in. */
export function repairCall(command: unknown, given: Partial<RepairCall> = {}): RepairCall {
  const stream = given.stream ?? 'repair/1';
  const key = `${stream} ${JSON.stringify(command)}`;
  return { ...repairProcess, tenant, stream, key, command, actor: clerk, purpose: 'upkeep', ...given };
}

export const report = { type: 'report', lamp: 'L-7' };
export const remark = (text: string) => ({ type: 'remark', text });

/** What a due timer of a repair asks for. */
export function timerCall(timer: DueTimer): RepairCall {
  const own: Pick<Ask, 'tenant' | 'key' | 'occurredAt'> = {
    tenant: timer.tenant,
    key: timerKey(timer),
    occurredAt: timer.dueAt,
  };
  return repairCall({ type: timer.name }, { ...own, stream: timer.stream });
}

/** Every row of the kernel's tables: for a test that says nothing was written. */
export async function everything(store: Store): Promise<readonly (readonly unknown[])[]> {
  return store.read(
    kernelTables.map(({ name }) => ({ get: 'rows', table: name, index: 'key', prefix: [], limit: 100_000 }) as const),
  );
}

/** The refusal that a promise ends in; anything else fails the test. */
export async function refusalOf(promise: Promise<unknown>): Promise<JicengError> {
  const outcome: unknown = await promise.then(
    (value) => new Error(`not refused: ${typeof value}`),
    (error: unknown) => error,
  );
  if (isJicengError(outcome)) return outcome;
  throw outcome;
}

/** The refusal that an act throws; anything else fails the test. */
export function thrownBy(act: () => unknown): JicengError {
  try {
    act();
  } catch (error) {
    if (isJicengError(error)) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
