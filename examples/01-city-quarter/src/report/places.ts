import type { Locale } from '@jiceng/kernel';
import { escapeHtml } from '../charts/chart.ts';
import { type GridMap, gridMapChart } from '../charts/grid-map.ts';
import { blues, greens } from '../charts/theme.ts';
import type { QuarterFigures } from '../figures.ts';
import { countText, dayText } from '../format.ts';
import { figureHtml, foldedTable, sectionHtml } from './html.ts';

const words = {
  'zh-CN': {
    title: '在哪里',
    lead: (n: string, held: string, cells: string, outside: string) =>
      `${n} 件落在 ${cells} 个网格里的 ${held} 个，${outside} 件不在任何网格里。`,
    pile: (code: string, all: string, pile: string) =>
      `最满的 ${code} 有 ${all} 件，其中 ${pile} 件的坐标一模一样：多半是没有地址时填的默认点，不是那里真有这么多事。`,
    all: '整个季度，全部诉求',
    trees: '整个季度，树木诉求',
    storm: '风暴之后一周，树木诉求',
    week: (from: string, to: string) => `第二幅是 ${from}至 ${to}。`,
    caption: '每格约 556 米 × 411 米，北在上；颜色越深件数越多，各档宽度不等。本季度一件也没有的网格不画。',
    table: { caption: '件数最多的 40 个网格', head: ['网格', '全部', '树木', '风暴后一周的树木'] },
  },
  en: {
    title: 'Where',
    lead: (n: string, held: string, cells: string, outside: string) =>
      `${n} requests lie in ${held} of ${cells} grids; ${outside} lie in none.`,
    pile: (code: string, all: string, pile: string) =>
      ` The fullest, ${code}, has ${all}, but ${pile} of them have exactly the same coordinates: most likely the default point of requests without an address, not a place where so much happened.`,
    all: 'The whole quarter, all requests',
    trees: 'The whole quarter, about trees',
    storm: 'The week after the storm, about trees',
    week: (from: string, to: string) => ` The second map is of ${from} to ${to}.`,
    caption:
      'A cell is about 556 m × 411 m, north is up; the darker, the more; the steps are of unequal width. Grids without any request in the quarter are not drawn.',
    table: { caption: 'The 40 fullest grids', head: ['Grid', 'All', 'Trees', 'Trees in the week after the storm'] },
  },
} as const;

const rowsShown = 40;

/** Where the requests lie: all of them, and those about trees after the storm. */
export function placesSection(figures: QuarterFigures, lang: Locale): string {
  const w = words[lang];
  const { grids, cells, outside, pile } = figures.places;
  const { storm } = figures.intake;
  const piled = grids.find(({ code }) => code === pile?.gridCode);
  const lead =
    w.lead(countText(figures.census.used), countText(grids.length), countText(cells), countText(outside)) +
    (pile === undefined || piled === undefined || pile.count * 2 < piled.all
      ? ''
      : w.pile(pile.gridCode, countText(piled.all), countText(pile.count)));
  const week = storm === undefined ? '' : w.week(dayText(storm.on, lang), dayText(storm.weekTo, lang));
  const caption = `${w.caption}${week}`;
  const maps: readonly GridMap[] = [
    { name: 'map-all', title: w.all, counted: 'all', colours: blues },
    storm === undefined
      ? { name: 'map-trees', title: w.trees, counted: 'trees', colours: greens }
      : { name: 'map-storm', title: w.storm, counted: 'storm', colours: greens },
  ];
  const drawn = (grids.length === 0 ? [] : maps).map(
    (map) => `<div><h3>${escapeHtml(map.title)}</h3>\n${figureHtml(gridMapChart(grids, map, lang), '', lang)}</div>`,
  );
  const pair = `<div class="pair">${drawn.join('\n')}</div>\n<p class="caption">${escapeHtml(caption)}</p>`;
  const rows = grids
    .slice(0, rowsShown)
    .map(({ code, all, trees, storm: afterStorm }) => [code, countText(all), countText(trees), countText(afterStorm)]);
  return sectionHtml('places', w.title, lead, drawn.length === 0 ? '' : pair, foldedTable({ ...w.table, rows }, lang));
}
