import type { Ports, RecordedFact } from '@jiceng/kernel';
import { relayError } from '../errors.ts';
import type { Relay } from '../relay.ts';
import { isUriReference } from '../wire/attribute-rules.ts';
import { growingPause } from './pause.ts';

export type RelayPorts = Pick<Ports, 'store' | 'feed' | 'clock'>;

/** Who reads the feed, and where it goes. */
export interface RelayCall {
  /** The same name in any number of processes: they share one place in the feed. Another destination is another reader. */
  readonly reader: string;
  readonly relay: Relay;
  /** URI of the deployment: `source` of every event. It never changes, since `id` is unique within it. */
  readonly source: string;
  /** Which facts are meant for this destination; all unless said. What it leaves out counts as dealt with. */
  readonly select?: (fact: RecordedFact) => boolean;
  /** Commits of one pass, 200 unless said. */
  readonly limit?: number;
  /** Streams sent side by side, 32 unless said. Within a stream one event goes at a time. */
  readonly width?: number;
  /** How often one event is tried before the pass goes on without its stream, 3 unless said. */
  readonly attempts?: number;
  /** In how many passes a stream may fail while others get through before it is parked for a person, 8 unless said. */
  readonly patience?: number;
  /** Waits after the `attempt`th failure in a row, and no less than `leastMs`. By default longer and more at random each time. */
  readonly pause?: (attempt: number, leastMs: number) => Promise<void>;
}

/** A call with its defaults, and the one name that its rows stand under. */
export interface RelaySettings extends Required<RelayCall> {
  readonly readerKey: string;
}

function wholeNumber(option: string, given: number | undefined, usual: number): number {
  if (given === undefined) return usual;
  if (Number.isSafeInteger(given) && given >= 1) return given;
  throw relayError('RELAY_OPTION_INVALID', { option, problem: 'it must be a whole number of at least 1' });
}

/** The name of a reader in the tables: one reader of two feeds has two places. */
export function readerKeyOf(feed: string, reader: string): string {
  if (reader === '') throw relayError('RELAY_OPTION_INVALID', { option: 'reader', problem: 'it is empty' });
  return `relay/${encodeURIComponent(feed)}/${reader}`;
}

/**
 * A call with its defaults filled in.
 *
 * @throws JicengError `RELAY_OPTION_INVALID` when a number is none that can be counted to, the reader has no name, or the source is no URI.
 */
export function settingsOf(feed: string, call: RelayCall): RelaySettings {
  if (!isUriReference(call.source)) {
    throw relayError('RELAY_OPTION_INVALID', { option: 'source', problem: 'it is no URI reference' });
  }
  return {
    select: () => true,
    pause: growingPause,
    ...call,
    limit: wholeNumber('limit', call.limit, 200),
    width: wholeNumber('width', call.width, 32),
    attempts: wholeNumber('attempts', call.attempts, 3),
    patience: wholeNumber('patience', call.patience, 8),
    readerKey: readerKeyOf(feed, call.reader),
  };
}
