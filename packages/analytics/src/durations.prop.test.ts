import { fc, it } from '@fast-check/vitest';
import { instantFromMs } from '@jiceng/kernel/plain';
import { expect } from 'vitest';
import { type CaseTimes, durations, onTimeRate } from './index.ts';

const firstMs = Date.parse('2026-01-01T00:00:00Z');
const hours = fc.nat(500);
const caseTimes: fc.Arbitrary<CaseTimes> = fc
  .record({ opened: hours, due: fc.option(hours, { nil: undefined }), took: fc.option(hours, { nil: undefined }) })
  .map(({ opened, due, took }) => {
    const at = (hour: number) => instantFromMs(firstMs + hour * 3_600_000);
    return {
      openedAt: at(opened),
      ...(due === undefined ? {} : { dueAt: at(due) }),
      ...(took === undefined ? {} : { closedAt: at(opened + took) }),
    };
  });
const cases = fc.array(caseTimes, { maxLength: 40 });
const asOf = hours.map((hour) => instantFromMs(firstMs + hour * 3_600_000));
const denominator = fc.constantFrom('due', 'decided');

it.prop([cases, asOf])('every case is closed, open or not opened yet', (list, at) => {
  const { n, closed, stillOpen, excluded, closedOnly } = durations(list, { asOf: at });
  expect(closed + stillOpen).toBe(n);
  expect(n + excluded.openedLater).toBe(list.length);
  expect(closedOnly.n).toBe(closed);
});

it.prop([cases, asOf, denominator])('every case is on time, late, overdue or left out for a reason', (list, at, of) => {
  const { hits, n, onTime, closedLate, openOverdue, excluded } = onTimeRate(list, { asOf: at, denominator: of });
  expect(onTime).toBe(hits);
  expect(onTime + closedLate + openOverdue).toBe(n);
  expect(n + excluded.noDeadline + excluded.notYetDue + excluded.openedLater).toBe(list.length);
});

it.prop([cases, denominator])('once every deadline has passed both denominators agree', (list, of) => {
  const at = instantFromMs(firstMs + 2000 * 3_600_000);
  const { n, hits, excluded } = onTimeRate(list, { asOf: at, denominator: of });
  expect({ n, hits }).toEqual({ n: list.filter(({ dueAt }) => dueAt !== undefined).length, hits });
  expect(excluded.notYetDue).toBe(0);
  expect(hits).toBe(list.filter(({ dueAt, closedAt }) => dueAt && closedAt && closedAt <= dueAt).length);
});

it.prop([cases, asOf])('the denominator of decided cases never shows fewer on time', (list, at) => {
  const due = onTimeRate(list, { asOf: at });
  const decided = onTimeRate(list, { asOf: at, denominator: 'decided' });
  expect(decided.rate ?? 1).toBeGreaterThanOrEqual(due.rate ?? 0);
  expect(decided.openOverdue).toBe(due.openOverdue);
});

const shuffled = cases.chain((list) =>
  fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length })),
);
it.prop([shuffled, asOf])('the order of the cases changes nothing', ([list, other], at) => {
  expect(durations(other, { asOf: at })).toEqual(durations(list, { asOf: at }));
  expect(onTimeRate(other, { asOf: at })).toEqual(onTimeRate(list, { asOf: at }));
});

it.prop([cases, asOf])('what is closed after that moment does not matter', (list, at) => {
  const forgotten = list.map(({ closedAt, ...rest }) => (closedAt && closedAt <= at ? { ...rest, closedAt } : rest));
  expect(durations(forgotten, { asOf: at })).toEqual(durations(list, { asOf: at }));
  expect(onTimeRate(forgotten, { asOf: at })).toEqual(onTimeRate(list, { asOf: at }));
});
