import * as z from 'zod';
import { boundParties } from '../presets/preset.ts';
import { terms } from './clock.ts';
import { BackwardLimit, DayLimit } from './limit.ts';
import { CivilDateText, text, Words } from './text.ts';

export const PresetSource = z
  .strictObject({
    title: Words,
    version: text.exactOptional(),
    effectiveFrom: CivilDateText,
    effectiveTo: CivilDateText.exactOptional(),
    article: text,
  })
  .readonly();
export const LocalSource = z
  .strictObject({ title: Words, article: text.exactOptional(), effectiveFrom: CivilDateText.exactOptional() })
  .readonly();

const preset = {
  ...terms,
  id: text,
  name: Words,
  boundParty: z.enum(boundParties),
  countedFrom: Words,
  otherReading: z
    .strictObject({ limit: z.union([DayLimit, BackwardLimit]), why: Words })
    .readonly()
    .exactOptional(),
  note: Words.exactOptional(),
};
export const Preset = z.strictObject({ ...preset, source: PresetSource }).readonly();
export const LocalPreset = z
  .strictObject({ ...preset, source: LocalSource, place: Words, unverified: z.literal(true) })
  .readonly();
