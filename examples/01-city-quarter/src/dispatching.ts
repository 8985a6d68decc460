import { compileDutyTable, compileTerritory, locate, match } from '@jiceng/dispatch';
import type { DispatchFunction } from '@jiceng/incidents';
import { cellsOver, gridFeatures } from './grid.ts';
import { coordinator, dutyRows, dutyUnits, type Learnt } from './learning.ts';
import type { RequestRow } from './requests.ts';

/** The city's matcher: grid by point, department by the duty table learnt from its first month, every answer with its reasons. */
export function createCityDispatch(rows: readonly RequestRow[], learnt: Learnt): DispatchFunction {
  const points = rows.flatMap(({ point }) => (point === undefined ? [] : [point]));
  const territory = compileTerritory(gridFeatures(cellsOver(points)), { crs: 'WGS-84' });
  const duties = compileDutyTable(dutyRows(learnt), { units: dutyUnits(learnt), coordinator });
  return ({ kind, place, at, returnedBy }) => {
    const located = place.point === undefined ? {} : { location: locate(territory, place.point, { crs: 'WGS-84' }) };
    return match({ incident: { eventType: kind, at, returnedBy, ...located }, duties });
  };
}
