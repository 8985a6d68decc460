import { nestedTooDeep, nestingMax } from './canonical-json.ts';
import { jsonFaultOffset } from './json-fault.ts';
import type { Json } from './json.ts';
import { plainError } from './plain-errors.ts';

/** A name seen twice, found by walking the text: JSON.parse keeps the last one and says nothing. */
function refuseDuplicateNames(text: string): void {
  const open: (Set<string> | undefined)[] = [];
  let expectName = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '{') {
      open.push(new Set());
      expectName = true;
    } else if (char === '[') {
      open.push(undefined);
      expectName = false;
    } else if (char === '}' || char === ']') {
      open.pop();
      expectName = false;
    } else if (char === ',') {
      expectName = open.at(-1) !== undefined;
    } else if (char === '"') {
      const start = at;
      for (at++; text[at] !== '"'; at++) if (text[at] === '\\') at++;
      const names = open.at(-1);
      if (expectName && names !== undefined) {
        const name = String(JSON.parse(text.slice(start, at + 1)));
        if (names.has(name)) throw plainError('JSON_DUPLICATE_NAME', { name });
        names.add(name);
        expectName = false;
      }
    }
  }
}

function refuseWhatChanges(value: Json, path: string, depth: number): void {
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw plainError('JSON_NOT_CANONICAL', { path, problem: 'lone surrogate' });
  } else if (typeof value === 'number') {
    // 1e400 is a number in the text and Infinity here.
    if (!Number.isFinite(value)) throw plainError('JSON_NOT_CANONICAL', { path, problem: String(value) });
  } else if (typeof value === 'object' && value !== null) {
    if (depth === nestingMax) throw nestedTooDeep();
    if (Array.isArray(value)) {
      value.forEach((item: Json, index) => refuseWhatChanges(item, `${path}[${index}]`, depth + 1));
    } else {
      for (const [name, item] of Object.entries(value)) {
        refuseWhatChanges(name, path, depth);
        refuseWhatChanges(item, `${path}.${name}`, depth + 1);
      }
    }
  }
}

/**
 * Reads JSON as I-JSON wants it: what two readers could understand differently is refused.
 *
 * @throws JicengError `JSON_INVALID` when the text is not JSON.
 * @throws JicengError `JSON_DUPLICATE_NAME` when an object names a member twice.
 * @throws JicengError `JSON_NOT_CANONICAL` when a string holds half a surrogate pair, a number is too large for a double, or
 * the nesting passes 1,000 levels.
 * @see RFC 7493, The I-JSON Message Format
 */
export function parseJson(text: string): Json {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (cause) {
    throw plainError('JSON_INVALID', { offset: jsonFaultOffset(text) }, { cause });
  }
  refuseDuplicateNames(text);
  refuseWhatChanges(value, '$', 0);
  return value;
}
