import type { Instant } from '../plain/instant.ts';
import { clockAfter, rungPassed, type ClockRun } from './clock-run.ts';
import type { FieldValue } from './condition.ts';
import type { DefinedEvent } from './process-schemas.ts';
import type { ProcessDefinition } from './schemas.ts';

/** What a case of a defined process has come to. */
export interface DefinedState {
  /** The edition it runs under; absent before its first fact. */
  readonly edition?: string | undefined;
  readonly status: string;
  /** What was recorded last for each field. */
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly flags: readonly string[];
  /** What the facts have made of each clock that has started: the data that a deadline is computed from. */
  readonly clocks: Readonly<Record<string, ClockRun>>;
}

/** A case nobody has written to. */
export function stateAtStart({ start }: ProcessDefinition): DefinedState {
  return { status: start, fields: {}, flags: [], clocks: {} };
}

/** What a clock has come to; `undefined` while it never started. */
export function runOf({ clocks }: DefinedState, clock: string): ClockRun | undefined {
  return Object.hasOwn(clocks, clock) ? clocks[clock] : undefined;
}

/** The flags after a fact. One that both clears and sets a flag sets it. */
function flagsAfter({ flags = [] }: ProcessDefinition, before: readonly string[], fact: string): readonly string[] {
  const cleared = new Set(flags.filter(({ clearedOn = [] }) => clearedOn.includes(fact)).map(({ flag }) => flag));
  const set = flags.filter(({ setOn }) => setOn.includes(fact)).map(({ flag }) => flag);
  return [...new Set([...before.filter((flag) => !cleared.has(flag)), ...set])];
}

function clocksAfter(
  { clocks = [] }: ProcessDefinition,
  state: DefinedState,
  { type, rung }: DefinedEvent,
  at: Instant,
): DefinedState['clocks'] {
  return Object.fromEntries(
    clocks.flatMap((clock) => {
      const before = runOf(state, clock.clock);
      const own = rung?.clock === clock.clock && before !== undefined ? rungPassed(before) : before;
      const run = clockAfter(clock, own, type, at);
      return run === undefined ? [] : [[clock.clock, run] as const];
    }),
  );
}

/**
 * The case after a fact. Where it stands is read from the fact, never from the steps: a definition that changes later does not
 * move old cases. Flags and clocks follow the definition, under which a case of another edition only comes if it is named in `continues`.
 */
export function stateAfter(
  definition: ProcessDefinition,
  state: DefinedState,
  event: DefinedEvent,
  at: Instant,
): DefinedState {
  return {
    edition: event.edition,
    status: event.status,
    fields: { ...state.fields, ...event.fields },
    flags: flagsAfter(definition, state.flags, event.type),
    clocks: clocksAfter(definition, state, event, at),
  };
}
