import { isJicengError } from '@jiceng/kernel/plain';
import { describe, expect, it } from 'vitest';
import { compileDutyTable, dutyLevels, findDuty, isBelow, type DutyRow, type DutyTableOptions } from './index.ts';

const basis = { law: '《中华人民共和国消防法》（2021 年修正）', article: '第二十八条', from: '2021-04-29' } as const;

const options: DutyTableOptions = {
  coordinator: '热线中心',
  units: [
    { unit: '热线中心', level: 'cityDepartment', escalateTo: '市政府办公室' },
    { unit: '市长热线组', level: 'cityDepartment', escalateTo: '热线中心' },
    { unit: '市消防支队', level: 'cityDepartment' },
    { unit: '区消防大队', level: 'countyDepartment', escalateTo: '市消防支队' },
    { unit: '区城管局', level: 'countyDepartment' },
    { unit: '街道办', level: 'township', escalateTo: '区政府' },
    { unit: '社区居委会', level: 'community', escalateTo: '街道办' },
  ],
};

const fireLane: DutyRow = {
  code: 'D01',
  eventType: '占用消防通道',
  leadUnit: '区消防大队',
  assistUnits: ['街道办', '社区居委会'],
  level: 'countyDepartment',
  basis,
};
const row = (changes: Partial<DutyRow>): DutyRow => ({ ...fireLane, ...changes });

function codesOf(rows: readonly DutyRow[], changes: Partial<DutyTableOptions> = {}): readonly string[] {
  try {
    compileDutyTable(rows, { ...options, ...changes });
  } catch (error) {
    if (!isJicengError(error)) throw error;
    return error.reasons.length > 0 ? error.reasons.map(({ code }) => code) : [error.code];
  }
  return [];
}

describe('finding the duty', () => {
  const table = compileDutyTable(
    [
      fireLane,
      row({ code: 'D02', area: '330106', leadUnit: '市消防支队' }),
      row({ code: 'D03', area: '330106001', leadUnit: '区城管局' }),
      row({ code: 'D90', eventType: '*', leadUnit: '街道办', assistUnits: [], level: 'community' }),
      row({ code: 'D91', eventType: '*', area: '330106001', leadUnit: '区城管局', level: 'community' }),
    ],
    options,
  );
  const dutyAt = (eventType: string, ...path: readonly string[]) => findDuty(table, eventType, path)?.row.code;

  it('takes the row that holds everywhere when no area on the path has its own', () => {
    expect(dutyAt('占用消防通道')).toBe('D01');
    expect(dutyAt('占用消防通道', '330105001', '330105')).toBe('D01');
  });

  it('takes the row of the narrowest area on the path', () => {
    expect(dutyAt('占用消防通道', '330106009', '330106')).toBe('D02');
    expect(dutyAt('占用消防通道', '330106001003', '330106001', '330106')).toBe('D03');
  });

  it('falls back to the default row only when no row names the type, however narrow the default is', () => {
    expect(dutyAt('占用消防通道', '330106001')).toBe('D03');
    expect(dutyAt('暴露垃圾', '330106001')).toBe('D91');
    expect(dutyAt('暴露垃圾', '330106')).toBe('D90');
    expect(dutyAt('*')).toBe('D90');
  });

  it('answers nobody where the table is silent', () => {
    const silent = compileDutyTable([row({ area: '330106' })], options);
    expect(findDuty(silent, '占用消防通道', ['330105'])).toBeUndefined();
    expect(findDuty(silent, '暴露垃圾', ['330106'])).toBeUndefined();
    expect(findDuty(compileDutyTable([], options), '暴露垃圾', [])).toBeUndefined();
  });

  it('says why the unit leads, with the article, in both languages', () => {
    expect(findDuty(table, '占用消防通道', [])?.competent.words).toEqual({
      'zh-CN': '依据职责“D01”（《中华人民共和国消防法》（2021 年修正） 第二十八条），由“区消防大队”主办。',
      en: '"区消防大队" leads under the duty "D01" (《中华人民共和国消防法》（2021 年修正） 第二十八条).',
    });
    expect(findDuty(table, '暴露垃圾', [])?.competent.code).toBe('DISPATCH_LED_BY_DEFAULT');
  });

  it('climbs from the lead unit through its superiors to the coordinator', () => {
    const escalationOf = (leadUnit: string, level: DutyRow['level']) =>
      findDuty(compileDutyTable([row({ leadUnit, level, assistUnits: [] })], options), '占用消防通道', [])?.escalation;
    expect(escalationOf('区消防大队', 'countyDepartment')).toEqual(['市消防支队', '热线中心']);
    expect(escalationOf('区城管局', 'countyDepartment')).toEqual(['热线中心']);
    expect(escalationOf('社区居委会', 'community')).toEqual(['街道办', '区政府', '热线中心']);
    expect(escalationOf('热线中心', 'cityDepartment')).toEqual(['市政府办公室']);
    expect(escalationOf('市长热线组', 'cityDepartment')).toEqual(['热线中心', '市政府办公室']);
  });

  it('keeps its answer when the host changes its rows afterwards', () => {
    const assistUnits = ['街道办'];
    const kept = compileDutyTable([row({ assistUnits })], options);
    assistUnits.push('社区居委会');
    expect(findDuty(kept, '占用消防通道', [])?.row.assistUnits).toEqual(['街道办']);
  });
});

