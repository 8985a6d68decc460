import type { GridCode, Instant, Reason, UnitRef } from '@jiceng/kernel';
import type { IncidentPlace } from './schemas.ts';

/** What a matcher is told of an incident. */
export interface DispatchRequest {
  readonly kind: string;
  readonly place: IncidentPlace;
  readonly at: Instant;
  /** Units that have returned this incident: not theirs, they say. */
  readonly returnedBy: readonly UnitRef[];
}

/** Whom a matcher proposes: exactly one lead unit and any number that assist; or nobody, and why. */
export type DispatchAnswer =
  | {
      readonly kind: 'matched';
      readonly dutyCode: string;
      readonly gridCode?: GridCode;
      readonly leadUnit: UnitRef;
      readonly assistUnits: readonly UnitRef[];
      readonly escalateTo?: UnitRef;
      readonly reasons: readonly Reason[];
    }
  | { readonly kind: 'unmatched'; readonly reasons: readonly Reason[] };

/** How the host finds who must act: `match` of `@jiceng/dispatch`, or a matcher of its own. A person confirms the answer. */
export type DispatchFunction = (request: DispatchRequest) => DispatchAnswer;
