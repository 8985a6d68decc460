import { isWellFormed } from './canonical-json.ts';
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

function refuseLoneSurrogates(value: Json, path: string): void {
  if (typeof value === 'string') {
    if (!isWellFormed(value)) throw plainError('JSON_NOT_CANONICAL', { path, problem: 'lone surrogate' });
  } else if (Array.isArray(value)) {
    value.forEach((item: Json, index) => refuseLoneSurrogates(item, `${path}[${index}]`));
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) {
      refuseLoneSurrogates(name, path);
      refuseLoneSurrogates(item, `${path}.${name}`);
    }
  }
}

/**
 * Reads JSON as I-JSON wants it: what two readers could understand differently is refused.
 *
 * @throws JicengError `JSON_INVALID` when the text is not JSON.
 * @throws JicengError `JSON_DUPLICATE_NAME` when an object names a member twice.
 * @throws JicengError `JSON_NOT_CANONICAL` when a string holds half a surrogate pair.
 * @see RFC 7493, The I-JSON Message Format
 */
export function parseJson(text: string): Json {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (cause) {
    const offset = /position (\d+)/.exec(String(cause))?.[1];
    throw plainError('JSON_INVALID', { offset: Number(offset ?? text.length) }, { cause });
  }
  refuseDuplicateNames(text);
  refuseLoneSurrogates(value, '$');
  return value;
}
