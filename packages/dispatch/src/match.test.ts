import { isJicengError } from '@jiceng/kernel/plain';
import { describe, expect, it } from 'vitest';
import {
  compileDutyTable,
  compileTerritory,
  dispatchReason,
  locate,
  match,
  type DispatchIncident,
  type DutyRow,
  type Excluded,
  type Match,
  type MatchInput,
  type OfficerCandidate,
} from './index.ts';

const wgs84 = { crs: 'WGS-84' } as const;
const basis = { law: '《中华人民共和国消防法》（2021 年修正）', article: '第二十八条', from: '2021-04-29' } as const;

const square = (code: string, west: number, parentCode: string) => ({
  properties: { code, parentCode },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, 30],
        [west + 1, 30],
        [west + 1, 31],
        [west, 31],
      ],
    ],
  },
});
const territory = compileTerritory([square('G1', 120, 'S1'), square('G2', 121, 'S1'), square('G3', 122, 'S2')], {
  ...wgs84,
  divisions: [{ code: 'S1', parent: 'D' }, { code: 'S2', parent: 'D' }, { code: 'D' }],
});
const at = (lon: number) => locate(territory, [lon, 30.5], wgs84);

const fireLane: DutyRow = {
  code: 'D01',
  eventType: '占用消防通道',
  leadUnit: '消防大队',
  assistUnits: ['街道办', '社区'],
  level: 'countyDepartment',
  skills: ['执法证'],
  basis,
};
const litter: DutyRow = { code: 'D02', eventType: '暴露垃圾', leadUnit: '街道办', level: 'grid', basis };
const duties = compileDutyTable([fireLane, litter], {
  coordinator: '热线中心',
  units: [
    { unit: '消防大队', level: 'countyDepartment', escalateTo: '消防支队' },
    { unit: '城管局', level: 'countyDepartment' },
    { unit: '街道办', level: 'township' },
    { unit: '社区', level: 'community' },
  ],
});

const incident: DispatchIncident = {
  eventType: '占用消防通道',
  at: '2026-03-02T01:30:00.000Z',
  location: at(120.5),
};
const officer = (id: string, changes: Partial<OfficerCandidate> = {}): OfficerCandidate => ({
  officer: id,
  unit: '消防大队',
  level: 'countyDepartment',
  skills: ['执法证'],
  ...changes,
});
const matchOf = (input: Partial<MatchInput> = {}) => match({ incident, duties, ...input });
const codes = (reasons: readonly { readonly code: string }[]) =>
  reasons.map(({ code }) => code.replace('DISPATCH_', ''));
const told = (excluded: readonly Excluded[]) => excluded.map(({ as, id, reasons }) => [as, id, ...codes(reasons)]);
const officerOf = (found: Match) => (found.kind === 'matched' ? found.officer : undefined);

