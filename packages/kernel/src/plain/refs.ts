import type { CivilDate } from './civil-date.ts';

/** Who acts: an account of the host's own directory, with the roles it holds right now. Never a name or an identity number. */
export interface Actor {
  readonly id: string;
  readonly roles: readonly string[];
}

/** A body that acts: a department, a township, a team. The host's own identifier. */
export type UnitRef = string;

/** A reference to a person's row; the person's values stay in rows that can be erased. */
export type PersonRef = string;

/** An administrative division as the host's edition writes it: 6, 9 or 12 digits (`TEXT`: leading zeros matter). */
export type DivisionCode = string;

/** A grid as the host numbers it, for example a division code and a serial. */
export type GridCode = string;

/** Where a rule comes from. No article, no rule: a local practice is a parameter that names its own document. */
export interface Source {
  readonly law: string;
  readonly article: string;
  /** First day in force. */
  readonly from: CivilDate;
  /** Last day in force; absent while it is. */
  readonly to?: CivilDate;
}
