import type { Locale } from '@jiceng/kernel';
import { supervisionChart } from '../charts/supervision.ts';
import type { QuarterFigures } from '../figures.ts';
import { countText, monthText, percentText } from '../format.ts';
import { rungWordsOf, type RungWords } from '../words.ts';
import { figureHtml, foldedTable, sectionHtml } from './html.ts';

const words = {
  'zh-CN': {
    title: '督办阶梯',
    lead: (n: string, raised: string, percent: string, first: RungWords, last: RungWords, reached: string) =>
      `有期限的 ${n} 件里，${raised} 件（${percent}）到第一级（${first.name}，${first.when}）还没办结，定时器自动触发；其中 ${reached} 件一直走到${last.name}（${last.when}）。`,
    caption: '每一级有多少件走到，按受理月份分色。走到后一级的，也数在前一级里。',
    table: '各级督办件数，按受理月份',
    head: ['级', '何时触发', '合计'],
    withDeadline: '有期限的件',
  },
  en: {
    title: 'The supervision ladder',
    lead: (n: string, raised: string, percent: string, first: RungWords, last: RungWords, reached: string) =>
      `Of ${n} requests with a deadline, ${raised} (${percent}) were still open at the first rung (${first.name.toLowerCase()}, ${first.when}), which a timer raised by itself; ${reached} of them came as far as the last (${last.name.toLowerCase()}, ${last.when}).`,
    caption:
      'How many came as far as each rung, coloured by month of intake. What reached a later rung is counted in the earlier ones, too.',
    table: 'Incidents by rung and month of intake',
    head: ['Rung', 'Raised when', 'Total'],
    withDeadline: 'With a deadline',
  },
} as const;

/** How many incidents climbed how high. */
export function supervisionSection(figures: QuarterFigures, lang: Locale): string {
  const w = words[lang];
  const { raised, rungs, months, withDeadlineByMonth } = figures.supervision;
  const [first, last] = [rungs[0], rungs.at(-1)];
  const nameOf = (rung: string) => rungWordsOf(figures.ladder, rung, lang);
  const rows = [
    [w.withDeadline, '', countText(raised.n), ...withDeadlineByMonth.map(countText)],
    ...rungs.map(({ rung, reached, byMonth }) => [
      nameOf(rung).name,
      nameOf(rung).when,
      countText(reached),
      ...byMonth.map(countText),
    ]),
  ];
  return sectionHtml(
    'supervision',
    w.title,
    w.lead(
      countText(raised.n),
      countText(raised.hits),
      percentText(raised.rate),
      nameOf(first?.rung ?? ''),
      nameOf(last?.rung ?? ''),
      countText(last?.reached ?? 0),
    ),
    figureHtml(supervisionChart(figures, lang), w.caption, lang),
    foldedTable(
      {
        caption: w.table,
        head: [...w.head, ...months.map((month) => monthText(month, lang))],
        rows,
        textColumns: [0, 1],
      },
      lang,
    ),
  );
}