describe('one lead unit', () => {
  it('leads by its duty; the others assist; its superior takes over', () => {
    expect(matchOf()).toEqual({
      kind: 'matched',
      leadUnit: '消防大队',
      assistUnits: ['街道办', '社区'],
      escalateTo: '消防支队',
      dutyCode: 'D01',
      gridCode: 'G1',
      reasons: [
        dispatchReason.reason('DISPATCH_LED_BY_DUTY', {
          duty: 'D01',
          leadUnit: '消防大队',
          law: basis.law,
          article: basis.article,
        }),
      ],
      ranking: [],
      excluded: [],
    });
  });

  it('tells every other unit why it does not lead, once for each obstacle, in the order of the filters', () => {
    const { excluded } = matchOf({
      units: [{ unit: '物业公司' }, { unit: '城管局', suspended: true }, { unit: '街道办' }, { unit: '消防大队' }],
    });
    expect(told(excluded)).toEqual([
      ['lead', '城管局', 'DUTY_NOT_COMPETENT', 'SUSPENDED'],
      ['lead', '物业公司', 'DUTY_NOT_COMPETENT'],
    ]);
    expect(
      told(matchOf({ units: [{ unit: '社区' }], incident: { ...incident, eventType: '暴露垃圾' } }).excluded),
    ).toEqual([['lead', '社区', 'DUTY_NOT_COMPETENT']]);
  });

  it('never goes to a body below the level of the duty, as the second reason shows', () => {
    const table = compileDutyTable([{ ...fireLane, assistUnits: [] }], {
      coordinator: '热线中心',
      units: [
        { unit: '消防大队', level: 'countyDepartment' },
        { unit: '社区', level: 'community' },
      ],
    });
    expect(told(matchOf({ duties: table, units: [{ unit: '社区' }] }).excluded)).toEqual([
      ['lead', '社区', 'DUTY_NOT_COMPETENT', 'LEVEL_FORBIDDEN'],
    ]);
  });

  it('needs no place, and says when the place lies in no area', () => {
    const { location: _location, ...nowhere } = incident;
    const placeless = matchOf({ incident: nowhere });
    expect(placeless).toMatchObject({ kind: 'matched', leadUnit: '消防大队' });
    expect('gridCode' in placeless).toBe(false);
    expect(codes(matchOf({ incident: { ...incident, location: at(129) } }).reasons)).toEqual([
      'LED_BY_DUTY',
      'PLACE_OUTSIDE',
    ]);
  });

  it('says when the place lies on a boundary between areas, and whose it is', () => {
    const onBoundary = matchOf({ incident: { ...incident, location: at(121) } });
    expect(onBoundary).toMatchObject({ gridCode: 'G1' });
    expect(codes(onBoundary.reasons)).toEqual(['LED_BY_DUTY', 'PLACE_ON_BOUNDARY']);
    expect(onBoundary.reasons[1]?.details).toEqual({ grid: 'G1', others: ['G2'] });
    expect(codes(matchOf({ incident: { ...incident, location: at(120) } }).reasons)).toEqual(['LED_BY_DUTY']);
  });

  it('leads by default when only the default row remains, and says so', () => {
    const table = compileDutyTable([{ ...fireLane, eventType: '*' }], {
      coordinator: '热线中心',
      units: ['消防大队', '街道办', '社区'].map((unit) => ({ unit, level: 'cityDepartment' })),
    });
    expect(codes(matchOf({ duties: table }).reasons)).toEqual(['LED_BY_DEFAULT']);
  });
});

describe('when no unit can lead', () => {
  it('answers that nobody is named, and who convenes', () => {
    const found = matchOf({
      incident: { ...incident, eventType: '噪声扰民' },
      units: [{ unit: '城管局' }],
      officers: [officer('P1')],
    });
    expect(found).toMatchObject({ kind: 'unmatched', escalateTo: '热线中心', gridCode: 'G1' });
    expect('dutyCode' in found).toBe(false);
    expect(codes(found.reasons)).toEqual(['DUTY_UNKNOWN']);
    expect(told(found.excluded)).toEqual([
      ['lead', '城管局', 'DUTY_UNKNOWN'],
      ['officer', 'P1', 'DUTY_UNKNOWN'],
    ]);
  });

  for (const [state, code] of [
    [{ units: [{ unit: '消防大队', suspended: true }] }, 'SUSPENDED'],
    [{ units: [{ unit: '消防大队', areas: ['S2', 'G2'] }] }, 'AREA_OUTSIDE'],
    [{ units: [{ unit: '消防大队', load: 8, capacity: 8 }] }, 'CAPACITY_FULL'],
    [
      { units: [{ unit: '消防大队', shifts: [{ from: '2026-03-02T01:31:00.000Z', to: '2026-03-02T09:00:00.000Z' }] }] },
      'OFF_SHIFT',
    ],
    [
      { units: [{ unit: '消防大队', recusedFrom: ['案件 7'] }], incident: { ...incident, parties: ['案件 7'] } },
      'CONFLICT_OF_INTEREST',
    ],
    [{ incident: { ...incident, parties: ['消防大队'] } }, 'CONFLICT_OF_INTEREST'],
    [{ incident: { ...incident, returnedBy: ['消防大队'] } }, 'ALREADY_RETURNED'],
  ] as const satisfies readonly (readonly [Partial<MatchInput>, string])[]) {
    it(`lets no other unit take the place of the competent one: ${code}`, () => {
      const found = matchOf({ ...state, officers: [officer('P1'), officer('P2', { unit: '城管局' })] });
      expect(found).toMatchObject({ kind: 'unmatched', escalateTo: '热线中心', dutyCode: 'D01' });
      expect(codes(found.reasons)).toEqual(['LEAD_EXCLUDED', code]);
      expect(told(found.excluded)).toEqual([
        ['lead', '消防大队', code],
        ['officer', 'P1', 'LEAD_EXCLUDED'],
        ['officer', 'P2', 'DUTY_NOT_COMPETENT'],
      ]);
    });
  }

  it('keeps an order from everybody it complains of, up to the coordinator', () => {
    const against = (...parties: readonly string[]) => matchOf({ incident: { ...incident, parties } });
    expect(against('消防支队')).toMatchObject({ kind: 'matched', escalateTo: '热线中心' });
    expect(against('热线中心')).toMatchObject({ kind: 'matched', escalateTo: '消防支队' });
    expect(against('消防大队', '热线中心')).toMatchObject({ kind: 'unmatched', escalateTo: '消防支队' });
    const nobody = against('消防支队', '热线中心');
    expect(nobody.kind).toBe('unmatched');
    expect('escalateTo' in nobody).toBe(false);
    expect(codes(nobody.reasons)).toEqual(['LEAD_EXCLUDED', 'ESCALATION_CONFLICT']);
  });
});

