import type { Instant, Reason, UnitRef } from '@jiceng/kernel/plain';
import type { Availability } from './candidates.ts';
import { type DutyLevel, isBelow } from './levels.ts';
import type { Order } from './order.ts';
import { dispatchReason } from './reasons.ts';

/** What a candidate is considered as. */
export type Role = 'lead' | 'assist' | 'officer';

/** One candidate, as the filters see it. */
export interface Considered extends Availability {
  readonly id: string;
  readonly unit: UnitRef;
  readonly level: DutyLevel | undefined;
  readonly skills: readonly string[];
  readonly lastAssignedAt?: Instant;
}

interface Filter {
  readonly roles: readonly Role[];
  readonly excludes: (candidate: Considered, order: Order) => Reason | undefined;
}

const levelForbidden = dispatchReason.reason('DISPATCH_LEVEL_FORBIDDEN');
const areaOutside = dispatchReason.reason('DISPATCH_AREA_OUTSIDE');
const offShift = dispatchReason.reason('DISPATCH_OFF_SHIFT');
const conflictOfInterest = dispatchReason.reason('DISPATCH_CONFLICT_OF_INTEREST');
const alreadyReturned = dispatchReason.reason('DISPATCH_ALREADY_RETURNED');
const suspended = dispatchReason.reason('DISPATCH_SUSPENDED');

/** The reason under this key, put into words the first time it is told. */
function tellOnce(told: Map<string, Reason>, key: string, tell: () => Reason): Reason {
  const known = told.get(key);
  if (known !== undefined) return known;
  const reason = tell();
  told.set(key, reason);
  return reason;
}

/** The hard filters in the order in which their reasons are told. All are asked, so that mending one shows what is left. */
const filters: readonly Filter[] = [
  {
    // An officer is competent through the unit: when that cannot lead, neither can its people.
    roles: ['lead', 'officer'],
    excludes: ({ unit }, { leadUnit, notCompetent, leadBlocked }) => (unit === leadUnit ? leadBlocked : notCompetent),
  },
  {
    roles: ['lead', 'officer'],
    excludes: (candidate, { level }) =>
      level !== undefined && candidate.level !== undefined && isBelow(candidate.level, level)
        ? levelForbidden
        : undefined,
  },
  {
    roles: ['lead', 'assist', 'officer'],
    excludes: ({ areas }, { path }) =>
      areas === undefined || path.some((code) => areas.includes(code)) ? undefined : areaOutside,
  },
  {
    roles: ['officer'],
    excludes: (candidate, { skills, told }) => {
      const missing = skills.filter((skill) => !candidate.skills.includes(skill));
      if (missing.length === 0) return undefined;
      const tell = () => dispatchReason.reason('DISPATCH_SKILL_MISSING', { missing });
      return tellOnce(told, JSON.stringify(missing), tell);
    },
  },
  {
    roles: ['lead', 'officer'],
    excludes: ({ shifts }, { at }) =>
      shifts === undefined || shifts.some(({ from, to }) => from <= at && at < to) ? undefined : offShift,
  },
  {
    roles: ['lead', 'officer'],
    excludes: ({ load = 0, capacity }, { effort, told }) => {
      if (capacity === undefined || load + effort <= capacity) return undefined;
      const tell = () => dispatchReason.reason('DISPATCH_CAPACITY_FULL', { load, capacity, effort });
      return tellOnce(told, `${load}/${capacity}`, tell);
    },
  },
  {
    // Also for assistants: an order must not reach the person or the unit it complains of.
    roles: ['lead', 'assist', 'officer'],
    excludes: ({ id, recusedFrom = [] }, { parties }) =>
      parties.size > 0 && (parties.has(id) || recusedFrom.some((party) => parties.has(party)))
        ? conflictOfInterest
        : undefined,
  },
  {
    roles: ['lead', 'officer'],
    excludes: ({ id }, { returnedBy }) => (returnedBy.has(id) ? alreadyReturned : undefined),
  },
  {
    roles: ['lead', 'assist', 'officer'],
    excludes: (candidate) => (candidate.suspended === true ? suspended : undefined),
  },
];

/** Why a candidate cannot take an order in this role: every reason, in the fixed order; none when it can. */
export function exclusionsOf(candidate: Considered, role: Role, order: Order): readonly Reason[] {
  const reasons: Reason[] = [];
  for (const { roles, excludes } of filters) {
    if (!roles.includes(role)) continue;
    const reason = excludes(candidate, order);
    if (reason !== undefined) reasons.push(reason);
  }
  return reasons;
}
