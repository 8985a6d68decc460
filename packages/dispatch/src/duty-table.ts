import type { CivilDate, DivisionCode, Reason, UnitRef } from '@jiceng/kernel/plain';
import { anyEventType, checkUnits, type DutyRow, isComplete } from './duty-rows.ts';
import { type DutyUnit, registerUnits, type UnitRegister } from './duty-units.ts';
import { dispatchError, refuseFaults } from './errors.ts';
import type { DutyLevel } from './levels.ts';
import { dispatchReason } from './reasons.ts';

export interface DutyTableOptions {
  readonly units: readonly DutyUnit[];
  /** The body that convenes and names a lead unit when the table cannot; every escalation reaches it. */
  readonly coordinator: UnitRef;
  /** The day whose law counts: rows whose basis is not in force on it are left out. All rows count when absent. */
  readonly on?: CivilDate;
}

/** A row ready for matching, with the words that say why its unit leads, why no other does, and that it cannot. */
export interface CompiledDuty {
  readonly row: DutyRow;
  readonly competent: Reason;
  readonly notCompetent: Reason;
  readonly excluded: Reason;
  /** Who takes over, in order. Never empty. */
  readonly escalation: readonly string[];
}

/** A compiled duty table: for every event type and area at most one lead unit. */
export interface DutyTable {
  readonly coordinator: UnitRef;
  readonly levels: ReadonlyMap<UnitRef, DutyLevel>;
  /** Event type → area (`''` = everywhere) → duty. */
  readonly duties: ReadonlyMap<string, ReadonlyMap<string, CompiledDuty>>;
  /** Codes of the rows left out because their basis is not in force on the day asked for. */
  readonly notInForce: readonly string[];
}

function compileRow(row: DutyRow, { escalationOf }: UnitRegister): CompiledDuty {
  const { code, eventType, leadUnit, basis } = row;
  const details = { duty: code, leadUnit, law: basis.law, article: basis.article };
  return {
    row,
    competent:
      eventType === anyEventType
        ? dispatchReason.reason('DISPATCH_LED_BY_DEFAULT', details)
        : dispatchReason.reason('DISPATCH_LED_BY_DUTY', details),
    notCompetent: dispatchReason.reason('DISPATCH_DUTY_NOT_COMPETENT', { duty: code, leadUnit }),
    excluded: dispatchReason.reason('DISPATCH_LEAD_EXCLUDED', { leadUnit }),
    escalation: escalationOf(leadUnit),
  };
}

/**
 * Compiles a dispatch catalogue, so that every event type in every area has at most one lead unit, of a level that may lead it.
 * The error thrown is the first fault; when there are several, its `reasons` hold them all.
 *
 * @throws JicengError `DISPATCH_COORDINATOR_MISSING` when no coordinator is named.
 * @throws JicengError `DISPATCH_UNIT_TWICE` when a unit is registered twice.
 * @throws JicengError `DISPATCH_LEVEL_UNKNOWN` when a level is none of `dutyLevels`.
 * @throws JicengError `DISPATCH_HIERARCHY_TOO_DEEP` when a unit has more than 32 superiors.
 * @throws JicengError `DISPATCH_ESCALATION_CYCLE` when a unit is its own superior.
 * @throws JicengError `DISPATCH_ESCALATION_MISSING` when the coordinator leads a duty and has nobody to escalate to.
 * @throws JicengError `DISPATCH_DUTY_INCOMPLETE` when a row lacks its code, event type, lead unit, law, article or first day.
 * @throws JicengError `DISPATCH_DUTY_CODE_TWICE` when two rows have one code.
 * @throws JicengError `DISPATCH_DUTY_UNIT_TWICE` when a row names a unit twice.
 * @throws JicengError `DISPATCH_UNIT_UNKNOWN` when a row names a unit that is not registered.
 * @throws JicengError `DISPATCH_DUTY_HANDED_DOWN` when the lead unit is of a lower level than the duty.
 * @throws JicengError `DISPATCH_DUTY_CLASH` when rows name leads for the same event type and area; it names those rows.
 * @see 《国务院办公厅关于进一步规范和提升12345热线服务的意见》（国办函〔2025〕66号）（五）强化诉求精准分办：派单目录；应由职能部门办理的不得分派给基层
 */
export function compileDutyTable(rows: readonly DutyRow[], options: DutyTableOptions): DutyTable {
  const faults: Reason[] = [];
  if (options.coordinator === undefined || options.coordinator === '') {
    faults.push(dispatchError.reason('DISPATCH_COORDINATOR_MISSING'));
  }
  const register = registerUnits(options.units, options.coordinator, faults);
  const codes = new Set<string>();
  const rivals = new Map<string, DutyRow[]>();
  const duties = new Map<string, Map<string, CompiledDuty>>();
  const notInForce: string[] = [];
  for (const [index, given] of rows.entries()) {
    const { on } = options;
    if (!isComplete(given, index, faults)) continue;
    checkUnits(given, register, faults);
    if (codes.has(given.code)) faults.push(dispatchError.reason('DISPATCH_DUTY_CODE_TWICE', { duty: given.code }));
    codes.add(given.code);
    if (on !== undefined && (on < given.basis.from || (given.basis.to !== undefined && on > given.basis.to))) {
      notInForce.push(given.code);
      continue;
    }
    const { eventType, area = '' } = given;
    const place = JSON.stringify([eventType, area]);
    const rivalsHere = rivals.get(place) ?? [];
    rivalsHere.push(given);
    rivals.set(place, rivalsHere);
    // A copy: what the host does to its rows later must not change decisions.
    const row = { ...given, assistUnits: [...(given.assistUnits ?? [])], skills: [...(given.skills ?? [])] };
    const ofType = duties.get(eventType) ?? new Map<string, CompiledDuty>();
    ofType.set(area, compileRow(row, register));
    duties.set(eventType, ofType);
  }
  for (const clash of rivals.values()) {
    const [first] = clash;
    if (first === undefined || clash.length === 1) continue;
    const details = { duties: clash.map(({ code }) => code), eventType: first.eventType, area: first.area ?? '*' };
    faults.push(dispatchError.reason('DISPATCH_DUTY_CLASH', details));
  }
  refuseFaults(faults);
  return { coordinator: options.coordinator, levels: register.levels, duties, notInForce };
}

/**
 * The duty that governs an event type at a place: the row for the type before the default row, and among these the row of the
 * narrowest area on the path, then the row that holds everywhere. `undefined` when the table names nobody.
 */
export function findDuty(table: DutyTable, eventType: string, path: readonly DivisionCode[]): CompiledDuty | undefined {
  for (const type of [eventType, anyEventType]) {
    const ofType = table.duties.get(type);
    if (ofType === undefined) continue;
    for (const area of path) {
      const duty = ofType.get(area);
      if (duty !== undefined) return duty;
    }
    const everywhere = ofType.get('');
    if (everywhere !== undefined) return everywhere;
  }
  return undefined;
}