describe('assistants', () => {
  it('are left out when suspended, outside their areas or concerned, and are told why', () => {
    const found = matchOf({
      incident: { ...incident, parties: ['社区'] },
      units: [{ unit: '街道办', areas: ['S2'], suspended: true }],
    });
    expect(found).toMatchObject({ kind: 'matched', assistUnits: [] });
    expect(told(found.excluded)).toEqual([
      ['assist', '街道办', 'AREA_OUTSIDE', 'SUSPENDED'],
      ['assist', '社区', 'CONFLICT_OF_INTEREST'],
    ]);
  });

  it('may be of any level, at capacity, and may have returned the order as lead', () => {
    const found = matchOf({
      incident: { ...incident, returnedBy: ['街道办'] },
      units: [{ unit: '街道办', load: 9, capacity: 9, shifts: [] }],
    });
    expect(found).toMatchObject({ kind: 'matched', assistUnits: ['街道办', '社区'] });
  });
});

describe('the officer', () => {
  it('is one of the lead unit, or nobody when none was offered', () => {
    expect(officerOf(matchOf({ officers: [officer('P2', { unit: '城管局' }), officer('P1')] }))).toBe('P1');
    expect(codes(matchOf({ officers: [officer('P1')] }).reasons)).toEqual(['LED_BY_DUTY', 'OFFICER_CHOSEN']);
    expect('officer' in matchOf({ officers: [] })).toBe(false);
  });

  it('is left to the unit when no one is eligible', () => {
    const found = matchOf({ officers: [officer('P1', { suspended: true })] });
    expect(found).toMatchObject({ kind: 'matched', leadUnit: '消防大队' });
    expect('officer' in found).toBe(false);
    expect(codes(found.reasons)).toEqual(['LED_BY_DUTY', 'OFFICER_NONE']);
  });

  it('meets every hard filter, each with its code, told in a fixed order', () => {
    const obstacles: OfficerCandidate = {
      officer: 'P1',
      unit: '城管局',
      level: 'grid',
      areas: ['S2'],
      shifts: [{ from: '2026-03-01T00:00:00.000Z', to: '2026-03-02T01:30:00.000Z' }],
      load: 4,
      capacity: 4,
      recusedFrom: ['张三'],
      suspended: true,
    };
    const { excluded } = matchOf({
      incident: { ...incident, parties: ['张三'], returnedBy: ['P1'] },
      officers: [obstacles],
    });
    expect(told(excluded)).toEqual([
      [
        'officer',
        'P1',
        'DUTY_NOT_COMPETENT',
        'LEVEL_FORBIDDEN',
        'AREA_OUTSIDE',
        'SKILL_MISSING',
        'OFF_SHIFT',
        'CAPACITY_FULL',
        'CONFLICT_OF_INTEREST',
        'ALREADY_RETURNED',
        'SUSPENDED',
      ],
    ]);
    expect(excluded[0]?.reasons.map(({ words }) => words['zh-CN'])).toEqual([
      '依据职责“D01”，由“消防大队”主办，不属于其职责。',
      '此项职责不得下沉到这一层级。',
      '事发地点不在其责任区域。',
      '缺少所需资格：执法证。',
      '当时不在班。',
      '在办量 4，上限 4，再加 1 则超出。',
      '须回避。',
      '此前已退单。',
      '已暂停派单。',
    ]);
  });

  it('is told its own figures, not those of somebody judged before', () => {
    const { excluded } = matchOf({
      officers: [
        officer('P1', { load: 2, capacity: 2, skills: [] }),
        officer('P2', { load: 3, capacity: 2 }),
        officer('P3', { load: 3, capacity: 3 }),
        officer('P4', { load: 2, capacity: 2 }),
      ],
    });
    expect(excluded.map(({ reasons }) => reasons.at(-1)?.details)).toEqual([
      { load: 2, capacity: 2, effort: 1 },
      { load: 3, capacity: 2, effort: 1 },
      { load: 3, capacity: 3, effort: 1 },
      { load: 2, capacity: 2, effort: 1 },
    ]);
    const twoSkills = compileDutyTable([{ ...fireLane, assistUnits: [], skills: ['执法证', '驾照'] }], {
      coordinator: '热线中心',
      units: [{ unit: '消防大队', level: 'countyDepartment' }],
    });
    const lacking = matchOf({ duties: twoSkills, officers: [officer('P1'), officer('P2', { skills: ['驾照'] })] });
    expect(lacking.excluded.map(({ reasons }) => reasons[0]?.details)).toEqual([
      { missing: ['驾照'] },
      { missing: ['执法证'] },
    ]);
  });

  it('passes each filter exactly at its limit', () => {
    const eligible = officer('P1', {
      areas: ['D'],
      skills: ['驾照', '执法证'],
      shifts: [{ from: '2026-03-02T01:30:00.000Z', to: '2026-03-02T01:30:00.001Z' }],
      load: 3,
      capacity: 5,
      recusedFrom: ['李四'],
      suspended: false,
    });
    const busy = { ...incident, effort: 2, parties: ['张三'], returnedBy: ['P2'] };
    expect(officerOf(matchOf({ incident: busy, officers: [eligible] }))).toBe('P1');
    expect(officerOf(matchOf({ incident: { ...busy, effort: 3 }, officers: [eligible] }))).toBeUndefined();
  });

  it('of a low level may handle what the duty leaves to that level', () => {
    const worker = officer('W1', { unit: '街道办', level: 'grid', skills: [] });
    expect(officerOf(matchOf({ incident: { ...incident, eventType: '暴露垃圾' }, officers: [worker] }))).toBe('W1');
    expect(told(matchOf({ officers: [{ ...worker, unit: '消防大队' }] }).excluded)).toEqual([
      ['officer', 'W1', 'LEVEL_FORBIDDEN', 'SKILL_MISSING'],
    ]);
  });

  it('does not learn from the words why somebody must stand aside', () => {
    const { excluded } = matchOf({
      incident: { ...incident, parties: ['张三'] },
      officers: [officer('P1', { recusedFrom: ['张三'] })],
    });
    expect(JSON.stringify(excluded)).not.toContain('张三');
  });
});

