import type { Reason, UnitRef } from '@jiceng/kernel/plain';
import { dispatchError } from './errors.ts';
import { ascend, levelsMax } from './hierarchy.ts';
import { type DutyLevel, dutyLevels, isDutyLevel } from './levels.ts';

/** A body that can lead or assist. */
export interface DutyUnit {
  readonly unit: UnitRef;
  readonly level: DutyLevel;
  /** The unit or person who takes over what this unit does not get done; the coordinator when absent. */
  readonly escalateTo?: string;
}

/** The units by reference, with the way up from each. */
export interface UnitRegister {
  readonly levels: ReadonlyMap<UnitRef, DutyLevel>;
  /** Who takes over from a unit, in order; the coordinator is always among them, unless it is the unit. */
  readonly escalationOf: (unit: UnitRef) => readonly string[];
}

export function registerUnits(units: readonly DutyUnit[], coordinator: UnitRef, faults: Reason[]): UnitRegister {
  const levels = new Map<UnitRef, DutyLevel>();
  const superiors = new Map<string, string | undefined>();
  for (const { unit, level, escalateTo } of units) {
    if (levels.has(unit)) faults.push(dispatchError.reason('DISPATCH_UNIT_TWICE', { unit }));
    if (!isDutyLevel(level)) {
      faults.push(dispatchError.reason('DISPATCH_LEVEL_UNKNOWN', { of: unit, level, known: [...dutyLevels] }));
    }
    levels.set(unit, level);
    superiors.set(unit, escalateTo);
  }
  // A superior may be a person or a body outside the register; the way up ends there.
  for (const { escalateTo } of units) {
    if (escalateTo !== undefined && !superiors.has(escalateTo)) superiors.set(escalateTo, undefined);
  }
  const told = new Set<string>();
  for (const { unit } of units) {
    const ascent = ascend(superiors, unit);
    if (ascent.kind === 'tooDeep') {
      faults.push(dispatchError.reason('DISPATCH_HIERARCHY_TOO_DEEP', { code: unit, levelsMax }));
    }
    if (ascent.kind !== 'cycle' || told.has(ascent.codes.join('\n'))) continue;
    told.add(ascent.codes.join('\n'));
    faults.push(dispatchError.reason('DISPATCH_ESCALATION_CYCLE', { units: ascent.codes }));
  }
  const escalationOf = (unit: UnitRef) => {
    const ascent = ascend(superiors, unit);
    const above = ascent.kind === 'path' ? ascent.codes.slice(1) : [];
    return above.includes(coordinator) || unit === coordinator ? above : [...above, coordinator];
  };
  return { levels, escalationOf };
}
