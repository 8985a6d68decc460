import { compareText, type DivisionCode, type Instant, type PersonRef, type UnitRef } from '@jiceng/kernel/plain';
import { dispatchError } from './errors.ts';
import type { DutyLevel } from './levels.ts';

/** A time on duty; the end is excluded. */
export interface Shift {
  readonly from: Instant;
  readonly to: Instant;
}

/** What may keep a unit or an officer from an order. A field left out sets no limit. */
export interface Availability {
  /** Serves these areas or divisions only; any level of the hierarchy. */
  readonly areas?: readonly DivisionCode[];
  readonly shifts?: readonly Shift[];
  /** Work carried now, in the same whole units as `capacity` and an incident's `effort`; 0 when absent. */
  readonly load?: number;
  readonly capacity?: number;
  /** Persons, units, addresses or cases to stand aside from, as the host refers to them. */
  readonly recusedFrom?: readonly string[];
  readonly suspended?: boolean;
}

/** A unit considered for an order. Its level stands in the duty table. */
export interface UnitCandidate extends Availability {
  readonly unit: UnitRef;
}

/** A person considered for an order of the unit it works for. */
export interface OfficerCandidate extends Availability {
  readonly officer: PersonRef;
  readonly unit: UnitRef;
  /** The level of the post: a grid worker of a township is `grid`, because the post carries no power to enforce. */
  readonly level: DutyLevel;
  /** What the officer is qualified in; nothing when absent. */
  readonly skills?: readonly string[];
  /** When the officer last received an order; never when absent. */
  readonly lastAssignedAt?: Instant;
}

const amountMax = 1_000_000_000;
const instantForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Points and sums are whole numbers, so that the order of officers never depends on rounding. */
export function checkAmount(of: string, field: string, value: number, max = amountMax): void {
  if (Number.isSafeInteger(value) && value >= 0 && value <= max) return;
  throw dispatchError('DISPATCH_NUMBER_INVALID', { of, field, value: String(value), max });
}

/** Instants are compared as text, which is right in the normal form only. */
export function checkInstant(of: string, text: string): void {
  if (!instantForm.test(text)) throw dispatchError('DISPATCH_INSTANT_INVALID', { of, text });
}

function checkAvailability(id: string, { shifts, load, capacity }: Availability): void {
  if (load !== undefined) checkAmount(id, 'load', load);
  if (capacity !== undefined) checkAmount(id, 'capacity', capacity);
  for (const { from, to } of shifts ?? []) {
    checkInstant(id, from);
    checkInstant(id, to);
    if (from >= to) throw dispatchError('DISPATCH_SHIFT_INVALID', { of: id, from, to });
  }
}

/** The units by reference, checked. */
export function readUnits(units: readonly UnitCandidate[]): ReadonlyMap<UnitRef, UnitCandidate> {
  const byRef = new Map<UnitRef, UnitCandidate>();
  for (const candidate of units) {
    if (byRef.has(candidate.unit)) throw dispatchError('DISPATCH_CANDIDATE_TWICE', { id: candidate.unit });
    checkAvailability(candidate.unit, candidate);
    byRef.set(candidate.unit, candidate);
  }
  return byRef;
}

/** The officers in the order of their ids, checked: whatever order the host has them in, the answer is the same. */
export function readOfficers(officers: readonly OfficerCandidate[]): readonly OfficerCandidate[] {
  const seen = new Set<PersonRef>();
  for (const candidate of officers) {
    const { officer, lastAssignedAt } = candidate;
    if (seen.has(officer)) throw dispatchError('DISPATCH_CANDIDATE_TWICE', { id: officer });
    seen.add(officer);
    checkAvailability(officer, candidate);
    if (lastAssignedAt !== undefined) checkInstant(officer, lastAssignedAt);
  }
  return officers.toSorted((a, b) => compareText(a.officer, b.officer));
}
