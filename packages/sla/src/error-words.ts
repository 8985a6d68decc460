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
  SLA_NOTICE_REVERSED: {
    'zh-CN': '“{name}”放假自 {from} 起，却止于更早的 {to}。',
    en: 'The days off of "{name}" begin on {from} and end earlier, on {to}.',
  },
  SLA_NOTICE_NAMELESS: {
    'zh-CN': '“{line}”应当先写节日名称，再写日期，如“春节 02-15..02-23 +02-14”。',
    en: '"{line}" must be the name of a holiday and then its dates, such as "Festival 02-15..02-23 +02-14".',
  },
  SLA_NOTICE_SHRINKS: {
    'zh-CN': '{year} 年放假通知的更新只剩 {after} 天，原有 {before} 天；请核对数据来源。',
    en: 'The update of the {year} holiday notice has only {after} days where {before} were known; check where it comes from.',
  },
  SLA_YEAR_FILE_INVALID: {
    'zh-CN': '这不是 holiday-cn 的年度文件：{where} 应为{expected}。',
    en: 'This is no year file of holiday-cn: {where} must be {expected}.',
  },
  SLA_ICALENDAR_INVALID: {
    'zh-CN': 'iCalendar 文件第 {line} 行有误：应为{expected}。',
    en: 'Line {line} of the iCalendar file is wrong: it must be {expected}.',
  },
  SLA_ICALENDAR_UNSUPPORTED: {
    'zh-CN': 'iCalendar 文件第 {line} 行的 {what} 会改变日期，这里不支持；请用不重复的全天日程。',
    en: '{what} on line {line} of the iCalendar file would change dates and is not supported; use all-day events that do not repeat.',
  },
  SLA_ICALENDAR_TOO_LARGE: {
    'zh-CN': 'iCalendar 文件过大：{what} 为 {count}，不得超过 {limit}。',
    en: 'The iCalendar file is too large: its {what} are {count}, the limit is {limit}.',
  },
  SLA_ICALENDAR_UNDECIDED: {
    'zh-CN': '日程“{summary}”（{uid}）没有说明是放假还是上班。',
    en: 'The event "{summary}" ({uid}) says neither that the day is off nor that it is worked.',
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
    'zh-CN': '承诺时限（至 {promisedOn}）长于法定时限（至 {statutoryOn}）。',
    en: 'The promised limit (until {promisedOn}) is longer than the statutory one (until {statutoryOn}).',
  },
  SLA_PRESET_UNKNOWN: { 'zh-CN': '没有名为“{id}”的法定时限。', en: 'There is no statutory limit named "{id}".' },
  SLA_CLOCK_NOT_STARTED: { 'zh-CN': '计时尚未开始。', en: 'The clock has not started.' },
  SLA_CLOCK_STARTED: { 'zh-CN': '计时已经开始。', en: 'The clock has started already.' },
  SLA_CLOCK_STOPPED: { 'zh-CN': '计时已于 {stoppedOn} 结束。', en: 'The clock stopped at {stoppedOn}.' },
  SLA_CLOCK_LAPSED: {
    'zh-CN': '逾期未补正，事项已依法终结；有正当理由的补正须写明理由。',
    en: 'The supplement did not come in time and the matter has ended; one that is late must give a good cause.',
  },
  SLA_FACT_BEFORE_START: {
    'zh-CN': '{on} 早于计时的开始 {startedOn}。',
    en: '{on} is earlier than the start of the clock, {startedOn}.',
  },
  SLA_EVENT_MISSING: {
    'zh-CN': '这一时限从某一事件往前算，须写明该事件的日期。',
    en: 'This limit is counted back from an event, whose date must be given.',
  },
  SLA_PAUSE_UNLISTED: {
    'zh-CN': '法律没有规定“{name}”的时间不计入。',
    en: 'The law does not take the time of "{name}" out of the count.',
  },
  SLA_PAUSE_TWICE: { 'zh-CN': '“{name}”已经开始，尚未结束。', en: '"{name}" has begun already and not ended.' },
  SLA_PAUSE_MISSING: { 'zh-CN': '“{name}”没有开始，无从恢复计时。', en: '"{name}" has not begun, so it cannot end.' },
  SLA_PAUSE_UNTOLD: {
    'zh-CN': '“{name}”自 {fromOn} 起的时间照常计入：没有书面告知所需时间。',
    en: 'The time of "{name}" from {fromOn} counts: nobody was told in writing how long it would take.',
  },
  SLA_EXTENSION_NONE: { 'zh-CN': '这一时限不能延长。', en: 'This limit cannot be extended.' },
  SLA_EXTENSION_USED_UP: {
    'zh-CN': '延长以 {timesMax} 次为限，已经用完。',
    en: 'All the extensions that the law allows ({timesMax}) have been granted.',
  },
  SLA_EXTENSION_TOO_LONG: {
    'zh-CN': '延长 {value} 不可行：须大于 0，最多 {valueMax}。',
    en: 'An extension of {value} is not possible: it must be above 0, and {valueMax} at most.',
  },
  SLA_EXTENSION_NOT_APPROVED: { 'zh-CN': '延长须经{name}批准。', en: 'The extension needs the approval of {name}.' },
  SLA_EXTENSION_LATE: {
    'zh-CN': '延长于 {on} 批准，已过期限 {dueOn}。',
    en: 'The extension was approved at {on}, after the limit had run out at {dueOn}.',
  },
  SLA_EXTENSION_UNREASONED: { 'zh-CN': '延长须说明理由。', en: 'The extension needs a reason.' },
  SLA_EXTENSION_UNTOLD: {
    'zh-CN': '延长须告知，未写明何时告知。',
    en: 'The extension must be told; it is not said when it was.',
  },
  SLA_RESTART_UNFOUNDED: { 'zh-CN': '重新计时须写明依据。', en: 'A restart needs the article that it rests on.' },
  SLA_SUPPLEMENT_NONE: {
    'zh-CN': '这里没有补正：当场不予受理，否则视为受理。',
    en: 'There is no supplement here: what is not refused on the spot is accepted.',
  },
  SLA_SUPPLEMENT_NOTICE_LATE: {
    'zh-CN': '补正告知于 {on} 作出，已过期限 {dueOn}。',
    en: 'The notice of what is missing came at {on}, after its limit had run out at {dueOn}.',
  },
  SLA_SUPPLEMENT_TWICE: {
    'zh-CN': '补正应当一次告知：{items} 未列入第一次告知。',
    en: 'There is one notice of what is missing, and it did not name {items}.',
  },
  SLA_SUPPLEMENT_EMPTY: {
    'zh-CN': '补正告知须列明需要补正的内容。',
    en: 'The notice must name what is missing.',
  },
  SLA_SUPPLEMENT_TERM_MISSING: {
    'zh-CN': '补正告知须写明合理的补正期限。',
    en: 'The notice must set a reasonable day to answer by.',
  },
  SLA_SUPPLEMENT_UNASKED: { 'zh-CN': '没有待补正的告知。', en: 'No notice waits for a supplement.' },
  SLA_COLUMN_LENGTH: {
    'zh-CN': '列“{column}”有 {length} 个值，应有 {expected} 个。',
    en: 'The column "{column}" has {length} values where {expected} are needed.',
  },
  SLA_PAUSES_UNORDERED: {
    'zh-CN': '第 {row} 行的中止相互重叠、未按先后排列，或者先止后起。',
    en: 'The pauses of row {row} overlap, are not in order, or end before they start.',
  },
  SLA_THRESHOLD_NOT_LATER: {
    'zh-CN': '第 {row} 行已越过 {at}，其下一道界限 {next} 却不更晚。',
    en: 'Row {row} has crossed {at}, and its next threshold, {next}, is not later.',
  },
  SLA_BEYOND_RANGE: {
    'zh-CN': '答案在日历范围 {from} 至 {to} 之外；请以更大的范围编制日历。',
    en: 'The answer lies outside the calendar, which covers {from} to {to}; compile it with a larger range.',
  },
});

