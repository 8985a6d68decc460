import { type CivilDate, epochDayOf, parseCivilDate, type Words } from '@jiceng/kernel/plain';
import { type Caveat, caveatsOf } from './caveats.ts';
import { relativeChange } from './changes.ts';
import { type CivilMonth, lengthDaysOf, monthNumberOf, monthOfNumber, parseCivilMonth } from './civil-months.ts';
import { checkKeys, type Count } from './counts.ts';
import { analyticsError } from './errors.ts';
import { checkCount, checkNotNegative } from './numbers.ts';
import { type LevelOption, wilsonInterval } from './rates.ts';

const baselines = {
  monthOnMonth: { months: 1, words: { 'zh-CN': '环比', en: 'month on month' } },
  yearOnYear: { months: 12, words: { 'zh-CN': '同比', en: 'year on year' } },
} as const;

/** How a monthly count changed against a named baseline. Absent figures have no base, or a base of 0. */
export interface PeriodChange {
  readonly kind: 'monthOnMonth' | 'yearOnYear';
  /** The name of the baseline, to be printed beside the figure. */
  readonly baseline: Words;
  readonly month: CivilMonth;
  readonly baseMonth: CivilMonth;
  readonly value: number;
  readonly base: number | undefined;
  readonly absolute: number | undefined;
  /** 0.083 is +8.3 %. */
  readonly relative: number | undefined;
  /** What chance alone leaves open (counts as Poisson counts): real counts scatter more, so the truth is no narrower than this. */
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly level: number;
  /** The change of the count per calendar day: February has three days less than January. */
  readonly relativePerDay: number | undefined;
  /** The change of the count per working day; absent unless `workingDaysOf` is given. */
  readonly relativePerWorkingDay: number | undefined;
  readonly caveats: readonly Caveat[];
}

export interface PeriodOptions extends LevelOption {
  /** The last day for which the counts are complete; a month that ends later is marked as incomplete. */
  readonly completeUntil: CivilDate;
  /** How many working days a month has, from the calendar of the place. */
  readonly workingDaysOf?: (month: CivilMonth) => number;
}

function perUnit(value: number, base: number, units: number, baseUnits: number): number | undefined {
  return units === 0 || baseUnits === 0 ? undefined : relativeChange(value / units, base / baseUnits).relative;
}

/** The ratio of two Poisson counts: given their sum, the first is binomial. */
function ratioLimits(value: number, base: number, level: number) {
  const interval = wilsonInterval(value, value + base, { level });
  if (base === 0 || interval === undefined) return { low: undefined, high: undefined };
  return { low: interval.low / (1 - interval.low) - 1, high: interval.high / (1 - interval.high) - 1 };
}

function periodChange(
  kind: 'monthOnMonth' | 'yearOnYear',
  counts: readonly Count<CivilMonth>[],
  month: CivilMonth,
  { completeUntil, workingDaysOf, level = 0.95 }: PeriodOptions,
): PeriodChange {
  checkKeys(counts.map(({ key }) => key));
  const byMonth = new Map(counts.map(({ key, count }) => [parseCivilMonth(key), checkCount(count, key)]));
  const value = byMonth.get(parseCivilMonth(month));
  if (value === undefined) throw analyticsError('ANALYTICS_MONTH_MISSING', { month });
  const { months, words } = baselines[kind];
  const baseMonth = monthOfNumber(monthNumberOf(month) - months);
  const base = byMonth.get(baseMonth);
  const lastCompleteDay = epochDayOf(parseCivilDate(completeUntil));
  const caveats = caveatsOf({ month, baseMonth, hasBase: base !== undefined, lastCompleteDay });
  const named = { kind, baseline: words, month, baseMonth, value, base, level, caveats };
  const limits = ratioLimits(value, base ?? 0, level);
  if (base === undefined) {
    const none = { absolute: undefined, relative: undefined, relativePerDay: undefined };
    return { ...named, ...none, ...limits, relativePerWorkingDay: undefined };
  }
  const { absolute, relative } = relativeChange(value, base);
  const workingDays =
    workingDaysOf === undefined ? undefined : [month, baseMonth].map((either) => workingDaysOf(either));
  const [units, baseUnits] = workingDays?.map(checkNotNegative) ?? [];
  return {
    ...named,
    absolute,
    relative,
    ...limits,
    relativePerDay: perUnit(value, base, lengthDaysOf(month), lengthDaysOf(baseMonth)),
    relativePerWorkingDay: perUnit(value, base, units ?? 0, baseUnits ?? 0),
  };
}

/**
 * How a month's count changed against the month before (环比).
 *
 * @throws JicengError `ANALYTICS_MONTH_MISSING` when the counts do not hold the month.
 * @throws JicengError `ANALYTICS_MONTH_INVALID` when a key is no month, or the month before lies outside the calendar.
 * @throws JicengError `ANALYTICS_KEY_REPEATED` when a month stands twice.
 * @throws JicengError `ANALYTICS_COUNT_INVALID` when a count is no whole number of zero or more.
 * @throws JicengError `ANALYTICS_NUMBER_INVALID` when `workingDaysOf` gives no finite number.
 * @throws JicengError `ANALYTICS_NUMBER_NEGATIVE` when `workingDaysOf` gives a negative number.
 * @throws JicengError `ANALYTICS_LEVEL_INVALID` when the level lies outside 0.5 to 0.9999.
 * @throws JicengError `CIVIL_DATE_INVALID` when `completeUntil` is no day.
 */
export function monthOnMonth(
  counts: readonly Count<CivilMonth>[],
  month: CivilMonth,
  options: PeriodOptions,
): PeriodChange {
  return periodChange('monthOnMonth', counts, month, options);
}

/**
 * How a month's count changed against the same month of the year before (同比).
 *
 * @throws JicengError `ANALYTICS_MONTH_MISSING` when the counts do not hold the month.
 * @throws JicengError `ANALYTICS_MONTH_INVALID` when a key is no month, or the year before lies outside the calendar.
 * @throws JicengError `ANALYTICS_KEY_REPEATED` when a month stands twice.
 * @throws JicengError `ANALYTICS_COUNT_INVALID` when a count is no whole number of zero or more.
 * @throws JicengError `ANALYTICS_NUMBER_INVALID` when `workingDaysOf` gives no finite number.
 * @throws JicengError `ANALYTICS_NUMBER_NEGATIVE` when `workingDaysOf` gives a negative number.
 * @throws JicengError `ANALYTICS_LEVEL_INVALID` when the level lies outside 0.5 to 0.9999.
 * @throws JicengError `CIVIL_DATE_INVALID` when `completeUntil` is no day.
 */
export function yearOnYear(
  counts: readonly Count<CivilMonth>[],
  month: CivilMonth,
  options: PeriodOptions,
): PeriodChange {
  return periodChange('yearOnYear', counts, month, options);
}
