// What pure packages need and nothing heavy: no zod, xstate or mitt behind this door.
export { canonicalJson, recordJson } from './canonical-json.ts';
export {
  addCalendarDays,
  civilDateAt,
  civilDateOfEpochDay,
  epochDayOf,
  isoWeekday,
  parseCivilDate,
  type CivilDate,
} from './civil-date.ts';
export { digestNamed, portableDigests, type Digest, type DigestName } from './digest.ts';
export { instantFromMs, instantToMs, parseInstant, type Instant } from './instant.ts';
export {
  defineErrors,
  isJicengError,
  JicengError,
  locales,
  type Catalog,
  type Details,
  type ErrorFactory,
  type Locale,
  type Reason,
  type Words,
} from './jiceng-error.ts';
export type { Json } from './json.ts';
export { compareText } from './key-order.ts';
export { parseJson } from './parse-json.ts';
export type { Actor, DivisionCode, GridCode, PersonRef, Source, UnitRef } from './refs.ts';
