import { isJicengError, type JicengError } from '@jiceng/kernel';
import { relayError } from '../errors.ts';
import { growingPauseMs, pauseFor } from './pause.ts';
import type { RelayCall, RelayPorts } from './relay-call.ts';
import type { RelayFault, RelayRun } from './relay-run.ts';
import { runRelay } from './run-relay.ts';

/** A relay that runs until it is told to stop. */
export interface KeptRelay extends RelayCall {
  /** Ends it: after the pass at hand, and at once while it waits. */
  readonly signal: AbortSignal;
  /** How long to wait once everything was sent, 1,000 ms unless said. */
  readonly idleMs?: number;
  /** Is told of every pass: for figures and alarms. */
  readonly onRun?: (run: RelayRun) => void;
}

const passing = ['STORE_UNAVAILABLE', 'STORE_ANSWER_UNKNOWN', 'STORE_CONTENTION'];
const mayPass = (error: unknown): boolean => isJicengError(error) && passing.includes(error.code);

function gone({ reason }: RelayFault): JicengError {
  return relayError('RELAY_ENDPOINT_GONE', { to: reason.details['to'] ?? '' });
}

/**
 * Runs pass after pass until the signal: at once while there is more, after `idleMs` when all is sent, and after a pause that grows with
 * every pass in a row that was held up, and is never shorter than the other side asked for. Stores that fail for a moment are waited for.
 *
 * @throws JicengError `RELAY_ENDPOINT_GONE` when the other side says that it has been retired.
 * @throws JicengError `RELAY_OPTION_INVALID` when the call makes no sense.
 */
export async function keepRelaying(ports: RelayPorts, kept: KeptRelay): Promise<void> {
  const { signal, idleMs = 1000, onRun, ...call } = kept;
  const { pause = (attempt: number, leastMs: number) => pauseFor(growingPauseMs(attempt, leastMs), signal) } = call;
  let [failures, overtakes] = [0, 0];
  while (!signal.aborted) {
    let run: RelayRun | undefined;
    try {
      run = await runRelay(ports, { ...call, pause });
      onRun?.(run);
    } catch (error) {
      if (!mayPass(error)) throw error;
    }
    if (run?.fault?.reason.code === 'RELAY_ENDPOINT_GONE') throw gone(run.fault);
    const held = run === undefined || run.fault !== undefined;
    failures = held ? failures + 1 : 0;
    // Two that keep pace send everything twice: the slower one falls back, and is there when the faster one ends.
    overtakes = run?.overtaken === true ? overtakes + 1 : 0;
    if (held) await pause(failures, run?.fault?.retryAfterMs ?? 0);
    else if (overtakes > 0) await pause(overtakes, 0);
    else if (run?.more !== true) await pauseFor(idleMs, signal);
  }
}
