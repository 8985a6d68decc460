// Territory: whose area a point lies in.
export { crsNames, type Crs } from './crs.ts';
export { locate, type LocateOptions } from './locate.ts';
export type { Inside, Location, Outside } from './location.ts';
export {
  compileTerritory,
  type AreaFeature,
  type Division,
  type Territory,
  type TerritoryOptions,
} from './territory.ts';

// Coordinates: what maps in China show of a position. The way back is an entry of its own, `@jiceng/dispatch/inverse`.
export { gcj02ToBd09, wgs84ToBd09, wgs84ToGcj02 } from './coordinates/forward.ts';
export type { Position } from './coordinates/position.ts';

// Duty table: who leads what, and on what ground.
export { compileDutyTable, findDuty, type CompiledDuty, type DutyTable, type DutyTableOptions } from './duty-table.ts';
export { anyEventType, type DutyRow } from './duty-rows.ts';
export type { DutyUnit } from './duty-units.ts';
export { dutyLevels, isBelow, type DutyLevel } from './levels.ts';

// Match: one lead unit, its assistants and an officer, with every reason.
export type { Availability, OfficerCandidate, Shift, UnitCandidate } from './candidates.ts';
export type { Role } from './filters.ts';
export { match, type Excluded, type Match, type Matched, type MatchInput, type Unmatched } from './match.ts';
export type { DispatchIncident } from './order.ts';
export { defaultWeights, type RankedOfficer, type ScoreWeights } from './scores.ts';

// Assignment: many incidents at once, optimal and proven.
export { assign, type Assignment, type AssignmentProof, type UnassignedIncident } from './assignment/assign.ts';
export { bottleneckCost } from './assignment/bottleneck.ts';
export type { AssignmentTotal } from './assignment/greedy.ts';
export type { AssignmentArcs, AssignmentInput } from './assignment/problem.ts';
export { verifyAssignment, type AssignmentClaim, type AssignmentFlaw } from './assignment/verify.ts';

// The words of refusals and of answers.
export { dispatchError } from './errors.ts';
export { dispatchReason } from './reasons.ts';
