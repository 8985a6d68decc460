import { plainError } from './plain-errors.ts';

/** Half of a surrogate pair: no text of any other language can hold it, so it is refused instead of mended. */
const loneSurrogate = /\p{Surrogate}/u;

export function isWellFormed(text: string): boolean {
  return !loneSurrogate.test(text);
}

function quote(text: string, path: string): string {
  if (!isWellFormed(text)) throw plainError('JSON_NOT_CANONICAL', { path, problem: 'lone surrogate' });
  return JSON.stringify(text);
}

function write(value: unknown, path: string, exactIntegers: boolean): string {
  switch (typeof value) {
    case 'string':
      return quote(value, path);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      if (!Number.isFinite(value)) throw plainError('JSON_NOT_CANONICAL', { path, problem: String(value) });
      if (exactIntegers && Number.isInteger(value) && !Number.isSafeInteger(value)) {
        throw plainError('JSON_NOT_CANONICAL', { path, problem: 'integer beyond 2^53' });
      }
      return JSON.stringify(value);
    case 'object':
      break;
    case 'bigint':
    case 'function':
    case 'symbol':
    case 'undefined':
      throw plainError('JSON_NOT_CANONICAL', { path, problem: typeof value });
  }
  if (value === null) return 'null';
  if (Array.isArray(value)) {
    // Array.from: a hole becomes undefined and is refused like one.
    return `[${Array.from(value, (item: unknown, index) => write(item, `${path}[${index}]`, exactIntegers)).join(',')}]`;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw plainError('JSON_NOT_CANONICAL', { path, problem: value.constructor.name });
  }
  // RFC 8785 §3.2.3 sorts names by UTF-16 code units, which is what sort() compares.
  const members = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, item]) => `${quote(name, path)}:${write(item, `${path}.${name}`, exactIntegers)}`);
  return `{${members.join(',')}}`;
}

/**
 * The one text that stands for a value: names sorted, no white space, numbers as ECMAScript prints them. A member that is
 * `undefined` counts as absent.
 *
 * @throws JicengError `JSON_NOT_CANONICAL` for what JSON cannot carry: NaN, Infinity, bigint, undefined in an array, lone
 * surrogates, Date, Map and other classes. The error names the path.
 * @see RFC 8785, JSON Canonicalization Scheme
 */
export function canonicalJson(value: unknown): string {
  return write(value, '$', false);
}

/**
 * As `canonicalJson`, and refuses integers beyond 2^53: what goes into the record must come back as it was, in any language.
 *
 * @throws JicengError `JSON_NOT_CANONICAL` also for an integer that a double cannot hold exactly.
 */
export function recordJson(value: unknown): string {
  return write(value, '$', true);
}
