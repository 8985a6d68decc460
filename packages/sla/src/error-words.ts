import { defineErrors, fillWords, type Catalog, type Details, type Words } from '@jiceng/kernel/plain';

/** The words of every refusal: of calendars that cannot exist and of questions that have no answer. */
export const slaWords = defineErrors({
  SLA_ZONE_UNKNOWN: { 'zh-CN': '未知的时区“{zone}”。', en: 'Unknown time zone "{zone}".' },
  SLA_RANGE_INVALID: {
    'zh-CN': '日历范围 {from} 至 {to} 无效：起日不得晚于止日，且不得超过 {maxYears} 年。',
    en: 'The calendar range {from} to {to} is not valid: it must not be reversed, nor longer than {maxYears} years.',
  },
  SLA_HOURS_INVALID: {
    'zh-CN': '“{where}”的时段 {text} 无效；格式为 09:00，止点可为 24:00。',
    en: 'The hours {text} of "{where}" are not valid; the form is 09:00, and an end may be 24:00.',
  },
  SLA_HOURS_OVERLAP: {
    'zh-CN': '“{where}”的时段相互重叠或未按先后排列。',
    en: 'The hours of "{where}" overlap or are not in order.',
  },
  SLA_SEASON_INVALID: {
    'zh-CN': '季节 {from} 至 {to} 无效；格式为 06-01。',
    en: 'The season {from} to {to} is not valid; the form is 06-01.',
  },
  SLA_ZONES_DIFFER: {
    'zh-CN': '两个日历的时区不同：{before} 与 {after}，无法逐日比较。',
    en: 'The two calendars are in different zones, {before} and {after}: their dates cannot be compared.',
  },
  SLA_LAYER_TWICE: { 'zh-CN': '两个层级都叫“{id}”。', en: 'Two layers are called "{id}".' },
  SLA_NEVER_OPEN: {
    'zh-CN': '日历在 {from} 至 {to} 之间没有任何开放时段。',
    en: 'The calendar is not open at any time from {from} to {to}.',
  },
  SLA_NOTICE_CONTRADICTS: {
    'zh-CN': '通知“{notice}”把 {date} 同时列为放假和上班。',
    en: 'The notice "{notice}" declares {date} both a day off and a working day.',
  },
  SLA_NOTICE_SHRINKS: {
    'zh-CN': '{year} 年放假通知的更新只剩 {after} 天，原有 {before} 天；请核对数据来源。',
    en: 'The update of the {year} holiday notice has only {after} days where {before} were known; check where it comes from.',
  },
  SLA_OPTION_UNKNOWN: { 'zh-CN': '{option} 没有“{value}”这一选项。', en: '{option} knows no "{value}".' },
  SLA_NUMBER_INVALID: {
    'zh-CN': '{name} 为 {value}，应为{expected}。',
    en: '{name} is {value}; it must be {expected}.',
  },
  SLA_PAUSE_REVERSED: {
    'zh-CN': '中止于 {from} 开始，却在更早的 {to} 结束。',
    en: 'A pause starts at {from} but ends earlier, at {to}.',
  },
  SLA_PERIOD_REVERSED: {
    'zh-CN': '期间自 {from} 起算，届满日 {base} 却更早。',
    en: 'The period starts on {from} but ends earlier, on {base}.',
  },
  SLA_PROMISE_LONGER: {
    'zh-CN': '承诺时限（至 {promised}）长于法定时限（至 {statutory}）。',
    en: 'The promised limit (until {promised}) is longer than the statutory one (until {statutory}).',
  },
  SLA_PRESET_UNKNOWN: { 'zh-CN': '没有名为“{id}”的法定时限。', en: 'There is no statutory limit named "{id}".' },
  SLA_BEYOND_RANGE: {
    'zh-CN': '答案在日历范围 {from} 至 {to} 之外；请以更大的范围编制日历。',
    en: 'The answer lies outside the calendar, which covers {from} to {to}; compile it with a larger range.',
  },
});

/** What a number should have been; the errors name it by its kind. */
const expectations: Readonly<Record<string, Words>> = {
  whole: { 'zh-CN': '整数', en: 'a whole number' },
  count: { 'zh-CN': '不小于 0 的整数', en: 'a whole number, 0 or more' },
  positive: { 'zh-CN': '不小于 1 的整数', en: 'a whole number, 1 or more' },
  finite: { 'zh-CN': '有限的数', en: 'a finite number' },
  amount: { 'zh-CN': '不小于 0 的有限的数', en: 'a finite number, 0 or more' },
};

/** The words of a code with its details; the bare code when the catalog has none. */
export function wordsOf(code: string, details: Details): Words {
  const catalog: Catalog = slaWords.catalog;
  const { expected } = details;
  const kind = typeof expected === 'string' ? expectations[expected] : undefined;
  return fillWords(
    catalog[code] ?? { 'zh-CN': code, en: code },
    kind === undefined ? details : { ...details, expected: kind },
  );
}