describe('points', () => {
  it('are whole numbers: the nearer area and the freer hands, weighted', () => {
    const found = matchOf({
      officers: [
        officer('own grid, full hands', { areas: ['G1'], load: 8, capacity: 9 }),
        officer('own street, free hands', { areas: ['S1'], load: 0, capacity: 9 }),
        officer('own district', { areas: ['D', 'X'] }),
        officer('everywhere', { capacity: 3, load: 1 }),
      ],
    });
    expect(found.kind === 'matched' && found.ranking).toEqual([
      { officer: 'own grid, full hands', points: 2111, terms: { areaFit: 1000, freeCapacity: 111 } },
      { officer: 'own street, free hands', points: 2000, terms: { areaFit: 500, freeCapacity: 1000 } },
      { officer: 'own district', points: 666, terms: { areaFit: 333, freeCapacity: 0 } },
      { officer: 'everywhere', points: 666, terms: { areaFit: 0, freeCapacity: 666 } },
    ]);
  });

  it('follow the weights of the host', () => {
    const officers = [officer('near', { areas: ['G1'] }), officer('free', { capacity: 2 })];
    expect(officerOf(matchOf({ officers }))).toBe('near');
    expect(officerOf(matchOf({ officers, weights: { areaFit: 0, freeCapacity: 1 } }))).toBe('free');
  });

  it('decide ties by load, then by idle time, then by id, and say that they were tied', () => {
    const loaded = officer('A', { load: 1 });
    const recent = officer('B', { lastAssignedAt: '2026-03-01T00:00:00.000Z' });
    const early = officer('C', { lastAssignedAt: '2026-02-01T00:00:00.000Z' });
    const never = officer('E');
    const alike = officer('D');
    const chosen = (...officers: readonly OfficerCandidate[]) => officerOf(matchOf({ officers }));
    expect(chosen(loaded, recent)).toBe('B');
    expect(chosen(recent, early)).toBe('C');
    expect(chosen(early, never)).toBe('E');
    expect(chosen(never, alike)).toBe('D');
    expect(chosen(officer('\u{20BB7}'), officer('\uFF21'))).toBe('\uFF21');
    const { reasons } = matchOf({ officers: [never, alike] });
    expect(codes(reasons)).toEqual(['LED_BY_DUTY', 'OFFICER_TIED']);
    expect(reasons[1]?.details).toEqual({ officer: 'D', points: 0 });
  });
});

