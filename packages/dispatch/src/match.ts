import { compareText, type GridCode, type PersonRef, type Reason, type UnitRef } from '@jiceng/kernel/plain';
import { type OfficerCandidate, readOfficers, readUnits, type UnitCandidate } from './candidates.ts';
import { type DutyTable, findDuty } from './duty-table.ts';
import { type Considered, exclusionsOf, type Role } from './filters.ts';
import { type DispatchIncident, type Order, orderOf, reasonsOfPlace } from './order.ts';
import { dispatchReason } from './reasons.ts';
import { checkWeights, defaultWeights, rank, type RankedOfficer, type ScoreWeights } from './scores.ts';

export interface MatchInput {
  readonly incident: DispatchIncident;
  readonly duties: DutyTable;
  /** The state of units, and units to be told why they do not lead. The competent unit need not be listed to lead. */
  readonly units?: readonly UnitCandidate[];
  /** Officers to choose from. Without them the lead unit assigns somebody itself. */
  readonly officers?: readonly OfficerCandidate[];
  readonly weights?: ScoreWeights;
}

/** A candidate that was considered and cannot be taken, with every reason in the order of the filters. */
export interface Excluded {
  readonly as: Role;
  /** The reference of a unit for `lead` and `assist`, of a person for `officer`. */
  readonly id: string;
  readonly reasons: readonly Reason[];
}

/** Exactly one unit leads. */
export interface Matched {
  readonly kind: 'matched';
  readonly leadUnit: UnitRef;
  readonly assistUnits: readonly UnitRef[];
  /** Absent when no officers were given or none is eligible. */
  readonly officer?: PersonRef;
  /** The unit or person who takes over when the lead unit does not get it done. */
  readonly escalateTo: string;
  readonly dutyCode: string;
  /** Absent when the incident lies in no area. */
  readonly gridCode?: GridCode;
  readonly reasons: readonly Reason[];
  /** Every eligible officer, the chosen one first. */
  readonly ranking: readonly RankedOfficer[];
  readonly excluded: readonly Excluded[];
}

/** Nobody can be named by rule: a person has to designate a unit (指定办理). */
export interface Unmatched {
  readonly kind: 'unmatched';
  /** Who designates; absent when everybody who could must stand aside. */
  readonly escalateTo?: string;
  /** Absent when no duty governs the event type. */
  readonly dutyCode?: string;
  readonly gridCode?: GridCode;
  readonly reasons: readonly Reason[];
  readonly excluded: readonly Excluded[];
}

export type Match = Matched | Unmatched;

interface Judged {
  readonly admitted: readonly Considered[];
  readonly excluded: readonly Excluded[];
}

function judge(candidates: readonly Considered[], as: Role, order: Order): Judged {
  const admitted: Considered[] = [];
  const excluded: Excluded[] = [];
  for (const candidate of candidates) {
    const reasons = exclusionsOf(candidate, as, order);
    if (reasons.length === 0) admitted.push(candidate);
    else excluded.push({ as, id: candidate.id, reasons });
  }
  return { admitted, excluded };
}

function whyThisOfficer(leadUnit: UnitRef, [first, second]: readonly RankedOfficer[]): Reason {
  if (first === undefined) return dispatchReason.reason('DISPATCH_OFFICER_NONE', { leadUnit });
  const { officer, points } = first;
  return points === second?.points
    ? dispatchReason.reason('DISPATCH_OFFICER_TIED', { officer, points })
    : dispatchReason.reason('DISPATCH_OFFICER_CHOSEN', { officer, points });
}

/**
 * Who leads an incident, who assists, which officer takes it, and who takes over if they fail, with the reasons for and against
 * everybody considered. The duty table alone decides which unit is competent: when that unit cannot act, no other unit takes its
 * place by calculation; the answer is `unmatched`, and a person designates one. The answer is a proposal and plain JSON, may
 * share parts with other answers, does not depend on the order of units and officers, and reads no clock.
 *
 * @throws JicengError `DISPATCH_INSTANT_INVALID` when an instant is not in the normal form that `parseInstant` gives.
 * @throws JicengError `DISPATCH_NUMBER_INVALID` when an effort, load, capacity or weight is no whole number in range.
 * @throws JicengError `DISPATCH_SHIFT_INVALID` when a shift does not end after it begins.
 * @throws JicengError `DISPATCH_CANDIDATE_TWICE` when a unit or an officer is listed twice.
 * @see 《国务院办公厅关于进一步规范和提升12345热线服务的意见》（国办函〔2025〕66号）（五）强化诉求精准分办：职责明确的按目录分派，难以确定的协商确定主办
 */
export function match(input: MatchInput): Match {
  const { incident, duties, weights = defaultWeights } = input;
  const { location } = incident;
  checkWeights(weights);
  const units = readUnits(input.units ?? []);
  const officers = readOfficers(input.officers ?? []);
  const duty = findDuty(duties, incident.eventType, location?.path ?? []);
  const { leadUnit, assistUnits = [] } = duty?.row ?? {};
  const order = orderOf(incident, duty);
  const asUnit = (unit: UnitRef): Considered => {
    return { ...units.get(unit), id: unit, unit, level: duties.levels.get(unit), skills: [] };
  };

  const asOfficer = (candidate: OfficerCandidate): Considered => {
    return { ...candidate, id: candidate.officer, skills: candidate.skills ?? [] };
  };

  // The competent unit is asked whether listed or not; an assistant is asked as such below.
  const others = [...units.keys()].filter((unit) => unit !== leadUnit && !assistUnits.includes(unit));
  const asked = leadUnit === undefined ? others : [leadUnit, ...others];
  const lead = judge(asked.toSorted(compareText).map(asUnit), 'lead', order);
  const assist = judge(assistUnits.map(asUnit), 'assist', order);
  const leads = lead.admitted.length > 0;
  const leadBlocked = order.leadBlocked ?? (leads ? undefined : duty?.excluded);
  const people = judge(officers.map(asOfficer), 'officer', { ...order, leadBlocked });
  const excluded = [...lead.excluded, ...assist.excluded, ...people.excluded];
  const gridCode = location?.kind === 'inside' ? { gridCode: location.owner } : {};

  if (!leads || duty === undefined || leadUnit === undefined || order.escalateTo === undefined) {
    const escalateTo = [duties.coordinator, ...(duty?.escalation ?? [])].find((ref) => !order.parties.has(ref));
    const against = lead.excluded.find(({ id }) => id === leadUnit)?.reasons ?? [];
    const reasons = duty === undefined ? [order.notCompetent] : [duty.excluded, ...against];
    return {
      kind: 'unmatched',
      ...(escalateTo === undefined ? {} : { escalateTo }),
      ...(duty === undefined ? {} : { dutyCode: duty.row.code }),
      ...gridCode,
      reasons: [...reasons, ...reasonsOfPlace(location)],
      excluded,
    };
  }

  const ranking = rank(people.admitted, order.path, weights);
  const [chosen] = ranking;
  return {
    kind: 'matched',
    leadUnit,
    assistUnits: assist.admitted.map(({ id }) => id),
    ...(chosen === undefined ? {} : { officer: chosen.officer }),
    escalateTo: order.escalateTo,
    dutyCode: duty.row.code,
    ...gridCode,
    reasons: [
      duty.competent,
      ...reasonsOfPlace(location),
      ...(officers.length === 0 ? [] : [whyThisOfficer(leadUnit, ranking)]),
    ],
    ranking,
    excluded,
  };
}
