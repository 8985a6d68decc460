import {
  incidentStream,
  type DispatchFunction,
  type HandlingLimit,
  type IncidentCommand,
  type Incidents,
  type SupervisionRung,
} from '@jiceng/incidents';
import {
  createPorts,
  createRolePolicy,
  dueTimers,
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
  readonly ladder: readonly SupervisionRung[];
  readonly until: Instant;
  /** What is being replayed: written beside the progress. */
  readonly input: string;
  /** Told before each act; acts are then carried out one by one. */
  readonly beforeAct?: (act: PlannedAct, row: RequestRow, command: IncidentCommand) => Promise<void>;
  readonly onProgress?: (done: number, at: Instant) => void;
}

export interface ReplayTally {
  /** Commands carried out in this run, without the rungs. */
  readonly commands: number;
  /** Commands found done: an earlier run was killed after them and before its note. */
  readonly replayed: number;
  /** Rungs of supervision raised in this run. */
  readonly rungs: number;
}

export const tenant = 'city';

/** Acts carried out side by side, so that their commits share one transaction. */
const sliceMax = 256;
const noteEvery = 500;
/** More timers than this within one slice, and acts are carried out one by one. */
const timersMax = 500;

const desk: Actor = { id: 'desk', roles: ['desk'] };
const checker: Actor = { id: 'checker', roles: ['checker'] };

/** Who may do what: the desk takes in and dispatches, units handle, the checker closes, the timer supervises. */
const access = createRolePolicy({
  grants: [
    { role: 'desk', action: 'reportIncident', purpose: 'service' },
    { role: 'desk', action: 'verifyIncident', purpose: 'service' },
    { role: 'desk', action: 'dispatchIncident', purpose: 'service' },
    { role: 'unit', action: 'signOrder', purpose: 'service' },
    { role: 'unit', action: 'startHandling', purpose: 'service' },
    { role: 'unit', action: 'giveFeedback', purpose: 'service' },
    { role: 'checker', action: 'passCheck', purpose: 'service' },
    { role: 'checker', action: 'closeIncident', purpose: 'service' },
    { role: 'timer', action: 'raiseSupervision', purpose: 'supervision' },
  ],
});

/** Acts of one incident, in their order. */
type Chain = readonly PlannedAct[];

/**
 * The next acts that may be carried out side by side, those of one incident one after the other. A timer touches its own incident
 * only, so a slice ends before an act of an incident whose timer comes first, and before any timer set within it could come: the
 * record is then the same as act by act. The first act is never held back: everything due before it has been fired.
 */
function sliceFrom(
  acts: readonly PlannedAct[],
  from: number,
  to: number,
  endMs: number,
  timerMsOf: (act: PlannedAct) => number | undefined,
): readonly Chain[] {
  const chains = new Map<number, PlannedAct[]>();
  for (let at = from; at < to; at++) {
    const act = acts[at];
    if (act === undefined) break;
    const held = act.atMs >= endMs || (timerMsOf(act) ?? Number.POSITIVE_INFINITY) <= act.atMs;
    if (held && at > from) break;
    const chain = chains.get(act.row);
    if (chain === undefined) chains.set(act.row, [act]);
    else chain.push(act);
  }
  return [...chains.values()];
}

/** The shortest time from a dispatch's clock to its first rung: what a slice must not outlast. */
function shortestRungMs(limits: ReadonlyMap<string, HandlingLimit>, ladder: readonly SupervisionRung[]): number {
  const unitMs: Readonly<Record<HandlingLimit['unit'], number>> = {
    minute: 60_000,
    hour: 3_600_000,
    workingMinute: 60_000,
    workingHour: 3_600_000,
  };
  const share = Math.min(1, ...ladder.map((rung) => ('atFraction' in rung ? rung.atFraction : 1)));
  return share * Math.min(...[...limits.values()].map(({ value, unit }) => value * unitMs[unit]));
}

