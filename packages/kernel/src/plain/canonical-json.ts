import type { JicengError } from './jiceng-error.ts';
import { plainError } from './plain-errors.ts';

/** Levels of nesting that are read and written: deeper ones, and rings, are refused before they break the stack. */
export const nestingMax = 1000;

/** Names no path: it would be a thousand steps long. */
export function nestedTooDeep(): JicengError<'JSON_NOT_CANONICAL'> {
  return plainError('JSON_NOT_CANONICAL', { path: '$', problem: `nested more than ${nestingMax} deep` });
}

/** What differs between the texts we digest. */
interface Rules {
  /** Integers beyond 2^53: another reader may see another number. */
  readonly refuseUnsafeIntegers: boolean;
  /** Amounts: as decimal text, or not at all. */
  readonly writeBigints: boolean;
}

/** What cannot be written; where it stands is looked for only when it happens. */
class Unwritable extends Error {
  readonly problem: string;
  constructor(problem: string) {
    super(problem);
    this.problem = problem;
  }
}

/** Most text needs no escape: no quote, backslash, control character or surrogate. */
const plainText = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

function quote(text: string): string {
  if (plainText.test(text)) return `"${text}"`;
  // Half of a surrogate pair: no text of any other language can hold it, so it is refused instead of mended.
  if (!text.isWellFormed()) throw new Unwritable('lone surrogate');
  return JSON.stringify(text);
}

function writeNumber(value: number, rules: Rules): string {
  if (!Number.isFinite(value)) throw new Unwritable(String(value));
  if (rules.refuseUnsafeIntegers && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw new Unwritable('integer beyond 2^53');
  }
  return JSON.stringify(value);
}

function isPlain(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** A prototype that is bare, or whose `constructor` is no function, has no name to show. */
function classNameOf(value: object): string {
  const maker: unknown = value.constructor;
  return typeof maker === 'function' && maker !== Object ? maker.name : 'object with a prototype of its own';
}

function writeObject(value: object, rules: Rules, depth: number): string {
  if (depth === nestingMax) throw new Unwritable(`nested more than ${nestingMax} deep`);
  if (Array.isArray(value)) {
    // By index, not by map: a hole becomes undefined and is refused like one.
    let text = '[';
    for (let at = 0; at < value.length; at++) text += (at === 0 ? '' : ',') + write(value[at], rules, depth + 1);
    return `${text}]`;
  }
  if (!isPlain(value)) throw new Unwritable(classNameOf(value));
  let text = '{';
  // RFC 8785 §3.2.3 sorts names by UTF-16 code units, which is what sort() compares.
  for (const name of Object.keys(value).toSorted()) {
    const member = value[name];
    if (member !== undefined) text += `${text === '{' ? '' : ','}${quote(name)}:${write(member, rules, depth + 1)}`;
  }
  return `${text}}`;
}

function write(value: unknown, rules: Rules, depth: number): string {
  switch (typeof value) {
    case 'string':
      return quote(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      return writeNumber(value, rules);
    case 'bigint':
      if (rules.writeBigints) return `"${value}"`;
      throw new Unwritable('bigint');
    case 'object':
      return value === null ? 'null' : writeObject(value, rules, depth);
    case 'function':
    case 'symbol':
    case 'undefined':
      break;
  }
  throw new Unwritable(typeof value);
}

/** The path to the innermost value that cannot be written: the first one in the order in which `write` meets them. */
function locate(value: unknown, rules: Rules, path: string): string {
  if (typeof value !== 'object' || value === null) return path;
  if (!Array.isArray(value) && !isPlain(value)) return path;
  const members: readonly (readonly [step: string, name: string, member: unknown])[] = Array.isArray(value)
    ? Array.from(value, (item: unknown, at) => [`${path}[${at}]`, '', item] as const)
    : Object.keys(value)
        .toSorted()
        .filter((name) => value[name] !== undefined)
        .map((name) => [`${path}.${name}`, name, value[name]] as const);
  for (const [step, name, member] of members) {
    if (!name.isWellFormed()) return path;
    try {
      write(member, rules, 0);
    } catch {
      return locate(member, rules, step);
    }
  }
  return path;
}

function writeOrRefuse(value: unknown, rules: Rules): string {
  try {
    return write(value, rules, 0);
  } catch (error) {
    if (!(error instanceof Unwritable)) throw error;
    const path = error.problem.startsWith('nested') ? '$' : locate(value, rules, '$');
    throw plainError('JSON_NOT_CANONICAL', { path, problem: error.problem });
  }
}

/**
 * The one text that stands for a value: names sorted, no white space, numbers as ECMAScript prints them. A member that is
 * `undefined` counts as absent.
 *
 * @throws JicengError `JSON_NOT_CANONICAL` for what JSON cannot carry: NaN, Infinity, bigint, undefined in an array, lone
 * surrogates, Date, Map and other classes, and what is nested more than 1,000 deep. The error names the path.
 * @see RFC 8785, JSON Canonicalization Scheme
 */
export function canonicalJson(value: unknown): string {
  return writeOrRefuse(value, { refuseUnsafeIntegers: false, writeBigints: false });
}

/**
 * As `canonicalJson`, and refuses integers beyond 2^53: what goes into the record must come back as it was, in any language.
 *
 * @throws JicengError `JSON_NOT_CANONICAL` also for an integer that a double cannot hold exactly.
 */
export function recordJson(value: unknown): string {
  return writeOrRefuse(value, { refuseUnsafeIntegers: true, writeBigints: false });
}

/** As `recordJson`, with amounts (bigint) as decimal text: what a request's digest covers.
 * @throws JicengError `JSON_NOT_CANONICAL` as `recordJson` does. */
export function requestJson(value: unknown): string {
  return writeOrRefuse(value, { refuseUnsafeIntegers: true, writeBigints: true });
}
