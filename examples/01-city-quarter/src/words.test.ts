import { beforeAll, describe, expect, it } from 'vitest';
import { flags, verdicts } from './figures/verdicts.ts';
import { departmentName, groupName, typeName } from './names.ts';
import { committedQuarter, type QuarterForTests } from './quarter.fixture.ts';
import { rungWords, rungWordsOf, verdictWords } from './words.ts';

describe('the words', () => {
  it('explain every cell of the verdict table in both languages', () => {
    for (const ours of verdicts) {
      for (const promised of verdicts) {
        for (const flag of flags) {
          expect(verdictWords(ours, promised, flag, 'zh-CN')).toMatch(/^\p{Script=Han}.*。$/u);
          expect(verdictWords(ours, promised, flag, 'en')).toMatch(/^[A-Z][^\p{Script=Han}]*\.$/u);
        }
      }
    }
    expect(verdictWords('onTime', 'pending', 'ONTIME', 'en')).toMatch(/^Cannot occur/);
  });

  it('say when a rung is raised', () => {
    expect(rungWords({ rung: 'r', act: 'remind', to: 'leadUnit', atFraction: 0.8 }, 'zh-CN')).toEqual({
      name: '催办',
      when: '用去 80% 的时限',
    });
    expect(rungWords({ rung: 'r', act: 'supervise', to: 'leadUnit', atFraction: 1 }, 'zh-CN').when).toBe('期限届满');
    const overdue = (value: number, unit: 'hour' | 'workingHour' | 'minute') =>
      rungWords({ rung: 'r', act: 'listedSupervision', to: 'leadUnit', overdueBy: { value, unit } }, 'zh-CN').when;
    expect([overdue(1, 'hour'), overdue(72, 'hour'), overdue(4, 'workingHour'), overdue(30, 'minute')]).toEqual([
      '逾期 1 小时',
      '逾期 3 天',
      '逾期 4 工作时',
      '逾期 30 分钟',
    ]);
    expect(rungWordsOf([], 'unheard', 'en')).toEqual({ name: 'unheard', when: '' });
  });

  describe('for the committed quarter', () => {
    let quarter: QuarterForTests;
    beforeAll(async () => {
      quarter = await committedQuarter();
    });

    it('have a Chinese name for every group, department and type', () => {
      for (const { reason, department, type } of quarter.rows) {
        expect(groupName(reason, 'zh-CN')).toMatch(/\p{Script=Han}/u);
        expect(departmentName(department, 'zh-CN')).toMatch(/\p{Script=Han}/u);
        expect(typeName(type, 'zh-CN')).toMatch(/\p{Script=Han}/u);
      }
    });
  });

  it('show names that nobody translated as the city writes them', () => {
    expect(groupName('Meteors', 'zh-CN')).toBe('Meteors');
    expect(departmentName('XYZ', 'zh-CN')).toBe('XYZ');
    expect(typeName('New  Thing', 'zh-CN')).toBe('New  Thing');
  });
});
