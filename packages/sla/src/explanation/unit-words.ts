import type { Words } from '@jiceng/kernel/plain';
import type { Limit } from '../limits/limit.ts';

/** Units that an amount is counted in. */
export type CountedUnit = Exclude<Limit['unit'], 'fixed'>;

const unitWords: Readonly<Record<CountedUnit, readonly [chinese: string, one: string, many: string]>> = {
  workingDay: ['个工作日', 'working day', 'working days'],
  calendarDay: ['日', 'calendar day', 'calendar days'],
  week: ['周', 'week', 'weeks'],
  month: ['个月', 'month', 'months'],
  year: ['年', 'year', 'years'],
  hour: ['小时', 'hour', 'hours'],
  minute: ['分钟', 'minute', 'minutes'],
  workingHour: ['个工作小时', 'working hour', 'working hours'],
  workingMinute: ['个工作分钟', 'working minute', 'working minutes'],
};

/** `20 个工作日`, `20 working days`. */
export function amountWords(value: number, unit: CountedUnit): Words {
  const [chinese, one, many] = unitWords[unit];
  return { 'zh-CN': `${value} ${chinese}`, en: `${value} ${value === 1 ? one : many}` };
}
