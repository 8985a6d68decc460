import * as z from 'zod';
import { amount } from './text.ts';
import { workingUnit } from './working-time.ts';

/** Days of an offset are whole. */
export const RungOffset = z
  .strictObject({
    value: amount,
    unit: z.enum([...workingUnit.options, 'hour', 'minute', 'workingDay', 'calendarDay']),
  })
  .refine(({ value, unit }) => (unit !== 'workingDay' && unit !== 'calendarDay') || Number.isInteger(value), {
    message: 'Days are whole.',
    path: ['value'],
    params: { words: { 'zh-CN': '日数须为整数。', en: 'Days are whole.' } },
  })
  .readonly();
export const LadderStep = z.union([
  z.strictObject({ atFraction: amount }).readonly(),
  z.strictObject({ beforeDue: RungOffset }).readonly(),
  z.strictObject({ overdueBy: RungOffset }).readonly(),
]);
