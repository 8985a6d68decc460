import { analyticsError } from './errors.ts';
import { checkFinite } from './numbers.ts';

function checkProbability(p: number): void {
  if (!(p >= 0 && p <= 1)) throw analyticsError('ANALYTICS_PROBABILITY_INVALID', { p: String(p) });
}

function quantileOfSorted(sorted: Float64Array, p: number): number | undefined {
  const place = (sorted.length - 1) * p;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) return undefined;
  const part = place - Math.floor(place);
  // Clamped: a weighted mean of two equal numbers can miss them by the last bit.
  return Math.min(above, Math.max(below, below * (1 - part) + above * part));
}

/**
 * The values below which these parts of the numbers lie, one for each of `ps` (0 to 1); absent when there are no numbers.
 * Sorted numbers are joined by straight lines: type 7, what R, numpy, pandas and spreadsheets give by default.
 *
 * @throws JicengError `ANALYTICS_NUMBER_INVALID` when a number is NaN or infinite.
 * @throws JicengError `ANALYTICS_PROBABILITY_INVALID` when one of `ps` lies outside 0 to 1.
 * @see R. J. Hyndman and Y. Fan, Sample quantiles in statistical packages, The American Statistician 50 (1996), definition 7
 */
export function quantiles(numbers: Iterable<number>, ps: readonly number[]): readonly (number | undefined)[] {
  ps.forEach(checkProbability);
  const sorted = Float64Array.from(numbers, checkFinite).toSorted();
  return ps.map((p) => quantileOfSorted(sorted, p));
}

/**
 * The value below which the part `p` of the numbers lies (type 7, see `quantiles`); absent when there are no numbers.
 *
 * @throws JicengError `ANALYTICS_NUMBER_INVALID` when a number is NaN or infinite.
 * @throws JicengError `ANALYTICS_PROBABILITY_INVALID` when `p` lies outside 0 to 1.
 */
export function quantile(numbers: Iterable<number>, p: number): number | undefined {
  return quantiles(numbers, [p])[0];
}
