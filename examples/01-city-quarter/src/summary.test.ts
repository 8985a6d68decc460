import { columnsOf } from '@jiceng/example-kit';
import { beforeAll, describe, expect, it } from 'vitest';
import { quarterError } from './errors.ts';
import type { QuarterFigures } from './figures.ts';
import { committedQuarter, quarterOf, rowForTests } from './quarter.fixture.ts';
import { summaryText } from './summary.ts';

const locales = ['zh-CN', 'en'] as const;

describe('the summary', () => {
  let figures: QuarterFigures;
  beforeAll(async () => {
    ({ figures } = await committedQuarter());
  });

  it.each(locales)('says the key figures on lines that a terminal can hold (%s)', (lang) => {
    const text = summaryText(figures, lang);
    for (const figure of ['31,828', '777', '25.4%', '76.2%', '76.1%', '17,691']) expect(text).toContain(figure);
    expect(text).not.toMatch(/NaN|undefined|Infinity|\[object/);
    expect(text.endsWith('\n') && !text.endsWith('\n\n')).toBe(true);
    for (const line of text.split('\n')) {
      expect(columnsOf(line)).toBeLessThanOrEqual(88);
      expect(line).toBe(line.trimEnd());
    }
    expect(summaryText(figures, lang)).toBe(text);
  });

  it('speaks one language at a time', () => {
    expect(summaryText(figures, 'en')).not.toMatch(/\p{Script=Han}/u);
    expect(summaryText(figures, 'zh-CN')).toContain('其余 29 格都是 0。');
  });

  it('names the first rows that were skipped, and counts the rest', () => {
    const skipped = Array.from({ length: 12 }, (_, at) => ({
      line: at + 2,
      reason: quarterError.reason('QUARTER_ROW_QUOTES'),
    }));
    const text = summaryText(quarterOf({ rows: [rowForTests], skipped }).figures, 'zh-CN');
    expect(text).toContain('第 2 行：引号不成对，或出现在字段中间');
    expect(text).toContain('第 11 行');
    expect(text).not.toContain('第 12 行');
    expect(text).toContain('另有 2 行');
  });

  it.each(locales)('holds when the replay stops before anything was opened (%s)', (lang) => {
    const { figures: none } = quarterOf({ rows: [rowForTests], skipped: [] }, '2011-07-01T00:00:00.000Z');
    expect(summaryText(none, lang)).not.toMatch(/NaN|undefined|Infinity/);
  });
});
