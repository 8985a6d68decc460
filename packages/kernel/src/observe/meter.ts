/** How an instrument is read: a counter only grows, a histogram is a distribution, a gauge is what it was last. */
export interface Instrument {
  readonly kind: 'counter' | 'histogram' | 'gauge';
  /** In the form of UCUM, as OpenTelemetry writes it: `s`, `{commit}`. */
  readonly unit: string;
  readonly description: string;
}

/**
 * Everything that the kernel measures. Names that OpenTelemetry has settled are used as they are (`db.client.…`, `error.type`);
 * the others begin with `jiceng.`.
 *
 * @see OpenTelemetry semantic conventions for database client metrics
 */
export const instruments = {
  'jiceng.command.duration': {
    kind: 'histogram',
    unit: 's',
    description: 'Time from asking for a command to its outcome; the count of it counts the commands.',
  },
  'jiceng.command.retries': {
    kind: 'counter',
    unit: '{attempt}',
    description: 'Further attempts of commands that were overtaken by others.',
  },
  'db.client.operation.duration': { kind: 'histogram', unit: 's', description: 'Time of a commit or a read.' },
  'db.client.response.returned_rows': { kind: 'histogram', unit: '{row}', description: 'Rows that a read returned.' },
  'jiceng.store.conflicts': {
    kind: 'counter',
    unit: '{commit}',
    description: 'Commits that failed at a precondition, by table and reason.',
  },
  'jiceng.timer.firings': { kind: 'counter', unit: '{timer}', description: 'Timers fired and failed.' },
  'jiceng.policy.commands': { kind: 'counter', unit: '{command}', description: 'Commands of policies, by outcome.' },
  'jiceng.policy.parkings': { kind: 'counter', unit: '{stream}', description: 'Streams that policies stopped at.' },
  'jiceng.timer.due': { kind: 'gauge', unit: '{timer}', description: 'Timers due and not fired.' },
  'jiceng.timer.lag': { kind: 'gauge', unit: 's', description: 'How long the oldest timer that is due has waited.' },
  'jiceng.timer.parked': { kind: 'gauge', unit: '{timer}', description: 'Timers that wait for a person.' },
  'jiceng.policy.parked': { kind: 'gauge', unit: '{stream}', description: 'Streams that policies stand still at.' },
  'jiceng.feed.lag': { kind: 'gauge', unit: '{commit}', description: 'How far a reader is behind the feed.' },
  'jiceng.feed.intake': { kind: 'gauge', unit: '{commit}', description: 'Commits without a position.' },
  'jiceng.feed.intake_age': { kind: 'gauge', unit: 's', description: 'How long the oldest of them has waited.' },
  'jiceng.clock.skew': { kind: 'gauge', unit: 's', description: "The store's clock minus this machine's." },
  'jiceng.health.findings': { kind: 'gauge', unit: '{finding}', description: 'Findings of a diagnosis, by severity.' },
} as const satisfies Readonly<Record<string, Instrument>>;

export type InstrumentName = keyof typeof instruments;

/**
 * What tells measurements apart. Every value is a word that a programmer wrote: a code, a type of command, a table, the name of a
 * process, a reader or an engine. A tenant, a stream, a key, an actor or a text never is one.
 */
export type MeterAttributes = Readonly<
  Partial<
    Record<
      | 'db.system.name'
      | 'db.operation.name'
      | 'db.collection.name'
      | 'error.type'
      | 'jiceng.command'
      | 'jiceng.process'
      | 'jiceng.outcome'
      | 'jiceng.reason'
      | 'jiceng.reader'
      | 'jiceng.severity',
      string
    >
  >
>;

/** Where measurements go: to OpenTelemetry, to Prometheus, to a list in a test. Nothing is measured where there is none. */
export interface Meter {
  /** A clock for durations, in milliseconds from any beginning; it never goes back. */
  readonly nowMs: () => number;
  readonly record: (name: InstrumentName, value: number, attributes: MeterAttributes) => void;
}

/** What is only watched must not fail what is done: a meter or a log that throws is not heard. */
export function unheard(tell: () => void): void {
  try {
    tell();
  } catch {
    // Whoever watches the watchers does it outside.
  }
}
