import type { HandlingLimit, IncidentCommand, Incidents } from '@jiceng/incidents';
import type { DispatchFunction } from '@jiceng/incidents';
import {
  createPorts,
  createRolePolicy,
  instantFromMs,
  instantToMs,
  runDueTimers,
  type Actor,
  type Instant,
  type Ports,
  type Store,
} from '@jiceng/kernel';
import type { PlannedAct } from './plan.ts';
import { readProgress, writeProgress, type Progress } from './progress-table.ts';
import type { RequestRow } from './requests.ts';

export interface ReplaySettings {
  readonly store: Store;
  readonly incidents: Incidents;
  readonly rows: readonly RequestRow[];
  readonly acts: readonly PlannedAct[];
  readonly dispatch: DispatchFunction;
  /** How long each type of incident may take; none where the type has none. */
  readonly limits: ReadonlyMap<string, HandlingLimit>;
  readonly until: Instant;
  /** What is being replayed, so that a file of another input is not continued. */
  readonly input: string;
  /** Told before each act. */
  readonly beforeAct?: (act: PlannedAct, row: RequestRow) => Promise<void>;
  readonly onProgress?: (done: number, at: Instant) => void;
}

export interface ReplayTally {
  /** Commands carried out in this run; found done, because an earlier run was killed after them; rungs raised. */
  readonly commands: number;
  readonly replayed: number;
  readonly rungs: number;
}

export const tenant = 'city';
const noteEvery = 500;

const desk: Actor = { id: 'desk', roles: ['desk'] };
const checker: Actor = { id: 'checker', roles: ['checker'] };

/** Who may do what: the desk takes in and dispatches, units handle, the checker closes, the timer supervises. */
const access = createRolePolicy({
  grants: [
    ...['reportIncident', 'verifyIncident', 'dispatchIncident'].map((action) => ({
      role: 'desk',
      action,
      purpose: 'service',
    })),
    ...['signOrder', 'startHandling', 'giveFeedback'].map((action) => ({ role: 'unit', action, purpose: 'service' })),
    ...['passCheck', 'closeIncident'].map((action) => ({ role: 'checker', action, purpose: 'service' })),
    { role: 'timer', action: 'raiseSupervision', purpose: 'supervision' },
  ],
});

interface Turn {
  readonly command: IncidentCommand;
  readonly actor: Actor;
}

/** Drives the closed loop with the city's own times: the clock of the SDK stands wherever the replay is. */
export function createReplay(settings: ReplaySettings) {
  const { store, incidents, rows, acts, limits, dispatch } = settings;
  let clockMs = 0;
  const ports: Ports = createPorts({ store, access, clock: { now: async () => instantFromMs(clockMs) } });
  const tally = { commands: 0, replayed: 0, rungs: 0 };

  // The matcher is a pure function: asked again, also after a crash, it names the same unit.
  const unitFor = ({ type, point, openedAt }: RequestRow): Actor => {
    const answer = dispatch({ kind: type, place: point === undefined ? {} : { point }, at: openedAt, returnedBy: [] });
    return { id: answer.kind === 'matched' ? answer.leadUnit : 'nobody', roles: ['unit'] };
  };

  const reportOf = ({ type, channel, point }: RequestRow): IncidentCommand => ({
    type: 'reportIncident',
    kind: type,
    channel,
    place: point === undefined ? {} : { point },
  });

  const dispatchOf = async (row: RequestRow): Promise<Turn> => {
    const answer = await incidents.propose(ports, tenant, row.id, dispatch);
    // The duty table has a default row, so that somebody is always competent.
    if (answer.kind === 'unmatched') throw new Error(`nobody is competent for ${row.type} (${row.id})`);
    const { dutyCode, leadUnit, assistUnits, escalateTo, gridCode } = answer;
    const limit = limits.get(row.type);
    const command: IncidentCommand = {
      type: 'dispatchIncident',
      dutyCode,
      leadUnit,
      assistUnits,
      escalateTo,
      gridCode,
      limit,
      designated: false,
    };
    return { command, actor: desk };
  };

  const turnOf = async ({ act }: PlannedAct, request: RequestRow): Promise<Turn> => {
    switch (act) {
      case 'report':
        return { command: reportOf(request), actor: desk };
      case 'verify':
        return { command: { type: 'verifyIncident' }, actor: desk };
      case 'dispatch':
        return dispatchOf(request);
      case 'sign':
        return { command: { type: 'signOrder' }, actor: unitFor(request) };
      case 'start':
        return { command: { type: 'startHandling' }, actor: unitFor(request) };
      case 'feedback':
        return {
          command: { type: 'giveFeedback', result: 'closed by the city', evidence: [] },
          actor: unitFor(request),
        };
      case 'check':
        return { command: { type: 'passCheck' }, actor: checker };
      case 'close':
        return { command: { type: 'closeIncident', outcome: request.closureCode }, actor: checker };
    }
  };

  /** Timers are fired at the very moment they are due, as a host with a sweeper every second would. */
  const fireUntil = async (ms: number): Promise<void> => {
    for (let more = true; more;) {
      const sweep = await runDueTimers(store, instantFromMs(ms), async (timer) => {
        clockMs = Math.max(clockMs, instantToMs(timer.dueAt));
        await incidents.fire(ports, timer);
        tally.rungs += 1;
      });
      if (sweep.failed > 0) throw new Error(`${sweep.failed} timers failed at ${instantFromMs(ms)}`);
      more = sweep.more;
    }
    clockMs = Math.max(clockMs, ms);
  };

  const carryOut = async (planned: PlannedAct): Promise<void> => {
    const request = rows[planned.row];
    if (request === undefined) return;
    if (planned.atMs > clockMs) await fireUntil(planned.atMs);
    await settings.beforeAct?.(planned, request);
    const { command, actor } = await turnOf(planned, request);
    const key = `${request.id}/${planned.act}`;
    const outcome = await incidents.handle(ports, request.id, { tenant, key, command, actor, purpose: 'service' });
    if (outcome.replayed) tally.replayed += 1;
    else tally.commands += 1;
  };

  /** Carries out what is left, from where an earlier run stopped. */
  const run = async (): Promise<ReplayTally> => {
    let progress: Progress | undefined = await readProgress(store);
    const from = progress?.done ?? 0;
    for (const [offset, planned] of acts.slice(from).entries()) {
      await carryOut(planned);
      const done = from + offset + 1;
      if (done % noteEvery === 0) {
        progress = await writeProgress(store, progress, { input: settings.input, done, finished: false });
        settings.onProgress?.(done, instantFromMs(planned.atMs));
      }
    }
    await fireUntil(instantToMs(settings.until));
    await writeProgress(store, progress, { input: settings.input, done: acts.length, finished: true });
    return { ...tally };
  };

  return { ports, run };
}
