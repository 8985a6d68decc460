import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  compileDutyTable,
  dutyLevels,
  isBelow,
  match,
  type Availability,
  type DispatchIncident,
  type DutyRow,
  type MatchInput,
  type OfficerCandidate,
  type UnitCandidate,
} from './index.ts';

const basis = { law: '派单目录', article: '第一条', from: '2026-01-01' } as const;
const unitLevels = { U0: 'cityDepartment', U1: 'countyDepartment', U2: 'township', U3: 'community' } as const;
const unitNames = ['U0', 'U1', 'U2', 'U3'] as const;
const rows: readonly DutyRow[] = [
  { code: 'D1', eventType: 'e1', leadUnit: 'U0', assistUnits: ['U1', 'U3'], level: 'cityDepartment', basis },
  { code: 'D2', eventType: 'e2', leadUnit: 'U1', assistUnits: ['U2'], level: 'township', skills: ['s1'], basis },
  { code: 'D3', eventType: 'e2', area: 'A', leadUnit: 'U2', level: 'grid', skills: ['s1', 's2'], basis },
  { code: 'D4', eventType: '*', leadUnit: 'U2', assistUnits: ['U3'], level: 'community', basis },
];
const duties = compileDutyTable(rows, {
  coordinator: 'C',
  units: unitNames.map((unit) => ({ unit, level: unitLevels[unit] })),
});
const withoutDefault = compileDutyTable(rows.slice(0, 2), {
  coordinator: 'C',
  units: unitNames.map((unit) => ({ unit, level: unitLevels[unit] })),
});

const [early, noon, late] = [
  '2026-03-02T00:00:00.000Z',
  '2026-03-02T12:00:00.000Z',
  '2026-03-03T00:00:00.000Z',
] as const;
const some = <T>(values: readonly T[]) => fc.subarray([...values]);
const availability = fc.record<Availability>(
  {
    areas: some(['G', 'A', 'B']),
    shifts: some([
      { from: early, to: noon },
      { from: noon, to: late },
    ]),
    load: fc.nat(3),
    capacity: fc.nat(3),
    recusedFrom: some(['p1', 'p2']),
    suspended: fc.boolean(),
  },
  { requiredKeys: [] },
);
const unitCandidates = fc.uniqueArray(
  fc
    .tuple(fc.constantFrom(...unitNames, 'outsider'), availability)
    .map(([unit, rest]): UnitCandidate => ({ ...rest, unit })),
  { selector: ({ unit }) => unit, maxLength: 5 },
);
const officerCandidates = fc.uniqueArray(
  fc
    .tuple(
      fc.record(
        {
          officer: fc.constantFrom(...Array.from({ length: 12 }, (_, at) => `P${at}`)),
          unit: fc.constantFrom(...unitNames),
          level: fc.constantFrom(...dutyLevels),
          skills: some(['s1', 's2', 's3']),
          lastAssignedAt: fc.constantFrom(early, noon),
        },
        { requiredKeys: ['officer', 'unit', 'level'] },
      ),
      availability,
    )
    .map(([own, rest]): OfficerCandidate => ({ ...rest, ...own })),
  { selector: ({ officer }) => officer, maxLength: 12 },
);
const incidents: fc.Arbitrary<DispatchIncident> = fc.record(
  {
    eventType: fc.constantFrom('e1', 'e2', 'e3'),
    at: fc.constantFrom(early, noon),
    location: fc.constantFrom<NonNullable<DispatchIncident['location']>>(
      { kind: 'outside', path: [] },
      { kind: 'inside', owner: 'G', path: ['G', 'A'], onBoundary: false, interiorOf: ['G'], boundaryOf: [] },
      { kind: 'inside', owner: 'G', path: ['G', 'B'], onBoundary: true, interiorOf: [], boundaryOf: ['G', 'H'] },
    ),
    effort: fc.nat(2),
    parties: some(['p1', 'U1', 'P3', 'C']),
    returnedBy: some(['U2', 'P4']),
  },
  { requiredKeys: ['eventType', 'at'] },
);
const inputs = fc.record({
  incident: incidents,
  duties: fc.constantFrom(duties, withoutDefault),
  units: unitCandidates,
  officers: officerCandidates,
  weights: fc.record({ areaFit: fc.nat(3), freeCapacity: fc.nat(3) }),
});

