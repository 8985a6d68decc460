import { fc, it } from '@fast-check/vitest';
import { expect } from 'vitest';
import { isJicengError, parseJson } from '../plain.ts';

const spaced = fc
  .tuple(fc.jsonValue({ stringUnit: 'grapheme', maxDepth: 4 }), fc.constantFrom(undefined, 1, '\t'))
  .map(([value, indent]) => JSON.stringify(value, undefined, indent));

function offsetOf(text: string): number {
  try {
    parseJson(text);
  } catch (error) {
    if (isJicengError(error, 'JSON_INVALID')) return Number(error.details['offset']);
    throw error;
  }
  return -1;
}

it.prop([spaced])('whatever JSON.parse reads without loss is read the same', (text) => {
  expect(parseJson(text)).toEqual(JSON.parse(text));
});

/** What may have been read of one token when the wrong character comes: part of a word, of a number, of an escape. */
const beginningOfToken = /^(?:t|tr|tru|f|fa|fal|fals|n|nu|nul|-|\.|[eE][+-]?|\\|\\u[\da-fA-F]{0,3})?$/;

it.prop([spaced, fc.nat()])(
  'a control character is found where it was put, or at the token it broke',
  (text, place) => {
    const at = place % (text.length + 1);
    const offset = offsetOf(`${text.slice(0, at)}\u0001${text.slice(at)}`);
    expect(offset).toBeLessThanOrEqual(at);
    expect(text.slice(offset, at)).toMatch(beginningOfToken);
  },
);

it.prop([spaced, fc.nat()])('text that is cut off breaks at its end, or at the token that was cut', (text, place) => {
  const whole = `[${text}]`;
  const cut = whole.slice(0, place % whole.length);
  expect(cut.slice(offsetOf(cut))).toMatch(beginningOfToken);
});

it.prop([fc.string({ unit: 'binary' })])('any text is read or refused with a code', (text) => {
  const offset = offsetOf(text);
  expect(offset).toBeLessThanOrEqual(text.length);
});

it.prop([fc.array(fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"b"', '1', 'null', ' '))])(
  'tokens in any order are refused exactly when JSON.parse or a repeated name refuses them',
  (tokens) => {
    const text = tokens.join('');
    let value: unknown;
    let readable = true;
    try {
      value = JSON.parse(text);
    } catch {
      readable = false;
    }
    try {
      expect(parseJson(text)).toEqual(value);
      expect(readable).toBe(true);
    } catch (error) {
      if (!isJicengError(error)) throw error;
      expect(error.code).toBe(readable ? 'JSON_DUPLICATE_NAME' : 'JSON_INVALID');
    }
  },
);