/** What something should have been; the errors name it by its kind. */
const expectations: Readonly<Record<string, Words>> = {
  whole: { 'zh-CN': '整数', en: 'a whole number' },
  count: { 'zh-CN': '不小于 0 的整数', en: 'a whole number, 0 or more' },
  positive: { 'zh-CN': '不小于 1 的整数', en: 'a whole number, 1 or more' },
  finite: { 'zh-CN': '有限的数', en: 'a finite number' },
  amount: { 'zh-CN': '不小于 0 的有限的数', en: 'a finite number, 0 or more' },
  share: { 'zh-CN': '0 到 1 之间、不小于前一个的数', en: 'a number from 0 to 1, not below the one before' },
  object: { 'zh-CN': '一个对象', en: 'an object' },
  list: { 'zh-CN': '一个列表', en: 'a list' },
  text: { 'zh-CN': '非空的文字', en: 'a text that is not empty' },
  flag: { 'zh-CN': 'true 或 false', en: 'true or false' },
  knownField: { 'zh-CN': '该格式已有的字段', en: 'a field that the format knows' },
  year: { 'zh-CN': '四位的年份', en: 'a year of four digits' },
  date: { 'zh-CN': '存在的日期，如 2027-01-01', en: 'a date that exists, such as 2027-01-01' },
  nearbyDate: { 'zh-CN': '当年或其前后一年的日期', en: 'a date of the year, the one before or the one after' },
  datedOnce: { 'zh-CN': '只出现一次的日期', en: 'a date that stands there once' },
  contentLine: { 'zh-CN': '“名称:内容”', en: '"NAME:value"' },
  calendar: { 'zh-CN': '以 BEGIN:VCALENDAR 开始的日历', en: 'a calendar that begins with BEGIN:VCALENDAR' },
  ending: { 'zh-CN': '与 BEGIN 相应的 END', en: 'the END that answers the BEGIN' },
  laterEnd: { 'zh-CN': '晚于 DTSTART 的 DTEND', en: 'a DTEND later than DTSTART' },
  onlyOnce: { 'zh-CN': '每个日程只出现一次的属性', en: 'a property that an event has once' },
  identity: { 'zh-CN': 'UID 未被使用过的日程', en: 'an event whose UID no other has' },
  present: { 'zh-CN': '带有 UID 和 DTSTART 的日程', en: 'an event with UID and DTSTART' },
  days: { 'zh-CN': '至少一天，因为文件列有公文', en: 'at least one day, since the file names papers' },
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
