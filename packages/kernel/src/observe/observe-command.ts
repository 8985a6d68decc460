import type { Ports } from '../host/ports.ts';
import { isJicengError } from '../plain/jiceng-error.ts';
import { errorType } from './error-type.ts';
import type { LogEntry } from './log.ts';
import { unheard, type MeterAttributes } from './meter.ts';

/** What a command is called where it is watched. */
export interface CommandName {
  readonly command: string;
  readonly process: string;
}

type Ending = Pick<LogEntry, 'severity'> & { readonly outcome: string; readonly event: LogEntry['event'] };

const accepted: Ending = { outcome: 'accepted', event: 'jiceng.command.accepted', severity: 'DEBUG' };
const replayed: Ending = { outcome: 'replayed', event: 'jiceng.command.replayed', severity: 'INFO' };
const refused: Ending = { outcome: 'refused', event: 'jiceng.command.refused', severity: 'INFO' };
const conflict: Ending = { outcome: 'conflict', event: 'jiceng.command.conflict', severity: 'INFO' };
const failed: Ending = { outcome: 'failed', event: 'jiceng.command.failed', severity: 'ERROR' };

function endingOf(error: unknown): Ending {
  if (isJicengError(error, 'STORE_VERSION_CONFLICT')) return conflict;
  // As for policies: of the store and of the record come faults, everything else of ours is an answer.
  return isJicengError(error) && !/^(?:STORE|FACT)_/.test(error.code) ? refused : failed;
}

const notCounted = (): void => {};

/** Who watches: at least one of them. */
type Watchers = Pick<Ports, 'meter' | 'log'>;

async function watch<Result extends { readonly replayed: boolean }>(
  { meter, log }: Watchers,
  nameOf: () => CommandName,
  act: (attempted: () => void) => Promise<Result>,
): Promise<Result> {
  let [attempts, startedMs] = [0, 0];
  unheard(() => (startedMs = meter?.nowMs() ?? 0));

  const tell = ({ outcome, event, severity }: Ending, why: MeterAttributes): void =>
    unheard(() => {
      const { command, process } = nameOf();
      const named = { 'jiceng.command': command, 'jiceng.process': process };
      const attributes = { ...named, ...why, 'jiceng.outcome': outcome };
      unheard(() => log?.write({ event, severity, attributes }));
      if (meter === undefined) return;
      meter.record('jiceng.command.duration', (meter.nowMs() - startedMs) / 1000, attributes);
      if (attempts > 1) meter.record('jiceng.command.retries', attempts - 1, named);
    });

  try {
    const result = await act(() => (attempts += 1));
    tell(result.replayed ? replayed : accepted, {});
    return result;
  } catch (error) {
    tell(endingOf(error), { 'error.type': errorType(error) });
    throw error;
  }
}

/**
 * Measures and logs one command, if the ports have a meter or a log. Without them it is as if this were not there.
 *
 * @param nameOf asked only when somebody watches.
 * @param act calls what it is given at the beginning of each attempt.
 */
export function observeCommand<Result extends { readonly replayed: boolean }>(
  watchers: Watchers,
  nameOf: () => CommandName,
  act: (attempted: () => void) => Promise<Result>,
): Promise<Result> {
  const nobody = watchers.meter === undefined && watchers.log === undefined;
  return nobody ? act(notCounted) : watch(watchers, nameOf, act);
}