describe('a match', () => {
  it.prop([
    inputs.chain((input) =>
      fc.record({
        input: fc.constant(input),
        units: fc.shuffledSubarray(input.units, { minLength: input.units.length }),
        officers: fc.shuffledSubarray(input.officers, { minLength: input.officers.length }),
      }),
    ),
  ])('does not depend on the order of the candidates', ({ input, units, officers }) => {
    expect(match({ ...input, units, officers })).toEqual(match(input));
  });

  it.prop([inputs])('has one lead, named by the duty, of its level or above, that does not assist itself', (input) => {
    const found = match(input);
    if (found.kind === 'unmatched') return;
    const duty = rows.find(({ code }) => code === found.dutyCode);
    expect(found.leadUnit).toBe(duty?.leadUnit);
    expect(found.assistUnits).not.toContain(found.leadUnit);
    const lead = unitNames.find((unit) => unit === found.leadUnit);
    const chosen = input.officers.find(({ officer }) => officer === found.officer);
    if (lead === undefined || duty === undefined) throw new Error('a lead comes from the table');
    expect(isBelow(unitLevels[lead], duty.level)).toBe(false);
    expect(chosen === undefined || (chosen.unit === lead && !isBelow(chosen.level, duty.level))).toBe(true);
    const named = [found.leadUnit, ...found.assistUnits, found.officer ?? 'nobody', found.escalateTo];
    expect(named.filter((ref) => input.incident.parties?.includes(ref))).toEqual([]);
  });

  it.prop([inputs])('accounts for every candidate: chosen, ranked or excluded, and for none twice', (input) => {
    const found = match(input);
    const ranked = found.kind === 'matched' ? found.ranking.map(({ officer }) => officer) : [];
    const excludedAs = (role: string) => found.excluded.filter(({ as }) => as === role).map(({ id }) => id);
    expect([...ranked, ...excludedAs('officer')].toSorted()).toEqual(
      input.officers.map(({ officer }) => officer).toSorted(),
    );
    const duty = rows.find(({ code }) => code === found.dutyCode);
    const assistants = duty?.assistUnits ?? [];
    const chosen = found.kind === 'matched' ? [found.leadUnit] : [];
    expect([...chosen, ...excludedAs('lead')].toSorted()).toEqual(
      [...new Set([...input.units.map(({ unit }) => unit), ...(duty === undefined ? [] : [duty.leadUnit])])]
        .filter((unit) => !assistants.includes(unit))
        .toSorted(),
    );
    if (found.kind === 'matched') {
      expect([...found.assistUnits, ...excludedAs('assist')].toSorted()).toEqual([...assistants].toSorted());
      expect(found.officer).toBe(ranked[0]);
    }
    expect(found.excluded.every(({ reasons }) => reasons.length > 0)).toBe(true);
  });

  it.prop([inputs])('survives a journey as JSON', (input) => {
    const found = match(input);
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });

  it.prop([inputs])('takes an officer once the obstacles it named are gone', (input) => {
    const found = match(input);
    const lead = found.kind === 'matched' ? found.leadUnit : undefined;
    const excluded = found.excluded.find(({ as }) => as === 'officer');
    const before = input.officers.find(({ officer }) => officer === excluded?.id);
    if (lead === undefined || excluded === undefined || before === undefined) return;
    const { areas, shifts, ...rest } = before;
    const named = new Set(excluded.reasons.map(({ code }) => code.replace('DISPATCH_', '')));
    const mended: OfficerCandidate = {
      ...rest,
      ...(named.has('DUTY_NOT_COMPETENT') ? { unit: lead } : {}),
      ...(named.has('LEVEL_FORBIDDEN') ? { level: 'cityDepartment' } : {}),
      ...(named.has('AREA_OUTSIDE') || areas === undefined ? {} : { areas }),
      ...(named.has('SKILL_MISSING') ? { skills: ['s1', 's2'] } : {}),
      ...(named.has('OFF_SHIFT') || shifts === undefined ? {} : { shifts }),
      ...(named.has('CAPACITY_FULL') ? { load: 0, capacity: 2 } : {}),
      ...(named.has('CONFLICT_OF_INTEREST') ? { officer: 'new', recusedFrom: [] } : {}),
      ...(named.has('ALREADY_RETURNED') ? { officer: 'new' } : {}),
      ...(named.has('SUSPENDED') ? { suspended: false } : {}),
    };
    const again: MatchInput = { ...input, officers: [mended] };
    expect(match(again)).toMatchObject({
      kind: 'matched',
      officer: mended.officer,
      ranking: [{ officer: mended.officer }],
    });
  });
});