/** Drives the closed loop with the city's own times: the clock of the SDK stands wherever the replay is. */
export function createReplay(settings: ReplaySettings): { readonly run: () => Promise<ReplayTally> } {
  const { store, incidents, rows, acts, limits, dispatch } = settings;
  const tally = { commands: 0, replayed: 0, rungs: 0 };
  const shared = createPorts({ store, access });
  const portsAt = (ms: number): Ports => ({ ...shared, clock: { now: async () => instantFromMs(ms) } });

  // The matcher is a pure function: asked again, also after a crash, it names the same unit.
  const unitFor = ({ type, point, openedAt }: RequestRow): Actor => {
    const answer = dispatch({ kind: type, place: point === undefined ? {} : { point }, at: openedAt, returnedBy: [] });
    return { id: answer.kind === 'matched' ? answer.leadUnit : 'nobody', roles: ['unit'] };
  };

  const dispatchCommand = async (ports: Ports, row: RequestRow): Promise<IncidentCommand> => {
    const answer = await incidents.propose(ports, tenant, row.id, dispatch);
    // The duty table has a default row, so that somebody is always competent.
    if (answer.kind === 'unmatched') throw new Error(`nobody is competent for ${row.type} (${row.id})`);
    const { dutyCode, leadUnit, assistUnits, escalateTo, gridCode } = answer;
    const limit = limits.get(row.type);
    return {
      type: 'dispatchIncident',
      dutyCode,
      leadUnit,
      assistUnits,
      escalateTo,
      gridCode,
      limit,
      designated: false,
    };
  };

  const commandOf = async (
    ports: Ports,
    { act }: PlannedAct,
    row: RequestRow,
  ): Promise<readonly [IncidentCommand, Actor]> => {
    switch (act) {
      case 'report': {
        const place = row.point === undefined ? {} : { point: row.point };
        return [{ type: 'reportIncident', kind: row.type, channel: row.channel, place }, desk];
      }
      case 'verify':
        return [{ type: 'verifyIncident' }, desk];
      case 'dispatch':
        return [await dispatchCommand(ports, row), desk];
      case 'sign':
        return [{ type: 'signOrder' }, unitFor(row)];
      case 'start':
        return [{ type: 'startHandling' }, unitFor(row)];
      case 'feedback':
        return [{ type: 'giveFeedback', result: row.closureCode, evidence: [] }, unitFor(row)];
      case 'check':
        return [{ type: 'passCheck' }, checker];
      case 'close':
        return [{ type: 'closeIncident', outcome: row.closureCode }, checker];
    }
  };

  const carryOut = async (planned: PlannedAct): Promise<void> => {
    const row = rows[planned.row];
    if (row === undefined) throw new RangeError(`no request ${planned.row}`);
    const ports = portsAt(planned.atMs);
    const [command, actor] = await commandOf(ports, planned, row);
    await settings.beforeAct?.(planned, row, command);
    // The same for every run, and in order of time, as the UUIDv7 of a client would be.
    const key = `${instantFromMs(planned.atMs)}/${row.id}/${planned.act}`;
    const outcome = await incidents.handle(ports, row.id, { tenant, key, command, actor, purpose: 'service' });
    if (outcome.replayed) tally.replayed += 1;
    else tally.commands += 1;
  };

  const carryOutChain = async (chain: Chain): Promise<void> => {
    for (const planned of chain) await carryOut(planned);
  };

  /** Timers are fired as of the very moment they are due, as by a host with a sweeper every second. */
  const fireUntil = async (ms: number): Promise<void> => {
    for (let more = true; more;) {
      const sweep = await runDueTimers(store, instantFromMs(ms), async (timer) => {
        await incidents.fire(portsAt(instantToMs(timer.dueAt)), timer);
        tally.rungs += 1;
      });
      if (sweep.failed > 0) throw new Error(`${sweep.failed} timers failed at ${instantFromMs(ms)}`);
      more = sweep.more;
    }
  };

  /** Carries out what is left, from where an earlier run stopped. */
  const run = async (): Promise<ReplayTally> => {
    const most = settings.beforeAct === undefined ? sliceMax : 1;
    const rungMs = shortestRungMs(limits, settings.ladder);
    let progress: Progress | undefined = await readProgress(store);
    let [done, noted] = [progress?.done ?? 0, progress?.done ?? 0];
    while (done < acts.length) {
      const atMs = acts[done]?.atMs ?? 0;
      await fireUntil(atMs);
      const to = Math.min(done + most, acts.length);
      const due = await dueTimers(store, instantFromMs(acts[to - 1]?.atMs ?? atMs), timersMax);
      const firstDueMs = new Map(due.toReversed().map(({ stream, dueAt }) => [stream, instantToMs(dueAt)]));
      const timerMsOf = ({ row }: PlannedAct) => firstDueMs.get(incidentStream(rows[row]?.id ?? ''));
      const chains = sliceFrom(acts, done, due.length === timersMax ? done + 1 : to, atMs + rungMs, timerMsOf);
      await Promise.all(chains.map(carryOutChain));
      done += chains.reduce((sum, chain) => sum + chain.length, 0);
      if (done - noted >= noteEvery) {
        progress = await writeProgress(store, progress, { input: settings.input, done, finished: false });
        noted = done;
        settings.onProgress?.(done, instantFromMs(atMs));
      }
    }
    await fireUntil(instantToMs(settings.until));
    await writeProgress(store, progress, { input: settings.input, done: acts.length, finished: true });
    return { ...tally };
  };

  return { run };
}
