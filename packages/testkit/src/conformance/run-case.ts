import type { JicengError, StoreInfo } from '@jiceng/kernel';
import type { CaseSetting, CaseDemand, StoreFactory } from '../contract/contract-case.ts';
import { createSeededRandom } from '../seeded-random.ts';
import { atMost, createCaseWatch, nextTurn } from './case-watch.ts';
import { hearStrayErrors } from './stray-errors.ts';
import { watchedFactory } from './watched-factory.ts';

/** What is left to whoever runs a case. Everything has a default. */
export interface CaseRun {
  /** The same seed gives a case the same chance, whichever other cases run. */
  readonly seed?: number;
  /** How often a case of `crash` kills a process; 5 by default. */
  readonly kills?: number;
  /** How long a case may take before it is cut off; a minute by default, and 5 seconds more for each kill. */
  readonly caseTimeoutMs?: number;
  /** Is told what each store that is opened says of itself. */
  readonly onStore?: (info: StoreInfo) => void;
}

export const defaultKills = 5;
export const defaultCaseTimeoutMs = 60_000;
const msPerKill = 5_000;
/** For closing and removing what a case that was cut off has left. */
const putAwayMs = 1_500;

/** How long this case may take. */
export function caseLimitMs({ level }: Pick<CaseDemand, 'level'>, run: CaseRun = {}): number {
  const { kills = defaultKills, caseTimeoutMs = defaultCaseTimeoutMs } = run;
  return caseTimeoutMs + (level === 'crash' ? kills * msPerKill : 0);
}

/** A case's own chance: that of the run, moved by the case's name, so that leaving out others changes nothing. */
function randomOf({ id }: CaseDemand, seed: number): CaseSetting['random'] {
  let mixed = seed >>> 0;
  for (let at = 0; at < id.length; at++) mixed = Math.imul(mixed ^ id.charCodeAt(at), 0x01000193) >>> 0;
  return createSeededRandom(mixed);
}

/**
 * Runs one case on stores that are looked after: it ends, however broken they are, and leaves no handle, place or process behind
 * that can be put away.
 *
 * @throws JicengError `TESTKIT_CONTRACT_BROKEN` when the store does not keep what the case demands.
 * @throws JicengError `TESTKIT_CASE_CUT_OFF` when it takes longer than it may.
 * @throws JicengError `TESTKIT_STRAY_ERROR` when the store failed where nobody could catch it.
 */
export async function runCase(one: CaseDemand, factory: StoreFactory, run: CaseRun = {}): Promise<void> {
  const { seed = 1, kills = defaultKills, onStore = () => undefined } = run;
  const watch = createCaseWatch(caseLimitMs(one, run));
  const watched = watchedFactory(factory, watch, onStore);
  let stray: JicengError | undefined;
  const deafen = hearStrayErrors((fault) => {
    stray ??= fault;
  });
  try {
    const running = (async () => one.run(watched.factory, { random: randomOf(one, seed), kills }))();
    const [ended] = await Promise.allSettled([Promise.race([running, watch.cut])]);
    // A case that was cut off winds up: none of its calls waits any more.
    if (watch.isCut()) await atMost(putAwayMs, running);
    await watched.putAway(putAwayMs);
    await nextTurn();
    if (ended.status === 'rejected') throw ended.reason;
    if (stray !== undefined) throw stray;
  } finally {
    watch.stop();
    deafen();
  }
}
