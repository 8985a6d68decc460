import type * as z from 'zod';
import type { Instant } from '../plain/instant.ts';
import type { Reason } from '../plain/jiceng-error.ts';
import type { Actor } from '../plain/refs.ts';

/** What a decision may know besides the state: when, who, what for, and what other packages answered. */
export interface DecideContext {
  readonly now: Instant;
  readonly actor: Actor;
  readonly purpose: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Something a stream waits for: a name of its own choosing and the moment it is due. */
export interface Timer {
  readonly name: string;
  readonly dueAt: Instant;
}

/**
 * The rules of one kind of case, pure and synchronous: `refuse` judges the kind of act, `decide` its content,
 * `evolve` remembers. State is JSON: it is stored beside the facts as a cache of their fold.
 */
export interface Decider<State, Command extends { readonly type: string }, Event extends { readonly type: string }> {
  readonly initialState: State;
  readonly commands: readonly Command['type'][];
  /** Why this kind of act is not possible now; empty when it is. The first question is the lifecycle. */
  readonly refuse: (type: Command['type'], state: State, context: DecideContext) => readonly Reason[];
  /** What the command makes happen. Throws a `JicengError` when its content is not acceptable. */
  readonly decide: (command: Command, state: State, context: DecideContext) => readonly Event[];
  /** The state after a fact that happened at `occurredAt`. Never refuses: a fact recorded under an older law must still fold. */
  readonly evolve: (state: State, event: Event, occurredAt: Instant) => State;
  /** What the stream waits for in this state. */
  readonly timers?: (state: State) => readonly Timer[];
}

/** Brings the body of an older fact to today's schema: `from` is the version it was written in. */
export type Upcast = (type: string, body: unknown, from: number) => unknown;

/** A decider with what is needed to store it: its name, its schemas, and the version of its facts. */
export interface Process<State, Command extends { readonly type: string }, Event extends { readonly type: string }> {
  readonly decider: Decider<State, Command, Event>;
  /** Name and edition of `evolve`, for example `incident/1`: a head folded under another name is folded anew. */
  readonly fold: string;
  readonly commandSchema: z.ZodType<Command>;
  readonly eventSchema: z.ZodType<Event>;
  /** Version of the facts' schema, by default 1. Facts of a later one are refused, never guessed at. */
  readonly schemaVersion?: number;
  readonly upcast?: Upcast;
}
