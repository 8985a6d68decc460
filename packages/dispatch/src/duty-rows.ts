import type { DivisionCode, Reason, Source, UnitRef } from '@jiceng/kernel/plain';
import type { UnitRegister } from './duty-units.ts';
import { dispatchError } from './errors.ts';
import { type DutyLevel, dutyLevels, isBelow, isDutyLevel } from './levels.ts';

/** The event type of a default row (兜底): it leads what no other row names. */
export const anyEventType = '*';

/** One line of the dispatch catalogue (派单目录): who leads what, where, and on what ground. */
export interface DutyRow {
  readonly code: string;
  /** The event type exactly as incidents carry it, or `*` for the default row. */
  readonly eventType: string;
  /** The duty holds inside this area or division only; everywhere when absent. A narrower row goes before a wider one. */
  readonly area?: DivisionCode;
  readonly leadUnit: UnitRef;
  readonly assistUnits?: readonly UnitRef[];
  /** The lowest level that may lead or handle this. A department's duty states the department's level and never goes below it. */
  readonly level: DutyLevel;
  /** What an officer must be qualified in to handle it. */
  readonly skills?: readonly string[];
  /** The legal basis, or the document of the local practice. */
  readonly basis: Source;
}

/** Rows come from tables that people keep: a cell left empty must not become a duty for everything or for everywhere. */
export function isComplete(row: DutyRow, index: number, faults: Reason[]): boolean {
  const { code, eventType, leadUnit, area = 'everywhere', basis } = row;
  const { law, article, from } = basis ?? {};
  const missing = Object.entries({ code, eventType, leadUnit, area, law, article, from })
    .filter(([, text]) => typeof text !== 'string' || text === '')
    .map(([field]) => field);
  for (const field of missing) faults.push(dispatchError.reason('DISPATCH_DUTY_INCOMPLETE', { row: index + 1, field }));
  return missing.length === 0;
}

/** A row's units exist, are named once, and the lead is of the duty's level or above. */
export function checkUnits(row: DutyRow, { levels, escalationOf }: UnitRegister, faults: Reason[]): void {
  const { code, leadUnit, level, assistUnits = [] } = row;
  const named = new Set<UnitRef>();
  for (const unit of [leadUnit, ...assistUnits]) {
    if (named.has(unit)) faults.push(dispatchError.reason('DISPATCH_DUTY_UNIT_TWICE', { duty: code, unit }));
    else if (!levels.has(unit)) faults.push(dispatchError.reason('DISPATCH_UNIT_UNKNOWN', { duty: code, unit }));
    named.add(unit);
  }
  const unitLevel = levels.get(leadUnit);
  if (!isDutyLevel(level)) {
    faults.push(dispatchError.reason('DISPATCH_LEVEL_UNKNOWN', { of: code, level, known: [...dutyLevels] }));
  } else if (unitLevel !== undefined && isBelow(unitLevel, level)) {
    const details = { duty: code, unit: leadUnit, level, unitLevel };
    faults.push(dispatchError.reason('DISPATCH_DUTY_HANDED_DOWN', details));
  }
  if (escalationOf(leadUnit).length === 0) {
    faults.push(dispatchError.reason('DISPATCH_ESCALATION_MISSING', { unit: leadUnit }));
  }
}
