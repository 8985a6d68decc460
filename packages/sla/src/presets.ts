// Limits that national law states, with where they stand written.
export {
  otherReadingOf,
  presetsInForce,
  statutoryPreset,
  statutoryPresets,
  type PresetId,
  type PresetOf,
} from './presets/statutory.ts';
export { boundParties, type BoundParty, type LawText, type Preset, type PresetSource } from './presets/preset.ts';

// Figures of single places, to be checked before use.
export { localPresets } from './presets/local.ts';
export type { LocalPreset, LocalSource } from './presets/preset.ts';

// In words.
export { presetTable, sourceOf } from './presets/preset-table.ts';
export { boundPartyWords } from './presets/preset.ts';
