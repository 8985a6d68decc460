import { isoWeekday } from '@jiceng/kernel';
import { describe, expect, it } from 'vitest';
import { accountOf } from './account.ts';
import { readCase } from './case-file.ts';
import { retold, theCase } from './licence.fixture.ts';
import { timelineDays } from './timeline-days.ts';
import { timelineSvg } from './timeline.ts';

const days = timelineDays(theCase());
const on = (date: string) => days.find((day) => day.date === date);

describe('the days of the picture', () => {
  it('are whole weeks, each day once, from the receipt to the last due', () => {
    expect(days.length % 7).toBe(0);
    expect(days[0]?.date).toBe('2026-02-02');
    expect(days.at(-1)?.date).toBe('2026-04-19');
    expect(days.every(({ date }, at) => isoWeekday(date) === (at % 7) + 1)).toBe(true);
  });

  it('count as the explanation counts', () => {
    const { explanation } = theCase();
    const counted = explanation.days.filter((day) => 'role' in day && day.role === 'counted');
    expect(days.filter(({ ordinal }) => ordinal !== undefined).map(({ date }) => date)).toEqual(
      counted.map(({ date }) => date),
    );
    expect(days.filter(({ extended }) => extended)).toHaveLength(10);
    expect(days.filter(({ makeup }) => makeup).map(({ date }) => date)).toEqual(['2026-02-14', '2026-02-28']);
  });

  it('say what is not counted, and why', () => {
    expect(on('2026-02-17')).toMatchObject({ kind: 'holiday', about: { holiday: '春节' } });
    expect(on('2026-04-06')).toMatchObject({ kind: 'holiday', about: { holiday: '清明节' } });
    expect(on('2026-03-05')).toMatchObject({ kind: 'paused', about: { pauseKind: 'hearing' } });
    expect(on('2026-03-14')).toMatchObject({ kind: 'rest' });
    expect(on('2026-02-07')).toMatchObject({ kind: 'waiting' });
    expect(on('2026-04-10')).toMatchObject({ kind: 'unused', ordinal: 29 });
    expect(on('2026-02-02')).toMatchObject({ kind: 'outside' });
  });

  it('carry their marks', () => {
    expect(Object.fromEntries(days.flatMap(({ date, mark }) => (mark === undefined ? [] : [[mark, date]])))).toEqual({
      received: '2026-02-05',
      asked: '2026-02-06',
      start: '2026-02-11',
      untold: '2026-03-18',
      duePromised: '2026-03-20',
      extended: '2026-03-25',
      dueByLaw: '2026-03-27',
      decided: '2026-04-09',
      dueExtended: '2026-04-13',
    });
  });
});

/** Tags that are opened and not closed, or closed in another order. */
function unclosedTags(svg: string): readonly string[] {
  const open: string[] = [];
  for (const [, closing, name = '', selfClosing] of svg.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
    if (closing === '/' && open.at(-1) === name) open.pop();
    else if (selfClosing !== '/') open.push(closing + name);
  }
  return open;
}

describe('the picture', () => {
  it.each(['zh-CN', 'en'] as const)('is complete in itself, and fetches and runs nothing (%s)', (lang) => {
    const svg = timelineSvg(theCase(lang), lang);
    expect(svg).not.toMatch(/<script|<image|<foreignObject|href=|@import|url\((?!#)|undefined|NaN/);
    expect(svg.match(/<svg\b/g)).toHaveLength(1);
    expect(svg).toMatch(/<title>[^<]+<\/title>\n<desc>[^<]+<\/desc>/);
    expect(unclosedTags(svg)).toEqual([]);
    for (const pattern of ['holiday', 'paused', 'waiting']) expect(svg).toContain(`id="${pattern}"`);
  });

  it('writes what a host wrote as text, not as markup', () => {
    const text = retold((fact) => fact, { title: { 'zh-CN': '<b>&"屏"</b>', en: '<b>' } });
    const svg = timelineSvg(accountOf(readCase(text, 'zh-CN')), 'zh-CN');
    expect(svg).toContain('&lt;b&gt;&amp;&quot;屏&quot;&lt;/b&gt;');
    expect(svg).not.toContain('<b>');
  });

  it('can be drawn of a case that is still at its hearing, or not yet complete', () => {
    for (const until of ['2026-03-03', '2026-02-08']) {
      const text = retold((fact) => (String(fact['at']) > until ? undefined : fact));
      const account = accountOf(readCase(text, 'en'));
      expect(timelineSvg(account, 'en')).toContain('not known yet');
      expect(timelineDays(account).some(({ mark }) => mark === 'dueByLaw')).toBe(false);
    }
  });
});