describe('a table as of a day', () => {
  const old = row({ code: 'D-2009', leadUnit: '区城管局', basis: { ...basis, from: '2009-05-01', to: '2021-04-28' } });
  const current = row({ code: 'D-2021' });

  it('holds the rows whose basis is in force on that day, both ends included, and names the others', () => {
    for (const [on, inForce, notInForce] of [
      ['2021-04-28', 'D-2009', 'D-2021'],
      ['2021-04-29', 'D-2021', 'D-2009'],
      ['2009-05-01', 'D-2009', 'D-2021'],
    ] as const) {
      const table = compileDutyTable([old, current], { ...options, on });
      expect(findDuty(table, '占用消防通道', [])?.row.code).toBe(inForce);
      expect(table.notInForce).toEqual([notInForce]);
    }
  });

  it('does not choose between editions when no day is named', () => {
    expect(codesOf([old, current])).toEqual(['DISPATCH_DUTY_CLASH']);
  });
});

describe('levels', () => {
  it('are ordered from the grid up to the department of a city', () => {
    for (const [low, level] of dutyLevels.entries()) {
      for (const [high, other] of dutyLevels.entries()) expect(isBelow(level, other)).toBe(low < high);
    }
  });
});

describe('what a duty table refuses', () => {
  it('nothing of a sound table', () => {
    expect(codesOf([fireLane])).toEqual([]);
  });

  it('two rows for one event type and area, naming all of them', () => {
    const rivals = ['D02', 'D03'].map((code) => row({ code, leadUnit: '区城管局' }));
    expect(codesOf([fireLane, ...rivals])).toEqual(['DISPATCH_DUTY_CLASH']);
    expect(() => compileDutyTable([fireLane, ...rivals], options)).toThrow('职责 D01、D02、D03 对同一事项');
    expect(codesOf([row({ area: '330106' }), row({ code: 'D02', area: '330106' })])).toEqual(['DISPATCH_DUTY_CLASH']);
    expect(codesOf([row({ eventType: '*' }), row({ code: 'D02', eventType: '*' })])).toEqual(['DISPATCH_DUTY_CLASH']);
    expect(codesOf([fireLane, row({ code: 'D02', area: '330106' }), row({ code: 'D03', eventType: '*' })])).toEqual([]);
  });

  it("a department's duty led by a grassroots body, and any duty led from below its level", () => {
    for (const leadUnit of ['街道办', '社区居委会']) {
      expect(codesOf([row({ leadUnit, assistUnits: [] })])).toEqual(['DISPATCH_DUTY_HANDED_DOWN']);
    }
    expect(codesOf([row({ level: 'cityDepartment' })])).toEqual(['DISPATCH_DUTY_HANDED_DOWN']);
    expect(codesOf([row({ level: 'community' })])).toEqual([]);
  });

  it('a unit named twice in a row: one lead, each assistant once', () => {
    expect(codesOf([row({ assistUnits: ['区消防大队'] })])).toEqual(['DISPATCH_DUTY_UNIT_TWICE']);
    expect(codesOf([row({ assistUnits: ['街道办', '街道办'] })])).toEqual(['DISPATCH_DUTY_UNIT_TWICE']);
  });

  it('units that are not registered, and units registered twice', () => {
    expect(codesOf([row({ leadUnit: '物业公司', assistUnits: ['城管'] })])).toEqual([
      'DISPATCH_UNIT_UNKNOWN',
      'DISPATCH_UNIT_UNKNOWN',
    ]);
    const [first] = options.units;
    if (first === undefined) throw new Error('the register has units');
    expect(codesOf([], { units: [first, first] })).toEqual(['DISPATCH_UNIT_TWICE']);
  });

  it('levels that do not exist', () => {
    // @ts-expect-error [ts2322] -- a table read from a file may hold any text
    expect(codesOf([row({ level: 'village' })])).toEqual(['DISPATCH_LEVEL_UNKNOWN']);
    // @ts-expect-error [ts2322] -- a table read from a file may hold any text
    expect(codesOf([], { units: [{ unit: '村委会', level: 'village' }] })).toEqual(['DISPATCH_LEVEL_UNKNOWN']);
  });

  it('empty cells, which would otherwise mean everything or everywhere', () => {
    for (const changes of [
      { code: '' },
      { eventType: '' },
      { leadUnit: '' },
      { area: '' },
      { basis: { ...basis, law: '' } },
      { basis: { ...basis, article: '' } },
    ]) {
      expect(codesOf([row(changes)])).toEqual(['DISPATCH_DUTY_INCOMPLETE']);
    }
    // @ts-expect-error [ts2345] -- a table read from a file may lack a column
    expect(codesOf([{ code: 'D01', eventType: '*', leadUnit: '街道办', level: 'grid' }])).toEqual([
      'DISPATCH_DUTY_INCOMPLETE',
      'DISPATCH_DUTY_INCOMPLETE',
      'DISPATCH_DUTY_INCOMPLETE',
    ]);
  });

  it('codes used twice', () => {
    expect(codesOf([fireLane, row({ eventType: '暴露垃圾' })])).toEqual(['DISPATCH_DUTY_CODE_TWICE']);
  });

  it('escalation that leads nowhere, in a circle or without end', () => {
    expect(codesOf([], { coordinator: '' })).toEqual(['DISPATCH_COORDINATOR_MISSING']);
    const alone = { coordinator: '热线中心', units: [{ unit: '热线中心', level: 'cityDepartment' }] } as const;
    expect(codesOf([row({ leadUnit: '热线中心', assistUnits: [] })], alone)).toEqual(['DISPATCH_ESCALATION_MISSING']);
    expect(codesOf([], alone)).toEqual([]);
    const circle = ['甲', '乙'].map((unit) => ({
      unit,
      level: 'township' as const,
      escalateTo: unit === '甲' ? '乙' : '甲',
    }));
    expect(codesOf([], { units: circle })).toEqual(['DISPATCH_ESCALATION_CYCLE']);
    const chain = Array.from({ length: 34 }, (_, at) => ({
      unit: `U${at}`,
      level: 'township' as const,
      escalateTo: `U${at + 1}`,
    }));
    expect(codesOf([], { units: chain.slice(2) })).toEqual([]);
    expect(codesOf([], { units: chain.slice(1) })).toEqual(['DISPATCH_HIERARCHY_TOO_DEEP']);
  });

  it('everything at once, so that one look mends the table', () => {
    expect(codesOf([row({ leadUnit: '街道办', assistUnits: [] }), fireLane, row({ code: '' })])).toEqual([
      'DISPATCH_DUTY_HANDED_DOWN',
      'DISPATCH_DUTY_CODE_TWICE',
      'DISPATCH_DUTY_INCOMPLETE',
      'DISPATCH_DUTY_CLASH',
    ]);
  });
});
