import { simulationError } from './errors.ts';
import { faultKinds, noFaults, type FaultCounts, type FaultKind } from './fault-kinds.ts';
import { runHistory, type History } from './history.ts';
import type { HistoryOptions } from './history-options.ts';
import type { Violation } from './world.ts';

export interface SimulationOptions extends Omit<HistoryOptions, 'seed'> {
  /** The seed of the first history; each later one has the next. */
  readonly seed: number;
  readonly histories: number;
  /** Told after each history how many have been run: for a long soak. */
  readonly progress?: (histories: number) => void;
}

/** A history that does not hold, cut down to what it takes. */
export interface FailedHistory extends Violation {
  readonly seed: number;
  /** The line that runs it again, to be pasted: `replayHistory(…)`. */
  readonly replay: string;
  /** The same as a value, with the store and the fault it was run with. */
  readonly options: HistoryOptions;
  /** Its last steps, up to the one at which it shows. */
  readonly trace: readonly string[];
}

export interface SimulationReport {
  readonly histories: number;
  /** Steps of disorder, and those after them until all was at rest. */
  readonly steps: number;
  readonly closingSteps: number;
  /** Requests that clients made. */
  readonly requests: number;
  /** What was done to the hosts, each kind as often as it really happened. */
  readonly faults: FaultCounts;
  /** The first history that does not hold; after it none was run. */
  readonly failed: FailedHistory | undefined;
}

const traceMax = 30;

const fails = async (options: HistoryOptions): Promise<boolean> =>
  (await runHistory(options, { logging: false, watchful: false })).violation !== undefined;

/**
 * Fewer steps and fewer kinds of faults, as long as something still does not hold. Halving finds few steps, not always the fewest:
 * a shorter history ends otherwise, and may be right where a longer one is not.
 */
async function shrink(given: HistoryOptions, { steps, violation }: History): Promise<HistoryOptions> {
  let options = { ...given, steps: Math.min(steps, violation?.step ?? steps) };
  const halve = async (): Promise<void> => {
    for (let [low, high] = [0, options.steps]; low < high;) {
      const shorter = { ...options, steps: (low + high) >> 1 };
      if (await fails(shorter)) {
        options = shorter;
        high = shorter.steps;
      } else low = shorter.steps + 1;
    }
  };
  await halve();
  for (const kind of faultKinds) {
    const fewer = { ...options, without: [...(options.without ?? []), kind] };
    if (await fails(fewer)) options = fewer;
  }
  await halve();
  return options;
}

function replayLine({ seed, steps, positions, without = [] }: HistoryOptions): string {
  const parts = [`seed: ${seed}`];
  if (steps !== undefined) parts.push(`steps: ${steps}`);
  if (positions !== undefined) parts.push(`positions: '${positions}'`);
  if (without.length > 0) parts.push(`without: [${without.map((kind) => `'${kind}'`).join(', ')}]`);
  return `replayHistory({ ${parts.join(', ')} })`;
}

/**
 * Runs one history again, holds it against the rules after every step, and writes every step down. The same options give the same
 * lines. A history that only shows at rest what is wrong with it is told to its end.
 */
export function replayHistory(options: HistoryOptions): Promise<History> {
  return runHistory(options, { logging: true, watchful: true });
}

async function tell(options: HistoryOptions, history: History): Promise<FailedHistory | undefined> {
  const { violation } = history;
  if (violation === undefined) return undefined;
  const least = await shrink(options, history);
  const told = await replayHistory(least);
  return {
    ...(told.violation ?? violation),
    seed: options.seed,
    replay: replayLine(least),
    options: least,
    trace: told.log.slice(-traceMax),
  };
}

function addFaults(sum: Record<FaultKind, number>, more: FaultCounts): void {
  for (const kind of faultKinds) sum[kind] += more[kind];
}

/**
 * Runs so many histories, each from its own seed: hosts that work at once on one store, whose calls are delayed, overtaken, repeated,
 * lost or refused, that stop and start, and whose clocks move; then everything comes to rest and is held against a model of what
 * must be true. Stops at the first history for which it is not.
 *
 * @throws JicengError `TESTKIT_SIMULATION_IDLE` when no violation was found and a kind of fault never happened: that proves nothing.
 */
export async function simulate(options: SimulationOptions): Promise<SimulationReport> {
  const { histories, seed, progress, ...common } = options;
  const faults = noFaults();
  let [run, steps, closingSteps, requests] = [0, 0, 0, 0];
  let failed: FailedHistory | undefined;
  // One after another: side by side they only push each other out of the processor's caches, at nearly half the speed.
  while (run < histories && failed === undefined) {
    const one = { ...common, seed: seed + run };
    const history = await runHistory(one, { logging: false, watchful: false });
    run += 1;
    steps += history.steps;
    closingSteps += history.closingSteps;
    requests += history.requests;
    addFaults(faults, history.faults);
    failed = await tell(one, history);
    progress?.(run);
  }
  const leftOut = new Set<FaultKind>(common.without);
  // Nothing is on its way from a host that never stops.
  if (leftOut.has('crash')) leftOut.add('lateWrite');
  const idle = faultKinds.filter((kind) => faults[kind] === 0 && !leftOut.has(kind));
  if (failed === undefined && idle.length > 0) throw simulationError('TESTKIT_SIMULATION_IDLE', { kinds: idle });
  return { histories: run, steps, closingSteps, requests, faults, failed };
}
