import * as z from 'zod';
import { amount, CivilDateText, count } from './text.ts';

const lateReceipt = z.enum(['same-day', 'next-working-day']).exactOptional();
const lastDayRules = {
  lastDay: z
    .union([z.enum(['roll-forward', 'none', 'tax-109']), z.templateLiteral(['own:', z.string()])])
    .exactOptional(),
  cutoff: z.enum(['midnight', 'close']).exactOptional(),
  pauseDays: z.enum(['[)', '(]', '[]', '()']).exactOptional(),
};
const dayUnit = z.enum(['workingDay', 'calendarDay', 'week', 'month', 'year']);

export const DayLimit = z
  .strictObject({
    unit: dayUnit,
    value: count,
    startDay: z.enum(['excluded', 'included']).exactOptional(),
    lateReceipt,
    ...lastDayRules,
  })
  .readonly();
export const FixedLimit = z
  .strictObject({ unit: z.literal('fixed'), from: CivilDateText, base: CivilDateText, ...lastDayRules })
  .readonly();
export const HourLimit = z
  .strictObject({
    unit: z.enum(['hour', 'minute']),
    value: amount,
    hourStart: z.enum(['instant', 'next-hour']).exactOptional(),
    lateReceipt,
  })
  .readonly();
export const WorkingTimeLimit = z
  .strictObject({ unit: z.enum(['workingHour', 'workingMinute']), value: amount, lateReceipt })
  .readonly();
export const Limit = z.discriminatedUnion('unit', [DayLimit, FixedLimit, HourLimit, WorkingTimeLimit]);
export const BackwardLimit = z
  .strictObject({
    before: z.enum(['at-least', 'within']),
    unit: dayUnit,
    value: count,
    lastDay: z.enum(['roll-backward', 'none']).exactOptional(),
    cutoff: z.enum(['midnight', 'close']).exactOptional(),
  })
  .readonly();
