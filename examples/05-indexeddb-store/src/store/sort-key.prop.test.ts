import { compareKeys, type Key, type Value } from '@jiceng/kernel';
import { fc, test } from '@fast-check/vitest';
import { IDBFactory } from 'fake-indexeddb';
import { describe, expect } from 'vitest';
import { sortableKey, spanOf } from './sort-key.ts';

const factory = new IDBFactory();
const cmp = (a: unknown, b: unknown): number => factory.cmp(a, b);

const text = fc.string({ unit: 'grapheme', maxLength: 4 }).filter((one) => one.isWellFormed() && !one.includes('\0'));
const nearBorders = fc.constantFrom(
  'ａ',
  '𠮷',
  '😀',
  '\u{10ffff}',
  '\uffff',
  '\ue000',
  '\u007f',
  '\u0080',
  'a',
  'ab',
  '',
);
const integer = fc.oneof(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.constantFrom(-1n, 0n, 1n));
const bytes = fc.uint8Array({ maxLength: 3 });

/** Keys of one table: as many columns, of the same types. */
const keys = (length: number): fc.Arbitrary<readonly [Key, Key]> =>
  fc
    .array(fc.constantFrom<'text' | 'integer' | 'bytes'>('text', 'integer', 'bytes'), {
      minLength: length,
      maxLength: length,
    })
    .chain((types) => {
      const key = fc.tuple(
        ...types.map((type): fc.Arbitrary<Value> => {
          if (type === 'text') return fc.oneof(text, nearBorders);
          return type === 'integer' ? integer : bytes;
        }),
      );
      return fc.tuple(key, key);
    });

const startsWith = (key: Key, start: Key): boolean => start.length <= key.length && compareKeys(key, start) === 0;

describe('sortable keys', () => {
  test.prop([keys(3)])('stand in IndexedDB in the order in which every store has them', ([a, b]) => {
    expect(Math.sign(cmp(sortableKey(a), sortableKey(b)))).toBe(Math.sign(compareKeys(a, b)));
  });

  test.prop([keys(3), fc.integer({ min: 0, max: 2 }), fc.integer({ min: 1, max: 3 }), fc.boolean(), fc.boolean()])(
    'lie in a span exactly when they begin with the prefix and are within its bounds',
    ([key, other], prefixLength, boundLength, takesAfter, takesBefore) => {
      const prefix = other.slice(0, prefixLength);
      const bound = other.slice(prefixLength, prefixLength + boundLength);
      const [after, before] = [takesAfter ? bound : undefined, takesBefore ? bound : undefined];
      const { lower, upper } = spanOf({ prefix, ...(after ? { after } : {}), ...(before ? { before } : {}) });
      const own = sortableKey(key);
      const rest = key.slice(prefixLength);
      const meant =
        startsWith(key, prefix) &&
        (after === undefined || compareKeys(rest, after) > 0) &&
        (before === undefined || compareKeys(rest, before) < 0);
      expect(cmp(own, lower) >= 0 && cmp(own, upper) < 0).toBe(meant);
    },
  );
});
