import { inspect } from 'node:util';
import * as z from 'zod';

/** What the command hands to the thread that runs the cases; `from` is the first case to run, those before it have run. */
export const CaseOrder = z.strictObject({
  suiteUrl: z.string(),
  path: z.string(),
  kinds: z.array(z.string()).readonly().optional(),
  from: z.int().nonnegative(),
});
export type CaseOrder = Readonly<z.infer<typeof CaseOrder>>;

export interface ListedCase {
  readonly id: string;
  readonly kind: string;
}

/** What the thread reports. Values travel as text, since a function or a class would not survive the journey. */
export type CaseMessage =
  | { readonly type: 'listed'; readonly asked: readonly ListedCase[]; readonly notAskedFor: number }
  | { readonly type: 'unreadable'; readonly why: string }
  | { readonly type: 'started'; readonly index: number }
  | { readonly type: 'passed'; readonly index: number }
  | { readonly type: 'failed'; readonly index: number; readonly expected: string; readonly actual: string }
  | { readonly type: 'finished' };

/** A value as text for people: whole enough to see the difference, short enough for a terminal. */
export function printable(value: unknown): string {
  if (typeof value === 'string') return value.length > 2000 ? `${value.slice(0, 2000)}…` : value;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  return inspect(value, { depth: 8, breakLength: 110, maxStringLength: 600, maxArrayLength: 60 });
}
