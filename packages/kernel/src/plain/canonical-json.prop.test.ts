import { fc, it } from '@fast-check/vitest';
import { expect } from 'vitest';
import { canonicalJson, parseJson, recordJson } from '../plain.ts';

const json = fc.jsonValue({ stringUnit: 'binary', maxDepth: 5 });

/** The same value with the members of every object in another order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, item]) => [name, reversed(item)] as const);
  return Object.fromEntries(members.toReversed());
}

it.prop([json])('the canonical text of its own reading is itself', (value) => {
  const text = canonicalJson(value);
  expect(canonicalJson(JSON.parse(text))).toBe(text);
  expect(canonicalJson(parseJson(text))).toBe(text);
});

it.prop([json])('the canonical text says what plain JSON says', (value) => {
  expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
});

it.prop([json])('the order of members changes nothing', (value) => {
  expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
});

it.prop([json, json])('two values have one text exactly when they are equal', (a, b) => {
  const same = canonicalJson(a) === canonicalJson(b);
  expect(JSON.stringify(JSON.parse(canonicalJson(a))) === JSON.stringify(JSON.parse(canonicalJson(b)))).toBe(same);
});

it.prop([fc.dictionary(fc.string({ unit: 'binary' }), fc.integer())])(
  'names come in the order of UTF-16 code units',
  (value) => {
    const names = [...canonicalJson(value).matchAll(/"((?:[^"\\]|\\.)*)":/g)].map(([, name]) =>
      String(JSON.parse(`"${name}"`)),
    );
    expect(names).toEqual(Object.keys(value).toSorted());
  },
);

it.prop([fc.jsonValue({ maxDepth: 3 })])('what goes into the record comes back', (value) => {
  const numbers = JSON.stringify(value).match(/-?\d[\d.eE+-]*/g) ?? [];
  fc.pre(numbers.every((text) => !Number.isInteger(Number(text)) || Number.isSafeInteger(Number(text))));
  expect(parseJson(recordJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
});
