import { compileDutyTable, compileTerritory, locate, match, type Match } from '@jiceng/dispatch';
import type { DispatchAnswer, DispatchFunction } from '@jiceng/incidents';
import { describe, expect, expectTypeOf, it } from 'vitest';

const square = [
  [120, 30],
  [120.1, 30],
  [120.1, 30.1],
  [120, 30.1],
];
const territory = compileTerritory(
  [{ properties: { code: 'G-1' }, geometry: { type: 'Polygon', coordinates: [square] } }],
  { crs: 'WGS-84' },
);
const basis = { law: '派单目录', article: '1', from: '2026-01-01' } as const;
const duties = compileDutyTable(
  [{ code: 'D-1', eventType: 'litter', leadUnit: 'sanitation', assistUnits: ['street'], level: 'township', basis }],
  {
    coordinator: 'hotline',
    units: [
      { unit: 'sanitation', level: 'countyDepartment' },
      { unit: 'street', level: 'township' },
    ],
  },
);

/** What a host writes to join the two packages: nothing but names. */
const whomFor: DispatchFunction = ({ kind, place, at, returnedBy }) => {
  const location = place.point === undefined ? undefined : locate(territory, place.point, { crs: 'WGS-84' });
  return match({
    incident: { eventType: kind, at, returnedBy, ...(location === undefined ? {} : { location }) },
    duties,
  });
};

describe('dispatch answers what incidents asks', () => {
  it('in its types: every match is an answer', () => {
    expectTypeOf<Match>().toExtend<DispatchAnswer>();
  });

  const at = '2026-03-02T01:30:00.000Z';

  it('with a lead, its assistants and the grid', () => {
    expect(whomFor({ kind: 'litter', place: { point: [120.05, 30.05] }, at, returnedBy: [] })).toMatchObject({
      kind: 'matched',
      leadUnit: 'sanitation',
      assistUnits: ['street'],
      gridCode: 'G-1',
    });
  });

  it('with nobody, and why, when the unit has returned it or no duty governs', () => {
    const returned = whomFor({ kind: 'litter', place: {}, at, returnedBy: ['sanitation'] });
    const unknown = whomFor({ kind: 'noise', place: {}, at, returnedBy: [] });
    expect([returned.kind, unknown.kind]).toEqual(['unmatched', 'unmatched']);
    expect(returned.reasons.length * unknown.reasons.length).toBeGreaterThan(0);
  });
});
