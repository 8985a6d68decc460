import * as z from 'zod';
import { amount, InstantText } from './text.ts';

/** Units of open time. */
export const workingUnit = z.enum(['workingHour', 'workingMinute', 'workingSecond']);
export const WorkingTime = z.strictObject({ value: z.number(), unit: workingUnit }).readonly();
export const Pause = z.strictObject({ from: InstantText, to: InstantText.optional() }).readonly();
const granted = z.strictObject({ value: amount, unit: workingUnit }).readonly();
export const ClockFacts = z
  .strictObject({
    start: InstantText,
    budget: granted,
    pauses: z.array(Pause).readonly().exactOptional(),
    extensions: z.array(granted).readonly().exactOptional(),
    resets: z.array(InstantText).readonly().exactOptional(),
  })
  .readonly();
