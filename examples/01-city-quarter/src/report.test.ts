import type { Locale } from '@jiceng/kernel';
import { beforeAll, describe, expect, it } from 'vitest';
import { quarterError } from './errors.ts';
import type { QuarterFigures } from './figures.ts';
import { committedQuarter, quarterOf, rowForTests } from './quarter.fixture.ts';
import { reportHtml } from './report.ts';

const locales = ['zh-CN', 'en'] as const;

/** What stands in the page for people to read. */
const textOf = (html: string): string => html.replace(/<style>[\s\S]*?<\/style>/, '').replaceAll(/<[^>]*>/g, ' ');

/** What is wrong with a page that should stand by itself. */
function flawsOf(html: string): readonly string[] {
  const found = (what: string, pattern: RegExp, where: string): readonly string[] =>
    [...where.matchAll(pattern)].map(([text]) => `${what}: ${text}`);
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id);
  const named = [...html.matchAll(/aria-labelledby="([^"]+)"/g)].flatMap(([, list = '']) => list.split(' '));
  const used = [...html.matchAll(/url\(#([^)]+)\)/g)].map(([, id = '']) => id);
  return [
    ...found('fetched', /<script|<link|<img|<iframe|@import|url\((?!#)|href=|src=|https?:/g, html),
    ...found('no text for people', /NaN|undefined|Infinity|null|\[object/g, textOf(html)),
    ...found('no coordinate', /[( ,"]NaN|Infinity/g, html),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `twice: ${id}`),
    ...[...named, ...used].filter((id) => !ids.includes(id)).map((id) => `nowhere: ${id}`),
  ];
}

describe('the report of the committed quarter', () => {
  let figures: QuarterFigures;
  const pages = new Map<Locale, string>();
  beforeAll(async () => {
    ({ figures } = await committedQuarter());
    for (const lang of locales) pages.set(lang, reportHtml(figures, lang));
  });
  const page = (lang: Locale): string => pages.get(lang) ?? '';

  it.each(locales)(
    'is complete in itself (%s): nothing to fetch, no script, every id once and every reference answered',
    (lang) => {
      expect(flawsOf(page(lang))).toEqual([]);
    },
  );

  it.each(locales)(
    'draws eight charts for a desk and for a phone, each with a title and a description (%s)',
    (lang) => {
      const html = page(lang);
      expect(html.match(/<div class="chart wide"/g)).toHaveLength(8);
      expect(html.match(/<div class="chart narrow"/g)).toHaveLength(8);
      expect(html.match(/<svg [^>]*role="img"/g)).toHaveLength(16);
      expect([...html.matchAll(/<title id="[^"]+">([^<]+)<\/title><desc id="[^"]+">([^<]+)<\/desc>/g)]).toHaveLength(
        16,
      );
      for (const [, , size = 0] of html.matchAll(/viewBox="0 0 (\d+) (\d+)"/g))
        expect(Number(size)).toBeGreaterThan(100);
    },
  );

  it('draws a bar, a curve and a polygon for what the figures hold', () => {
    const html = page('zh-CN');
    const [, wide = ''] =
      /<div class="chart wide" lang="zh-CN">(<svg[^>]*aria-labelledby="intake[\s\S]*?<\/svg>)/.exec(html) ?? [];
    const bars = figures.intake.days.filter(({ trees }) => trees > 0).length;
    expect(wide.match(/fill="#b8432f"/g)?.length).toBeGreaterThanOrEqual(bars);
    const [, map = ''] =
      /<div class="chart wide" lang="zh-CN">(<svg[^>]*aria-labelledby="map-all[\s\S]*?<\/svg>)/.exec(html) ?? [];
    expect(map.match(/<path/g)?.length).toBeGreaterThanOrEqual(figures.places.grids.length);
  });

  it('says the key figures in both languages', () => {
    const [zh, en] = locales.map((lang) => textOf(page(lang)));
    for (const text of [zh, en]) {
      for (const figure of ['31,828', '6,752', '777', '79.9%', '76.1%', '5,013', 'R31C28', 'America/New_York'])
        expect(text).toContain(figure);
    }
    expect(zh).toContain('热带风暴艾琳');
    expect(en).toContain('Tropical storm Irene');
    expect(en?.replace(/<desc[\s\S]*?<\/desc>/g, '')).not.toMatch(/\p{Script=Han}/u);
  });

  it('counts every cell of the verdict table, and explains every cell that holds a case', () => {
    const html = page('zh-CN');
    const { cells } = figures.verdicts;
    const [, body = ''] = /<table class="cross">([\s\S]*?)<tfoot>/.exec(html) ?? [];
    // Sixteen rows of three flags and a total.
    expect(body.match(/<td class="(?:zero|differs|total|)">/g)).toHaveLength(16 * 4);
    const [, list = ''] = /<ol class="cells">([\s\S]*?)<\/ol>/.exec(html) ?? [];
    expect(list.match(/<li>/g)).toHaveLength(cells.filter(({ count }) => count > 0).length);
  });

  it('is the same bytes for the same figures, also after a way through JSON', () => {
    for (const lang of locales) {
      expect(reportHtml(figures, lang)).toBe(page(lang));
      // Reading JSON back is what another program would do with the figures.
      expect(reportHtml(JSON.parse(JSON.stringify(figures)) as QuarterFigures, lang)).toBe(page(lang));
    }
  });
});

describe('the report of another file', () => {
  it.each(locales)('holds with one row, no place, no promise and no close (%s)', (lang) => {
    const { targetAt: _promise, closedAt: _close, point: _place, ...bare } = rowForTests;
    expect(flawsOf(reportHtml(quarterOf({ rows: [{ ...bare, flag: '' }], skipped: [] }).figures, lang))).toEqual([]);
  });

  it.each(locales)('holds when the replay stops before anything was opened (%s)', (lang) => {
    expect(
      flawsOf(reportHtml(quarterOf({ rows: [rowForTests], skipped: [] }, '2011-07-01T00:00:00.000Z').figures, lang)),
    ).toEqual([]);
  });

  it('shows names of the file as text, never as markup', () => {
    const hostile = '<img src=x onerror=alert(1)>';
    const rows = [{ ...rowForTests, type: hostile, reason: `${hostile}"'&`, department: hostile }];
    const html = reportHtml(quarterOf({ rows, skipped: [] }).figures, 'zh-CN');
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });

  it('names the rows that were skipped, with line and reason', () => {
    const skipped = [{ line: 1234, reason: quarterError.reason('QUARTER_ROW_FIELDS', { expected: 12, found: 11 }) }];
    const { figures } = quarterOf({ rows: [rowForTests], skipped });
    expect(reportHtml(figures, 'zh-CN')).toContain('应有 12 个字段，实有 11 个');
    expect(reportHtml(figures, 'en')).toContain('12 fields were expected, 11 found');
    expect(textOf(reportHtml(figures, 'en'))).toContain('1,234');
  });
});
