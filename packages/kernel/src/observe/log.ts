import { instantFromMs } from '../plain/instant.ts';
import type { EventBus } from '../record/event-bus.ts';
import { errorType } from './error-type.ts';
import { unheard, type MeterAttributes } from './meter.ts';

/** One line of a log: what happened, by the name of its kind and in codes. Words and persons are not in it. */
export interface LogEntry {
  readonly event:
    | 'jiceng.command.accepted'
    | 'jiceng.command.replayed'
    | 'jiceng.command.refused'
    | 'jiceng.command.conflict'
    | 'jiceng.command.failed'
    | 'jiceng.access.denied'
    | 'jiceng.listener.failed';
  readonly severity: 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';
  readonly attributes: MeterAttributes;
}

/** Where log lines go. */
export interface Log {
  readonly write: (entry: LogEntry) => void;
}

/**
 * A log of JSON lines, with the field names of OpenTelemetry's log records.
 *
 * @param print takes one line, without its end.
 * @param nowMs the clock of the lines, milliseconds since 1970.
 */
export function createJsonLog(print: (line: string) => void, nowMs: () => number): Log {
  return {
    write: ({ event, severity, attributes }) => {
      const line = { Timestamp: instantFromMs(nowMs()), SeverityText: severity, EventName: event };
      print(JSON.stringify({ ...line, Attributes: attributes }));
    },
  };
}

/**
 * Writes what the bus tells of denials and failed listeners into a log. The host's access log is another thing: it names who asked for
 * what, and listens to `denied` itself.
 *
 * @returns the call that ends it.
 */
export function logBus(bus: EventBus, log: Log): () => void {
  const ends = [
    bus.subscribe('denied', ({ reasons }) => {
      const attributes = { 'error.type': errorType(reasons[0]?.code) };
      unheard(() => log.write({ event: 'jiceng.access.denied', severity: 'WARN', attributes }));
    }),
    bus.subscribe('listenerFailed', ({ topic, error }) => {
      const attributes = { 'error.type': errorType(error), 'jiceng.reason': topic };
      unheard(() => log.write({ event: 'jiceng.listener.failed', severity: 'ERROR', attributes }));
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}