describe('what a match refuses', () => {
  const codeOf = (input: Partial<MatchInput>) => {
    try {
      return matchOf(input).kind;
    } catch (error) {
      if (isJicengError(error)) return error.code;
      throw error;
    }
  };

  it('instants in another form than the normal one, which would be compared wrongly', () => {
    const shifts = [{ from: '2026-03-02T01:30Z', to: '2026-03-02T09:00:00.000Z' }] as const;
    for (const input of [
      { incident: { ...incident, at: '2026-03-02T01:30:00Z' } },
      { officers: [officer('P1', { shifts })] },
      { officers: [officer('P1', { lastAssignedAt: '2026-03-02Z' })] },
      { units: [{ unit: '城管局', shifts }] },
    ] as const) {
      expect(codeOf(input)).toBe('DISPATCH_INSTANT_INVALID');
    }
  });

  it('shifts without length', () => {
    const from = '2026-03-02T01:30:00.000Z';
    expect(codeOf({ officers: [officer('P1', { shifts: [{ from, to: from }] })] })).toBe('DISPATCH_SHIFT_INVALID');
  });

  it('numbers that are not whole, negative or too large', () => {
    for (const value of [-1, 0.5, Number.NaN, Infinity, 1_000_000_001]) {
      expect(codeOf({ incident: { ...incident, effort: value } })).toBe('DISPATCH_NUMBER_INVALID');
      expect(codeOf({ officers: [officer('P1', { load: value })] })).toBe('DISPATCH_NUMBER_INVALID');
      expect(codeOf({ units: [{ unit: '城管局', capacity: value }] })).toBe('DISPATCH_NUMBER_INVALID');
      expect(codeOf({ weights: { areaFit: value, freeCapacity: 1 } })).toBe('DISPATCH_NUMBER_INVALID');
      expect(codeOf({ weights: { areaFit: 1, freeCapacity: value } })).toBe('DISPATCH_NUMBER_INVALID');
    }
    const most = { load: 999_999_999, capacity: 1_000_000_000 };
    expect(codeOf({ officers: [officer('P1', most)], weights: { areaFit: 1_000_000, freeCapacity: 0 } })).toBe(
      'matched',
    );
  });

  it('a unit or an officer listed twice', () => {
    expect(codeOf({ units: [{ unit: '城管局' }, { unit: '城管局' }] })).toBe('DISPATCH_CANDIDATE_TWICE');
    const twice = [officer('P1'), officer('P1', { unit: '城管局' })];
    expect(codeOf({ officers: twice })).toBe('DISPATCH_CANDIDATE_TWICE');
  });
});
