import type { CivilDate } from '@jiceng/kernel/plain';
import { dayOf } from '../timetable/border.ts';
import { slaError } from '../errors.ts';
import { informationPresets } from './information.ts';
import { marketSupervisionPresets } from './market-supervision.ts';
import { penaltyPresets } from './penalty.ts';
import { permitPresets } from './permit.ts';
import { petitionPresets } from './petition.ts';
import type { Preset } from './preset.ts';
import { publicServicePresets } from './public-service.ts';
import { registrationPresets } from './registration.ts';
import { remedyPresets } from './remedy.ts';

const nationwide = [
  ...permitPresets,
  ...penaltyPresets,
  ...remedyPresets,
  ...informationPresets,
  ...petitionPresets,
  ...registrationPresets,
  ...publicServicePresets,
  ...marketSupervisionPresets,
] as const;

/** The name of a limit that national law states. */
export type PresetId = (typeof nationwide)[number]['id'];

/** Every limit of national law that states a time. */
export const statutoryPresets: readonly Preset[] = nationwide;

/** The preset of one name, with all that its type tells: whether it is counted back from an event, for instance. */
export type PresetOf<Id extends PresetId> = Omit<Preset, 'limit'> &
  Extract<(typeof nationwide)[number], { readonly id: Id }>;

/**
 * The limit of that name, national law only.
 *
 * @throws JicengError `SLA_PRESET_UNKNOWN` when there is none.
 */
export function statutoryPreset<Id extends PresetId>(id: Id): PresetOf<Id> {
  const preset = nationwide.find((one): one is PresetOf<Id> => one.id === id);
  if (preset === undefined) throw slaError('SLA_PRESET_UNKNOWN', { id });
  return preset;
}

/** The limits whose text is in force on a date, first and last day included. */
export function presetsInForce(date: CivilDate): readonly Preset[] {
  const day = dayOf(date);
  return statutoryPresets.filter(
    ({ source: { effectiveFrom, effectiveTo } }) =>
      dayOf(effectiveFrom) <= day && (effectiveTo === undefined || day <= dayOf(effectiveTo)),
  );
}

/** The same preset by the other reading of its article, when it has one. */
export function otherReadingOf(preset: Preset): Preset {
  return preset.otherReading === undefined ? preset : { ...preset, limit: preset.otherReading.limit };
}
