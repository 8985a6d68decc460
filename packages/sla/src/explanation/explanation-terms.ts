import { isoWeekday, type CivilDate, type Locale, type Words } from '@jiceng/kernel/plain';
import type { DayType } from '../calendar/day-rules.ts';
import type { LayerName } from '../calendar/layer-stack.ts';
import type { DayRole, ExplainedDay } from './explained-day.ts';

/** The words of an explanation that are not sentences. */
export const dayTypeWords: Readonly<Record<DayType, Words>> = {
  workday: { 'zh-CN': '工作日', en: 'working day' },
  weekend: { 'zh-CN': '休息日', en: 'rest day' },
  holiday: { 'zh-CN': '放假', en: 'day off' },
  makeup: { 'zh-CN': '补班日', en: 'make-up day' },
  'override-open': { 'zh-CN': '单独开放', en: 'opened by override' },
  'override-closed': { 'zh-CN': '单独关闭', en: 'closed by override' },
};

export const dayRoleWords: Readonly<Record<DayRole, Words>> = {
  start: { 'zh-CN': '起算日，不计入', en: 'start, not counted' },
  counted: { 'zh-CN': '计入', en: 'counted' },
  skipped: { 'zh-CN': '不计入', en: 'not counted' },
  paused: { 'zh-CN': '中止，不计入', en: 'paused, not counted' },
  added: { 'zh-CN': '因连续放假增加', en: 'added for days off in a row' },
  rolled: { 'zh-CN': '末日移动', en: 'last day moved' },
  event: { 'zh-CN': '事件当日，不计入', en: 'day of the event, not counted' },
};

const layerWords: Readonly<Record<ExplainedDay['layer'], Words>> = {
  week: { 'zh-CN': '一周安排', en: 'weekly hours' },
  season: { 'zh-CN': '季节安排', en: 'season' },
  notice: { 'zh-CN': '通知', en: 'notice' },
  dates: { 'zh-CN': '单独宣布', en: 'declared date' },
  override: { 'zh-CN': '单日覆盖', en: 'override' },
  zone: { 'zh-CN': '该时区没有这一天', en: 'the zone has no such day' },
};

/** The holidays of the nation, which notices name in Chinese. */
const holidaysInEnglish: Readonly<Record<string, string>> = {
  元旦: "New Year's Day",
  春节: 'Spring Festival',
  清明节: 'Qingming Festival',
  劳动节: 'Labour Day',
  端午节: 'Dragon Boat Festival',
  中秋节: 'Mid-Autumn Festival',
  国庆节: 'National Day',
};

/** The holiday as the language says it; nothing for a region's own, whose English name nobody has told. */
function holidayName(holiday: string, locale: Locale): string | undefined {
  if (locale === 'zh-CN') return holiday;
  const names = holiday.split('、').map((name) => holidaysInEnglish[name]);
  return names.includes(undefined) ? undefined : names.join(' and ');
}

const nameOf = ({ name }: LayerName, locale: Locale): string => (typeof name === 'string' ? name : name[locale]);

/** What decided a day: the holiday by its name where it has one, the notice by its id, the layer of the stack by its name. */
export function basisOf({ layer, notice, holiday, setBy }: ExplainedDay, locale: Locale): string {
  const [comma, colon] = locale === 'en' ? [', ', ': '] : ['，', '：'];
  const decided = [layerWords[layer][locale], notice ?? ''].join(' ').trim();
  const name = holiday === undefined ? undefined : holidayName(holiday, locale);
  const what = name === undefined ? decided : `${name}${comma}${decided}`;
  return setBy === undefined ? what : `${nameOf(setBy, locale)}${colon}${what}`;
}

const weekdays: Readonly<Record<Locale, readonly string[]>> = {
  'zh-CN': ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
};

/** The weekday of a date. */
export function weekdayOf(date: CivilDate, locale: Locale): string {
  return weekdays[locale][isoWeekday(date) - 1] ?? '';
}

const durationUnits = [
  { ms: 3_600_000, words: { 'zh-CN': '小时', en: 'h' } },
  { ms: 60_000, words: { 'zh-CN': '分', en: 'min' } },
  { ms: 1000, words: { 'zh-CN': '秒', en: 's' } },
  { ms: 1, words: { 'zh-CN': '毫秒', en: 'ms' } },
] as const;

/** `6 小时 30 分`, `6 h 30 min`. */
export function durationOf(ms: number, locale: Locale): string {
  let left = ms;
  const parts: string[] = [];
  for (const unit of durationUnits) {
    const count = Math.floor(left / unit.ms);
    left -= count * unit.ms;
    if (count > 0) parts.push(`${count} ${unit.words[locale]}`);
  }
  return parts.length === 0 ? `0 ${durationUnits[0].words[locale]}` : parts.join(' ');
}

/** Items one after another, as each language joins them. */
export function listOf(items: readonly string[], locale: Locale): string {
  return items.join(locale === 'en' ? ', ' : '、');
}

/** One date, or the first and the last of several. */
export function spanOf(from: string, to: string, locale: Locale): string {
  if (from === to) return from;
  return locale === 'en' ? `${from} to ${to}` : `${from} 至 ${to}`;
}
