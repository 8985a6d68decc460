import { isJicengError } from '@jiceng/kernel/plain';
import { describe, expect, it } from 'vitest';
import {
  alwaysOpen,
  createThresholdQueue,
  createThresholds,
  evaluateMany,
  type CaseColumns,
  type CaseReadings,
} from '../index.ts';

const calendar = alwaysOpen('Asia/Shanghai', { from: '2026-01-01', to: '2026-12-31' });
const hourMs = 3_600_000;
const startMs = Date.parse('2026-03-02T09:00:00+08:00');
const nowMs = startMs + 5 * hourMs;

const columns: CaseColumns = {
  startMs: Float64Array.of(startMs, startMs),
  amount: Float64Array.of(10 * hourMs, 4 * hourMs),
  shares: [0.5, 0.9, 1],
};
const room = (rows: number): CaseReadings => ({
  dueMs: new Float64Array(rows),
  remaining: new Float64Array(rows),
  level: new Uint8Array(rows),
});
const refusal = (code: string): unknown => expect.toSatisfy((error: unknown) => isJicengError(error, code));

describe('many cases', () => {
  it('are read into columns', () => {
    const out = { ...room(2), nextMs: new Float64Array(2) };
    evaluateMany(calendar, columns, nowMs, out);
    expect([...out.dueMs]).toEqual([startMs + 10 * hourMs, startMs + 4 * hourMs]);
    expect([...out.remaining]).toEqual([5 * hourMs, -hourMs]);
    expect([...out.level]).toEqual([1, 3]);
    expect([...out.nextMs]).toEqual([startMs + 9 * hourMs, Infinity]);
  });

  it('have no due time while a pause lasts, and Infinity where the calendar ends before it', () => {
    const pauses = {
      firstOf: Uint32Array.of(0, 1, 1),
      fromMs: Float64Array.of(startMs + hourMs),
      toMs: Float64Array.of(Infinity),
    };
    const amount = Float64Array.of(10 * hourMs, 10_000 * hourMs);
    const out = { ...room(2), nextMs: new Float64Array(2) };
    evaluateMany(calendar, { ...columns, amount, pauses }, nowMs, out);
    expect([...out.dueMs]).toEqual([NaN, Infinity]);
    expect([...out.remaining]).toEqual([9 * hourMs, 9_995 * hourMs]);
    expect([...out.level]).toEqual([0, 0]);
    expect([...out.nextMs]).toEqual([NaN, startMs + 5_000 * hourMs]);

    const months = { ...columns, amount: Float64Array.of(9, 12), unit: Uint8Array.of(3, 3) };
    evaluateMany(calendar, months, nowMs, out);
    expect([...out.dueMs]).toEqual([Date.parse('2026-12-03T00:00:00+08:00'), Infinity]);
  });

  it('outlast every calendar with more months than there are dates', () => {
    const months = { ...columns, amount: Float64Array.of(1e15, 1e7), unit: Uint8Array.of(3, 3) };
    const out = { ...room(2), nextMs: new Float64Array(2) };
    evaluateMany(calendar, months, nowMs, out);
    expect([...out.dueMs]).toEqual([Infinity, Infinity]);
    expect([...out.remaining]).toEqual([Infinity, Infinity]);
    expect([...out.level]).toEqual([0, 0]);
  });

  it('may be none', () => {
    const none = new Float64Array();
    expect(() => evaluateMany(calendar, { startMs: none, amount: none }, nowMs, room(0))).not.toThrow();
  });

  const pause = { firstOf: Uint32Array.of(0, 1, 1), fromMs: Float64Array.of(startMs), toMs: Float64Array.of(nowMs) };
  const twoPauses = { ...pause, firstOf: Uint32Array.of(0, 2, 2), fromMs: Float64Array.of(startMs, startMs + 1) };

  it.each<[string, Partial<CaseColumns>, string]>([
    ['a column that is short', { amount: Float64Array.of(1) }, 'SLA_COLUMN_LENGTH'],
    ['a column of units that is long', { unit: new Uint8Array(3) }, 'SLA_COLUMN_LENGTH'],
    ['a column of calendars that is short', { calendar: new Uint8Array(1) }, 'SLA_COLUMN_LENGTH'],
    ['more shares than a level can count', { shares: Array.from({ length: 256 }, () => 1) }, 'SLA_COLUMN_LENGTH'],
    ['pauses for one case too few', { pauses: { ...pause, firstOf: Uint32Array.of(0, 1) } }, 'SLA_COLUMN_LENGTH'],
    ['pauses without an end', { pauses: { ...pause, toMs: new Float64Array() } }, 'SLA_COLUMN_LENGTH'],
    ['an amount that is NaN', { amount: Float64Array.of(1, NaN) }, 'SLA_NUMBER_INVALID'],
    ['an amount without end', { amount: Float64Array.of(1, Infinity) }, 'SLA_NUMBER_INVALID'],
    ['an amount below zero', { amount: Float64Array.of(1, -1) }, 'SLA_NUMBER_INVALID'],
    ['an amount of a day and a half', { amount: Float64Array.of(1, 1.5) }, 'SLA_NUMBER_INVALID'],
    ['a share above 1', { shares: [0.5, 1.1] }, 'SLA_NUMBER_INVALID'],
    ['a share that is NaN', { shares: [NaN] }, 'SLA_NUMBER_INVALID'],
    ['shares out of order', { shares: [0.9, 0.5] }, 'SLA_NUMBER_INVALID'],
    ['a unit that nobody knows', { unit: Uint8Array.of(0, 4) }, 'SLA_OPTION_UNKNOWN'],
    ['a calendar that is not there', { calendar: Uint8Array.of(0, 1) }, 'SLA_OPTION_UNKNOWN'],
    ['a start that is NaN', { startMs: Float64Array.of(startMs, NaN) }, 'SLA_BEYOND_RANGE'],
    ['a start before the calendar', { startMs: Float64Array.of(startMs, 0) }, 'SLA_BEYOND_RANGE'],
    ['a pause that ends before it starts', { pauses: { ...pause, toMs: Float64Array.of(0) } }, 'SLA_PAUSES_UNORDERED'],
    ['a pause that is NaN', { pauses: { ...pause, fromMs: Float64Array.of(NaN) } }, 'SLA_PAUSES_UNORDERED'],
    [
      'pauses that overlap',
      { pauses: { ...twoPauses, toMs: Float64Array.of(startMs + 2, nowMs) } },
      'SLA_PAUSES_UNORDERED',
    ],
    [
      'pauses after one that lasts',
      { pauses: { ...twoPauses, toMs: Float64Array.of(Infinity, nowMs) } },
      'SLA_PAUSES_UNORDERED',
    ],
    ['more pauses than there are', { pauses: { ...pause, firstOf: Uint32Array.of(0, 1, 9) } }, 'SLA_PAUSES_UNORDERED'],
    ['pauses counted backwards', { pauses: { ...pause, firstOf: Uint32Array.of(1, 0, 1) } }, 'SLA_PAUSES_UNORDERED'],
  ])('are refused with %s', (_what, change, code) => {
    expect(() => evaluateMany(calendar, { ...columns, ...change }, nowMs, room(2))).toThrow(refusal(code));
    expect(() => createThresholds(calendar, { ...columns, ...change })).toThrow(refusal(code));
  });

  it.each(['dueMs', 'remaining', 'level', 'nextMs'])('are refused when "%s" has no room for them', (column) => {
    const out = { ...room(2), nextMs: new Float64Array(2), [column]: new Float64Array(1) };
    expect(() => evaluateMany(calendar, columns, nowMs, out)).toThrow(refusal('SLA_COLUMN_LENGTH'));
  });

  it.each([NaN, Infinity, 0])('are not read at %s', (atMs) => {
    expect(() => evaluateMany(calendar, columns, atMs, room(2))).toThrow(refusal('SLA_BEYOND_RANGE'));
  });
});

