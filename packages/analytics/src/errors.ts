import { defineErrors } from '@jiceng/kernel/plain';

/** Refusals of the package: input that would give a figure nobody can trust. Numbers travel as text, because NaN is not JSON. */
export const analyticsError = defineErrors({
  ANALYTICS_COUNT_INVALID: {
    'zh-CN': '“{key}”的数量“{count}”无效；须为非负整数。',
    en: 'The count "{count}" of "{key}" is not valid; a whole number of zero or more is needed.',
  },
  ANALYTICS_KEY_REPEATED: {
    'zh-CN': '类别“{key}”出现了两次。',
    en: 'The key "{key}" stands twice.',
  },
  ANALYTICS_DECIMALS_INVALID: {
    'zh-CN': '小数位数“{decimals}”无效；可取 0 至 6。',
    en: '"{decimals}" decimals are not possible; 0 to 6 are.',
  },
  ANALYTICS_HITS_EXCEED_TOTAL: {
    'zh-CN': '分子 {hits} 大于分母 {n}。',
    en: 'The numerator {hits} is larger than the denominator {n}.',
  },
  ANALYTICS_RATE_INVALID: {
    'zh-CN': '比率“{rate}”无效；须在 0 与 1 之间（百分之九十二写作 0.92）。',
    en: 'The rate "{rate}" is not valid; it lies between 0 and 1 (92 percent is 0.92).',
  },
  ANALYTICS_LEVEL_INVALID: {
    'zh-CN': '置信水平“{level}”无效；可取 0.5 至 0.9999，例如 0.95。',
    en: 'The confidence level "{level}" is not valid; it lies between 0.5 and 0.9999, for example 0.95.',
  },
  ANALYTICS_LEVELS_DIFFER: {
    'zh-CN': '两个比率的置信水平不同（{value} 与 {base}），不能比较区间。',
    en: 'The two rates have intervals of different confidence levels ({value} and {base}).',
  },
  ANALYTICS_NUMBER_INVALID: {
    'zh-CN': '第 {index} 个数值“{number}”无效；须为有限的数。',
    en: 'Number {index} is "{number}"; a finite number is needed.',
  },
  ANALYTICS_NUMBER_NEGATIVE: {
    'zh-CN': '第 {index} 个数值“{number}”为负；此处不能为负。',
    en: 'Number {index} is {number}; it cannot be negative here.',
  },
  ANALYTICS_PROBABILITY_INVALID: {
    'zh-CN': '分位“{p}”无效；须在 0 与 1 之间（九成分位写作 0.9）。',
    en: 'The quantile "{p}" is not valid; it lies between 0 and 1 (the ninth decile is 0.9).',
  },
  ANALYTICS_INSTANT_INVALID: {
    'zh-CN': '第 {index} 行的 {field}“{text}”不是有效的时刻。',
    en: 'The {field} of row {index}, "{text}", is not a valid instant.',
  },
  ANALYTICS_CLOSED_BEFORE_OPENED: {
    'zh-CN': '第 {index} 行的办结时刻 {closedAt} 早于受理时刻 {openedAt}。',
    en: 'Row {index} was closed at {closedAt}, before it was opened at {openedAt}.',
  },
  ANALYTICS_RANGE_REVERSED: {
    'zh-CN': '起始 {from} 晚于结束 {to}。',
    en: 'The range begins at {from}, after its end at {to}.',
  },
  ANALYTICS_RANGE_TOO_LONG: {
    'zh-CN': '{from} 至 {to} 超过 {limitDays} 日；请检查异常日期，或指定起止。',
    en: 'From {from} to {to} are more than {limitDays} days; look for a stray date, or name the range.',
  },
  ANALYTICS_MONTH_INVALID: {
    'zh-CN': '“{text}”不是有效的月份；格式为 2026-03。',
    en: '"{text}" is not a valid month; the form is 2026-03.',
  },
  ANALYTICS_MONTH_MISSING: {
    'zh-CN': '数据中没有 {month}。',
    en: 'The data do not hold {month}.',
  },
  ANALYTICS_SIZE_INVALID: {
    'zh-CN': '个数“{size}”无效；须为非负整数。',
    en: '"{size}" is no number of rows; a whole number of zero or more is needed.',
  },
});
