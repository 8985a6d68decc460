import type { CalendarDefinition } from '@jiceng/sla';
import { chinaNotices } from '@jiceng/sla/notices';

const office = [
  ['09:00', '12:00'],
  ['14:00', '18:00'],
] as const;

/** The hours of the township's service centre; days off and make-up days come from the national notices. */
export const officeHours: CalendarDefinition = {
  zone: 'Asia/Shanghai',
  week: { mon: office, tue: office, wed: office, thu: office, fri: office },
  makeup: office,
  holidays: { notices: chinaNotices },
  range: { from: '2026-01-01', to: '2027-12-31' },
};
