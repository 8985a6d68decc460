/**
 * Levels at which work is done, from the lowest up: grid, community or village, township or street, department of a county or
 * district, department of a city. Only bodies from `countyDepartment` up are functional departments (职能部门).
 */
export const dutyLevels = ['grid', 'community', 'township', 'countyDepartment', 'cityDepartment'] as const;
export type DutyLevel = (typeof dutyLevels)[number];

const ranks: ReadonlyMap<string, number> = new Map(dutyLevels.map((level, rank) => [level, rank]));

export function isDutyLevel(level: string): level is DutyLevel {
  return ranks.has(level);
}

/** Does the first level lie below the second? */
export function isBelow(level: DutyLevel, other: DutyLevel): boolean {
  return (ranks.get(level) ?? 0) < (ranks.get(other) ?? 0);
}
