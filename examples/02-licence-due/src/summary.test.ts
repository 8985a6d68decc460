import { columnsOf, pageColumns } from '@jiceng/example-kit';
import { describe, expect, it } from 'vitest';
import { accountOf } from './account.ts';
import { readCase } from './case-file.ts';
import { retold, theCase } from './licence.fixture.ts';
import { summaryText } from './summary.ts';

const locales = ['zh-CN', 'en'] as const;

describe('the summary', () => {
  it.each(locales)('stands on lines that a terminal can hold (%s)', (lang) => {
    const text = summaryText(theCase(lang), lang);
    expect(text).not.toMatch(/undefined|NaN|\[object/);
    for (const line of text.split('\n')) {
      expect(columnsOf(line)).toBeLessThanOrEqual(pageColumns);
      expect(line).toBe(line.trimEnd());
    }
  });

  it('has as many rows in its table as it says days, and as many counted', () => {
    const lines = summaryText(theCase(), 'zh-CN').split('\n');
    const days = lines.filter((line) => /^[ \d]{2} {2}2026-\d\d-\d\d {2}周/.test(line));
    const sums = lines.find((line) => line.startsWith('合计 ')) ?? '';
    const [all, ...parts] = Array.from(sums.matchAll(/\d+/g), ([number]) => Number(number));
    expect(days).toHaveLength(all ?? 0);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(all);
    const counted = days.filter((line) => /^ ?\d+ /.test(line));
    expect(counted).toHaveLength(parts[1] ?? 0);
    expect(days.filter((line) => line.includes('中止'))).toHaveLength(parts[3] ?? 0);
  });

  it('names the law in the language asked for, and is English without a Chinese letter', () => {
    expect(summaryText(theCase('zh-CN'), 'zh-CN')).toContain('《中华人民共和国行政许可法》');
    expect(summaryText(theCase('en'), 'en')).toContain('Administrative Licensing Law (amended 2019), art. 42');
    expect(summaryText(theCase('en'), 'en')).not.toMatch(/\p{Script=Han}/u);
  });

  it('can be told of a case that is still at its hearing', () => {
    const text = retold((fact) => (String(fact['at']) > '2026-03-03' ? undefined : fact));
    for (const lang of locales) {
      const told = summaryText(accountOf(readCase(text, lang)), lang);
      expect(told).toContain(lang === 'en' ? 'cannot be said yet' : '暂时答不出');
      expect(told).not.toMatch(/undefined|NaN/);
    }
  });
});
