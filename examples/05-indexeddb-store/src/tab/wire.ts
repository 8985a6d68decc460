import { isJicengError, JicengError, locales, type Words } from '@jiceng/kernel';
import * as z from 'zod';

// What passes between a test and a tab is JSON; integers, bytes and what is absent on purpose need words of their own.

const tags = { integer: '$integer', bytes: '$bytes', absent: '$absent' } as const;

function tagged(value: unknown): unknown {
  if (typeof value === 'bigint') return { [tags.integer]: value.toString() };
  if (value === undefined) return { [tags.absent]: true };
  if (value instanceof Uint8Array) return { [tags.bytes]: [...value] };
  if (Array.isArray(value)) return value.map(tagged);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, tagged(member)]));
}

const Integer = z.strictObject({ [tags.integer]: z.string() });
const Bytes = z.strictObject({ [tags.bytes]: z.array(z.number()) });
const Absent = z.strictObject({ [tags.absent]: z.literal(true) });

function untagged(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(untagged);
  if (typeof value !== 'object' || value === null) return value;
  const [integer, bytes] = [Integer.safeParse(value), Bytes.safeParse(value)];
  if (integer.success) return BigInt(integer.data[tags.integer]);
  if (bytes.success) return Uint8Array.from(bytes.data[tags.bytes]);
  if (Absent.safeParse(value).success) return undefined;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, untagged(member)]));
}

export const toWire = (value: unknown): string => JSON.stringify(tagged(value));
export const fromWire = (text: string): unknown => untagged(JSON.parse(text));

const Details = z.record(z.string(), z.json());
const Said = z.object({ code: z.string(), details: Details, words: z.custom<Words>(isWords) });
const Answer = z.union([
  z.object({ ok: z.literal(true), value: z.unknown().optional() }),
  z.object({ ok: z.literal(false), refusal: Said.optional(), problem: z.string() }),
]);

function isWords(value: unknown): boolean {
  return typeof value === 'object' && value !== null && locales.every((locale) => locale in value);
}

/** What a call came to, as one text: its answer, or its error with code and words. */
export async function answerText(call: () => Promise<unknown>): Promise<string> {
  try {
    return toWire({ ok: true, value: await call() });
  } catch (error) {
    const problem = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return toWire({ ok: false, problem, ...(isJicengError(error) ? { refusal: error.toJSON() } : {}) });
  }
}

/** The answer in such a text; throws the error in it. */
export function answerIn(text: unknown): unknown {
  const answer = Answer.parse(fromWire(z.string().parse(text)));
  if (answer.ok) return answer.value;
  throw answer.refusal === undefined ? new Error(answer.problem) : new JicengError(answer.refusal);
}
