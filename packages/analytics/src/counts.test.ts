import { describe, expect, it } from 'vitest';
import { countBy, groupBy, largest } from './index.ts';

const tickets = [
  { id: 1, kind: '物业' },
  { id: 2, kind: '环境卫生' },
  { id: 3, kind: '噪音' },
  { id: 4, kind: '环境卫生' },
  { id: 5, kind: undefined },
  { id: 6, kind: '物业' },
];
const kindOf = (ticket: { readonly kind: string | undefined }) => ticket.kind;

describe('countBy', () => {
  it('puts the largest count first and equal counts by key', () => {
    expect(countBy(tickets, kindOf)).toEqual({
      n: 5,
      missing: 1,
      counts: [
        { key: '物业', count: 2 },
        { key: '环境卫生', count: 2 },
        { key: '噪音', count: 1 },
      ],
    });
  });

  it('orders by key when asked, by code point and not by UTF-16', () => {
    const { counts } = countBy(['𠮷', 'Ａ', 'a', 'Z'], (text) => text, { order: 'key' });
    expect(counts.map(({ key }) => key)).toEqual(['Z', 'a', 'Ａ', '𠮷']);
  });

  it('keeps the order of a classification, shows its empty classes, and drops no other key', () => {
    const { counts, n } = countBy(tickets, kindOf, { keys: ['噪音', '停水', '环境卫生'] });
    expect(counts).toEqual([
      { key: '噪音', count: 1 },
      { key: '停水', count: 0 },
      { key: '环境卫生', count: 2 },
      { key: '物业', count: 2 },
    ]);
    expect(n).toBe(5);
  });

  it('counts nothing as nothing', () => {
    expect(countBy([], kindOf)).toEqual({ n: 0, missing: 0, counts: [] });
  });

  it('takes any iterable, and keys that objects have of their own', () => {
    const rows = new Set(['toString', '__proto__', '']);
    expect(countBy(rows, (text) => text, { order: 'key' }).counts).toEqual([
      { key: '', count: 1 },
      { key: '__proto__', count: 1 },
      { key: 'toString', count: 1 },
    ]);
  });

  it('refuses a classification that names a class twice', () => {
    const repeated: unknown = expect.objectContaining({ code: 'ANALYTICS_KEY_REPEATED', details: { key: '噪音' } });
    expect(() => countBy(tickets, kindOf, { keys: ['噪音', '物业', '噪音'] })).toThrow(repeated);
    expect(() => groupBy(tickets, kindOf, { keys: ['噪音', '物业', '噪音'] })).toThrow(repeated);
  });
});

describe('groupBy', () => {
  it('gives the rows of each key, and those without one', () => {
    const { groups, missing } = groupBy(tickets, kindOf, { keys: ['停水'] });
    expect(groups.map(({ key, rows }) => [key, rows.map(({ id }) => id)])).toEqual([
      ['停水', []],
      ['噪音', [3]],
      ['物业', [1, 6]],
      ['环境卫生', [2, 4]],
    ]);
    expect(missing.map(({ id }) => id)).toEqual([5]);
  });
});

describe('largest', () => {
  const counts = [
    { key: 'b', count: 3 },
    { key: 'c', count: 9 },
    { key: 'a', count: 3 },
    { key: 'd', count: 0 },
  ];

  it('gives the largest first, equal ones by key', () => {
    expect(largest(counts, 3).map(({ key }) => key)).toEqual(['c', 'a', 'b']);
    expect(largest(counts, 0)).toEqual([]);
    expect(largest(counts, 99)).toHaveLength(4);
  });

  it.each([-1, 1.5, Number.NaN, Infinity])('refuses to give %d rows', (size) => {
    expect(() => largest(counts, size)).toThrow(
      expect.objectContaining({ code: 'ANALYTICS_SIZE_INVALID', details: { size: String(size) } }),
    );
  });

  it('refuses counts that are none, which would spoil the order', () => {
    expect(() => largest([{ key: 'a', count: Number.NaN }], 1)).toThrow(
      expect.objectContaining({ code: 'ANALYTICS_COUNT_INVALID', details: { key: 'a', count: 'NaN' } }),
    );
  });
});
