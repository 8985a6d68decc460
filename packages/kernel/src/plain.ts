// What pure packages need and nothing heavy: no zod, xstate or mitt behind this door.
export { canonicalJson, recordJson } from './plain/canonical-json.ts';
export {
  addCalendarDays,
  civilDateAt,
  civilDateOfEpochDay,
  epochDayOf,
  isoWeekday,
  parseCivilDate,
  type CivilDate,
} from './plain/civil-date.ts';
export { digestNamed, portableDigests, type Digest, type DigestName } from './plain/digest.ts';
export { instantFromMs, instantToMs, parseInstant, type Instant } from './plain/instant.ts';
export {
  defineErrors,
  fillWords,
  isJicengError,
  JicengError,
  locales,
  type Catalog,
  type Details,
  type ErrorArguments,
  type ErrorFactory,
  type Locale,
  type Reason,
  type Words,
} from './plain/jiceng-error.ts';
export type { Json } from './plain/json.ts';
export { compareText } from './store/key-order.ts';
export { parseJson } from './plain/parse-json.ts';
export type { Actor, DivisionCode, GridCode, PersonRef, Source, UnitRef } from './plain/refs.ts';
