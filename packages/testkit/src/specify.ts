import {
  canonicalJson,
  isJicengError,
  recordJson,
  type Actor,
  type DecideContext,
  type Decider,
  type Details,
  type Instant,
  type Timer,
} from '@jiceng/kernel';
import { testkitError } from './errors.ts';

/** What came of a command. Each question throws a readable error when the answer is another one. */
export interface Consequence<State, Event> {
  /** Exactly these facts, in this order. */
  readonly thenRecorded: (...facts: readonly Event[]) => void;
  /** A refusal with this code, whether of the kind of act or of its content; details only as far as they are named. */
  readonly thenRefused: (code: string, details?: Details) => void;
  /** The state after the facts of the command. */
  readonly thenState: (state: State) => void;
  /** What the stream waits for after the command, in any order. */
  readonly thenTimers: (...timers: readonly Timer[]) => void;
}

/** A past to act upon. */
export interface Given<State, Command, Event> {
  /** More facts, which happened at another time. */
  readonly and: (facts: readonly Event[], occurredAt?: Instant) => Given<State, Command, Event>;
  /**
   * One command on top of what was given; `context` changes who asks, when, and what else is known.
   *
   * @throws JicengError `JSON_NOT_CANONICAL` when no record could hold the facts that the command makes.
   */
  readonly when: (command: Command, context?: Partial<DecideContext>) => Consequence<State, Event>;
}

/** Where everything happens unless a step says otherwise. */
export interface Setting {
  readonly now: Instant;
  readonly actor?: Actor;
  readonly purpose?: string;
  readonly facts?: Readonly<Record<string, unknown>>;
}

interface Refused {
  readonly code: string;
  readonly details: Details;
}
type Result<State, Event> =
  | { readonly events: readonly Event[]; readonly state: State }
  | { readonly refusals: readonly Refused[] };

const said = ({ code, details }: Refused): string => `${code} ${canonicalJson(details)}`;

/**
 * A decider that writes into what it was given would pass here and fail in production, where the state is shared. What is frozen
 * already is gone through as well: it may be so on its surface only.
 */
function freeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const member of Object.values(value)) freeze(member);
  }
  return value;
}

/** Does it say at least what is wanted? */
function holds(actual: Details, wanted: Details): boolean {
  return Object.entries(wanted).every(([name, value]) => canonicalJson(actual[name] ?? null) === canonicalJson(value));
}

/**
 * Tests a decider in sentences: given facts, when a command comes, then facts or a refusal. Needs no test framework.
 *
 * @example
 * const supplement = specify(supplementDecider, { now: '2026-03-02T01:30:00.000Z' });
 * supplement.given([{ type: 'SupplementNoticeGiven', materials: ['户口簿', '照片'] }])
 *   .when({ type: 'receiveSupplement', materials: ['户口簿'] })
 *   .thenRefused('SUPPLEMENT_INCOMPLETE', { missing: ['照片'] });
 */
export function specify<State, Command extends { readonly type: string }, Event extends { readonly type: string }>(
  decider: Decider<State, Command, Event>,
  setting: Setting,
): { readonly given: (facts: readonly Event[], occurredAt?: Instant) => Given<State, Command, Event> } {
  const usual: DecideContext = {
    now: setting.now,
    actor: setting.actor ?? { id: 'tester', roles: [] },
    purpose: setting.purpose ?? 'test',
    facts: setting.facts ?? {},
  };

  const fold = (before: State, facts: readonly Event[], occurredAt: Instant): State =>
    facts.reduce((state, fact) => freeze(decider.evolve(state, freeze(fact), occurredAt)), before);

  const act = (before: State, command: Command, context: DecideContext): Result<State, Event> => {
    const reasons = decider.refuse(command.type, before, context);
    if (reasons.length > 0) return { refusals: reasons };
    let events: readonly Event[];
    try {
      events = decider.decide(freeze(command), before, context);
    } catch (error) {
      if (!isJicengError(error)) throw error;
      return { refusals: [error, ...error.reasons] };
    }
    // What the record cannot hold is no refusal, and neither is an error of `evolve`: both are faults of the decider.
    recordJson(events);
    return { events, state: fold(before, events, context.now) };
  };

  const consequence = (result: Result<State, Event>): Consequence<State, Event> => {
    const accepted = () => {
      if ('events' in result) return result;
      throw testkitError('TESTKIT_REFUSED', { actual: result.refusals.map(said) });
    };
    return {
      thenRecorded: (...facts) => {
        const { events } = accepted();
        // As they would be stored: a member that is undefined is no member.
        const [expected, actual] = [canonicalJson(facts), canonicalJson(events)];
        if (expected !== actual) throw testkitError('TESTKIT_OTHER_FACTS', { expected, actual });
      },
      thenRefused: (code, details = {}) => {
        if ('events' in result) {
          throw testkitError('TESTKIT_NOT_REFUSED', { expected: code, actual: canonicalJson(result.events) });
        }
        const { refusals } = result;
        if (refusals.some((refusal) => refusal.code === code && holds(refusal.details, details))) return;
        throw testkitError('TESTKIT_OTHER_REFUSAL', { expected: said({ code, details }), actual: refusals.map(said) });
      },
      thenState: (state) => {
        const [expected, actual] = [canonicalJson(state), canonicalJson(accepted().state)];
        if (expected !== actual) throw testkitError('TESTKIT_OTHER_STATE', { expected, actual });
      },
      thenTimers: (...timers) => {
        const sorted = (some: readonly Timer[]) =>
          canonicalJson(some.map(({ name, dueAt }) => `${dueAt} ${name}`).toSorted());
        const [expected, actual] = [sorted(timers), sorted(decider.timers?.(accepted().state) ?? [])];
        if (expected !== actual) throw testkitError('TESTKIT_OTHER_TIMERS', { expected, actual });
      },
    };
  };

  const given = (state: State): Given<State, Command, Event> => ({
    and: (facts, occurredAt = setting.now) => given(fold(state, facts, occurredAt)),
    when: (command, context) => consequence(act(state, command, { ...usual, ...context })),
  });
  return { given: (facts, occurredAt) => given(freeze(decider.initialState)).and(facts, occurredAt) };
}
