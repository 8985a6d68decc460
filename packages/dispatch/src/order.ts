import type { DivisionCode, Instant, Reason, UnitRef } from '@jiceng/kernel/plain';
import { checkAmount, checkInstant } from './candidates.ts';
import type { CompiledDuty } from './duty-table.ts';
import type { DutyLevel } from './levels.ts';
import type { Location } from './location.ts';
import { dispatchReason } from './reasons.ts';

/** What is to be dispatched. */
export interface DispatchIncident {
  readonly eventType: string;
  /** When the work would begin: it decides who is on shift. */
  readonly at: Instant;
  /** Where, as `locate` answered; absent when the incident has no place. */
  readonly location?: Location;
  /** How much it adds to a load, in whole units; 1 when absent. */
  readonly effort?: number;
  /** Persons, units, addresses or cases concerned, as the host refers to them: who is one of them stands aside. */
  readonly parties?: readonly string[];
  /** Units and officers who have returned this order. */
  readonly returnedBy?: readonly string[];
}

/** An incident under its duty, as the filters see it. */
export interface Order {
  readonly at: Instant;
  readonly path: readonly DivisionCode[];
  readonly effort: number;
  readonly parties: ReadonlySet<string>;
  readonly returnedBy: ReadonlySet<string>;
  readonly leadUnit: UnitRef | undefined;
  /** Who takes over from the lead unit: the first above it that need not stand aside. */
  readonly escalateTo: string | undefined;
  /** Why whoever does not belong to the lead unit is not competent. */
  readonly notCompetent: Reason;
  /** Why the competent unit cannot lead, and its people cannot act, whatever their own state. */
  readonly leadBlocked: Reason | undefined;
  readonly level: DutyLevel | undefined;
  readonly skills: readonly string[];
  /** Reasons already put into words for this order: most officers fail for the same few, and words cost more than judging. */
  readonly told: Map<string, Reason>;
}

const escalationConflict = dispatchReason.reason('DISPATCH_ESCALATION_CONFLICT');
const nobody: ReadonlySet<string> = new Set();
const setOf = (refs: readonly string[]) => (refs.length === 0 ? nobody : new Set(refs));

export function orderOf(incident: DispatchIncident, duty: CompiledDuty | undefined): Order {
  const { eventType, at, location, effort = 1, returnedBy = [] } = incident;
  checkInstant('incident', at);
  checkAmount('incident', 'effort', effort);
  const parties = setOf(incident.parties ?? []);
  const escalateTo = duty?.escalation.find((ref) => !parties.has(ref));
  return {
    at,
    path: location?.path ?? [],
    effort,
    parties,
    returnedBy: setOf(returnedBy),
    leadUnit: duty?.row.leadUnit,
    escalateTo,
    notCompetent: duty?.notCompetent ?? dispatchReason.reason('DISPATCH_DUTY_UNKNOWN', { eventType }),
    leadBlocked: duty !== undefined && escalateTo === undefined ? escalationConflict : undefined,
    level: duty?.row.level,
    skills: duty?.row.skills ?? [],
    told: new Map(),
  };
}

const placeOutside = dispatchReason.reason('DISPATCH_PLACE_OUTSIDE');

/** What the place has to say: nothing, unless it lies in no area or on the edge of several. */
export function reasonsOfPlace(location: Location | undefined): readonly Reason[] {
  if (location === undefined) return [];
  if (location.kind === 'outside') return [placeOutside];
  const { owner, path, boundaryOf, onBoundary } = location;
  const others = boundaryOf.filter((code) => !path.includes(code));
  if (others.length === 0 || !onBoundary) return [];
  return [dispatchReason.reason('DISPATCH_PLACE_ON_BOUNDARY', { grid: owner, others })];
}
