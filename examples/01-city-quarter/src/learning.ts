import { countBy, groupBy, largest, quantile, type CivilMonth } from '@jiceng/analytics';
import { anyEventType, type DutyRow, type DutyUnit } from '@jiceng/dispatch';
import type { HandlingLimit } from '@jiceng/incidents';
import { parseCivilDate, type UnitRef } from '@jiceng/kernel';
import { quarterError } from './errors.ts';
import { isWithin, monthsOf } from './months.ts';
import type { RequestRow } from './requests.ts';
import { createWallClock } from './wall-clock.ts';

/** What the first month says of one type of request. */
export interface LearntType {
  readonly type: string;
  readonly cases: number;
  /** The department that had most of them; of equal ones the first by code point. */
  readonly department: UnitRef;
  readonly departmentCases: number;
  /** How many came with a promise that lies after their opening. */
  readonly promised: number;
  /** The median of the promised times, to the nearest minute; absent when the type had no promise. */
  readonly promisedMinutes?: number;
}

/** What is learnt from the first month of a file: who handles what, and what is promised for it. */
export interface Learnt {
  readonly month: CivilMonth;
  readonly cases: number;
  /** In the order of their names. */
  readonly types: readonly LearntType[];
  /** Who takes what this month did not see: the department with most cases of all. */
  readonly fallback: { readonly department: UnitRef; readonly cases: number };
  /** Promises that lie before the opening they belong to; they say nothing and are left out. */
  readonly brokenPromises: number;
}

const minuteMs = 60_000;

function majorityOf(rows: readonly RequestRow[]): { readonly department: UnitRef; readonly cases: number } {
  const [first] = largest(countBy(rows, ({ department }) => department).counts, 1);
  return { department: first?.key ?? '', cases: first?.count ?? 0 };
}

/** How long after its opening a request was promised, as the city counts: in days and hours of its wall clock. */
type Promised = (row: RequestRow) => number | undefined;

function promisesOn(zone: string): Promised {
  const clock = createWallClock(zone);
  return ({ openedAt, targetAt }) => (targetAt === undefined ? undefined : clock.wallMsBetween(openedAt, targetAt));
}

function learnType(type: string, rows: readonly RequestRow[], promisedMs: Promised): LearntType {
  const { department, cases: departmentCases } = majorityOf(rows);
  const promises = rows.map(promisedMs).filter((ms) => ms !== undefined && ms > 0);
  const medianMs = quantile(
    promises.filter((ms) => ms !== undefined),
    0.5,
  );
  return {
    type,
    cases: rows.length,
    department,
    departmentCases,
    promised: promises.length,
    // The city's own targets are a second off here and there (71:59:59); a limit is a number of minutes.
    ...(medianMs === undefined ? {} : { promisedMinutes: Math.max(1, Math.round(medianMs / minuteMs)) }),
  };
}

/**
 * Learns duty table and limits from the first calendar month that the rows fall in.
 *
 * @throws JicengError `QUARTER_NO_ROWS` when there is no row.
 * @throws JicengError `QUARTER_ZONE_UNKNOWN` when the platform does not know the zone.
 */
export function learnFirstMonth(rows: readonly RequestRow[], zone: string): Learnt {
  const [first] = monthsOf(
    rows.map(({ openedAt }) => openedAt),
    zone,
  );
  if (first === undefined) throw quarterError('QUARTER_NO_ROWS');
  const promisedMs = promisesOn(zone);
  const seen = rows.filter(({ openedAt }) => isWithin(first, openedAt));
  return {
    month: first.month,
    cases: seen.length,
    types: groupBy(seen, ({ type }) => type).groups.map((group) => learnType(group.key, group.rows, promisedMs)),
    fallback: majorityOf(seen),
    brokenPromises: seen.filter((row) => (promisedMs(row) ?? 1) <= 0).length,
  };
}

/** Who takes over from every department, and who takes over from it. */
const hotline = { unit: 'INFO', above: 'MAYOR' } as const;

/** The coordinator of the duty table: the Mayor's 24 Hour Hotline, the desk that all requests come in at. */
export const coordinator: UnitRef = hotline.unit;

/** The departments as units of the duty table: all of them departments of the city, with the hotline above them. */
export function dutyUnits({ types, fallback }: Learnt): readonly DutyUnit[] {
  const departments = new Set([...types.map(({ department }) => department), fallback.department]);
  departments.delete(hotline.unit);
  return [
    { unit: hotline.unit, level: 'cityDepartment', escalateTo: hotline.above },
    ...[...departments]
      .toSorted()
      .map((unit) => ({ unit, level: 'cityDepartment', escalateTo: hotline.unit }) as const),
  ];
}

/** The rows of the duty table: for every type the department that had most of it, and a default row for all other types. */
export function dutyRows({ month, types, fallback, cases }: Learnt): readonly DutyRow[] {
  const from = parseCivilDate(`${month}-01`);
  const basisOf = (what: string) => ({ law: '波士顿市 311 记录（City of Boston 311 requests）', article: what, from });
  return [
    // A type that is called like the default row is left to the default row.
    ...types
      .filter(({ type }) => type !== anyEventType)
      .map(({ type, department, departmentCases, cases: ofType }, at) => ({
        code: `D${String(at + 1).padStart(3, '0')}`,
        eventType: type,
        leadUnit: department,
        level: 'cityDepartment' as const,
        basis: basisOf(`${month}: ${departmentCases}/${ofType}`),
      })),
    {
      code: 'D000',
      eventType: anyEventType,
      leadUnit: fallback.department,
      level: 'cityDepartment',
      basis: basisOf(`${month}: ${fallback.cases}/${cases}`),
    },
  ];
}

/** How long each type may take; a type without promises has no limit. */
export function handlingLimits({ types }: Learnt): ReadonlyMap<string, HandlingLimit> {
  return new Map(
    types.flatMap(({ type, promisedMinutes }) =>
      promisedMinutes === undefined ? [] : [[type, { value: promisedMinutes, unit: 'minute' }] as const],
    ),
  );
}