describe('a queue of thresholds', () => {
  it('touches only the rows that cross', () => {
    const queue = createThresholdQueue(Float64Array.from({ length: 1000 }, (_none, row) => row * 60_000));
    const touched: number[] = [];
    const hourly = (row: number, atMs: number) => {
      touched.push(row);
      return atMs + hourMs;
    };
    expect(queue.cross(0, hourly)).toBe(1);
    expect(queue.cross(60_000, hourly)).toBe(1);
    expect(queue.cross(60_000, hourly)).toBe(0);
    expect(touched).toEqual([0, 1]);
    expect(queue.nextMs()).toBe(120_000);
    expect(queue.size()).toBe(1000);
  });

  it('forgets a row that has no more, and knows it again when it has', () => {
    const queue = createThresholdQueue(Float64Array.of(10, NaN, Infinity));
    expect(queue.size()).toBe(1);
    expect(queue.cross(10, () => NaN)).toBe(1);
    expect(queue.nextMs()).toBe(Infinity);
    queue.set(2, 20);
    expect(queue.cross(30, () => Infinity)).toBe(1);
  });

  it.each([5, 10])('refuses a next threshold at %i after one at 10', (next) => {
    const queue = createThresholdQueue(Float64Array.of(10));
    expect(() => queue.cross(20, () => next)).toThrow(refusal('SLA_THRESHOLD_NOT_LATER'));
  });

  it.each([-1, 1, 0.5, NaN])('has no row %s', (row) => {
    const queue = createThresholdQueue(Float64Array.of(10));
    expect(() => queue.set(row, 20)).toThrow(refusal('SLA_OPTION_UNKNOWN'));
  });
});
