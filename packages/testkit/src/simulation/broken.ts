import { simulationError } from './errors.ts';

/** @throws JicengError `TESTKIT_HISTORY_BROKEN` naming the rule and what is against it. */
export function broken(rule: string, problem: () => string): never {
  throw simulationError('TESTKIT_HISTORY_BROKEN', { rule, problem: problem() });
}

/** @throws JicengError `TESTKIT_HISTORY_BROKEN` when it does not hold. */
export function hold(rule: string, holds: boolean, problem: () => string): void {
  if (!holds) broken(rule, problem);
}
