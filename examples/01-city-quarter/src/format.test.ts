import { describe, expect, it } from 'vitest';
import { countText, dateText, dayText, durationText, limitText, monthText, percentText } from './format.ts';

describe('figures as text', () => {
  it('set thousands apart', () => {
    expect([0, 999, 1000, 31_828, 1_234_567].map(countText)).toEqual(['0', '999', '1,000', '31,828', '1,234,567']);
  });

  it('show a rate with one decimal, and a dash where there is none', () => {
    expect([0, 0.76249, 1, undefined].map(percentText)).toEqual(['0.0%', '76.2%', '100.0%', '—']);
  });

  it('show a duration in the unit that people would use', () => {
    const texts = [0, 4000, 89_000, 343_000, 75_827_000, 5_842_000, 172_800_000, 1_033_990_000].map((ms) =>
      durationText(ms, 'en'),
    );
    expect(texts).toEqual(['0 s', '4 s', '89 s', '6 min', '21.1 h', '1.6 h', '2 d', '12 d']);
    expect(durationText(75_827_000, 'zh-CN')).toBe('21.1 小时');
    expect(limitText(48 * 60, 'zh-CN')).toBe('2 天');
  });

  it('show dates and months in both languages', () => {
    expect([dayText('2011-08-28', 'zh-CN'), dayText('2011-08-28', 'en')]).toEqual(['8 月 28 日', '28 August']);
    expect([dateText('2011-08-28', 'zh-CN'), dateText('2011-08-28', 'en')]).toEqual([
      '2011 年 8 月 28 日',
      '28 August 2011',
    ]);
    expect([monthText('2011-07', 'zh-CN'), monthText('2011-07', 'en')]).toEqual(['7 月', 'July']);
  });
});
