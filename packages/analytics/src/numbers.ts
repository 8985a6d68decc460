import { analyticsError } from './errors.ts';

/** @throws JicengError `ANALYTICS_NUMBER_INVALID` when the number is NaN or infinite. */
export function checkFinite(number: number, index: number): number {
  if (!Number.isFinite(number)) throw analyticsError('ANALYTICS_NUMBER_INVALID', { index, number: String(number) });
  return number;
}

/** @throws JicengError `ANALYTICS_NUMBER_NEGATIVE` when the number is below zero. */
export function checkNotNegative(number: number, index: number): number {
  checkFinite(number, index);
  if (number < 0) throw analyticsError('ANALYTICS_NUMBER_NEGATIVE', { index, number: String(number) });
  return number;
}

/** @throws JicengError `ANALYTICS_COUNT_INVALID` when the count is no whole number of zero or more. */
export function checkCount(count: number, key: string): number {
  if (!Number.isSafeInteger(count) || count < 0) {
    throw analyticsError('ANALYTICS_COUNT_INVALID', { key, count: String(count) });
  }
  return count;
}
