import { fc, it } from '@fast-check/vitest';
import { expect } from 'vitest';
import { countBy, groupBy, largest } from './index.ts';

const key = fc.option(fc.constantFrom('环境卫生', '物业', '噪音', '𠮷', 'Ａ', '', 'z'), { nil: undefined });
const rowsTwice = fc
  .array(key)
  .chain((rows) =>
    fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length })),
  );
const classification = fc.uniqueArray(fc.constantFrom('物业', '噪音', '停水'));

it.prop([rowsTwice, classification, fc.constantFrom('count', 'key')])(
  'the order of the rows changes nothing',
  ([rows, shuffled], keys, order) => {
    expect(countBy(shuffled, (row) => row, { keys, order })).toEqual(countBy(rows, (row) => row, { keys, order }));
  },
);

it.prop([fc.array(key), classification])('every row is counted exactly once', (rows, keys) => {
  const { n, missing, counts } = countBy(rows, (row) => row, { keys });
  expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(n);
  expect(n + missing).toBe(rows.length);
});

it.prop([fc.array(key), classification])('groups hold the rows that are counted', (rows, keys) => {
  const { groups, missing } = groupBy(rows, (row) => row, { keys });
  const { counts, missing: withoutKey } = countBy(rows, (row) => row, { keys, order: 'key' });
  expect(groups.map((group) => ({ key: group.key, count: group.rows.length }))).toEqual(counts);
  expect(missing).toHaveLength(withoutKey);
});

it.prop([fc.array(key), fc.nat(8)])('nothing left out is larger than what is given', (rows, size) => {
  const { counts } = countBy(rows, (row) => row);
  const top = largest(counts, size);
  const smallest = top.at(-1)?.count ?? Infinity;
  const rest = counts.filter((count) => !top.includes(count));
  expect(rest.every(({ count }) => count <= smallest)).toBe(true);
  expect(top).toHaveLength(Math.min(size, counts.length));
});
