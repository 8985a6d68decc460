import type { Locale } from '@jiceng/kernel';
import { supervisionChart } from '../charts/supervision.ts';
import type { QuarterFigures } from '../figures.ts';
import { countText, monthText, percentText } from '../format.ts';
import { rungWordsOf } from '../words.ts';
import { figureHtml, foldedTable, sectionHtml } from './html.ts';

const words = {
  'zh-CN': {
    title: '督办阶梯',
    lead: (n: string, raised: string, percent: string, last: string, reached: string) =>
      `有期限的 ${n} 件里，${raised} 件（${percent}）到了时候还没办结，定时器自动触发督办；其中 ${reached} 件一直走到${last}。`,
    caption: '每一级有多少件走到，按受理月份分色。越往下越少：多数在前几级之后办结。后一级的件也在前一级里。',
    table: '各级督办件数，按受理月份',
    head: ['级', '何时触发', '合计'],
    withDeadline: '有期限的件',
  },
  en: {
    title: 'The supervision ladder',
    lead: (n: string, raised: string, percent: string, last: string, reached: string) =>
      `Of ${n} requests with a deadline, ${raised} (${percent}) were not closed when a timer came due, and supervision was raised by itself; ${reached} of them went all the way to the last rung (${last.toLowerCase()}).`,
    caption:
      'How many came as far as each rung, coloured by month of intake. Fewer and fewer: most are closed after the first rungs. Who reached a later rung is counted in the earlier ones, too.',
    table: 'Incidents by rung and month of intake',
    head: ['Rung', 'Raised when', 'Total'],
    withDeadline: 'With a deadline',
  },
} as const;

/** How many incidents climbed how high. */
export function supervisionSection(figures: QuarterFigures, lang: Locale): string {
  const w = words[lang];
  const { raised, rungs, months, withDeadlineByMonth } = figures.supervision;
  const last = rungs.at(-1);
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
      nameOf(last?.rung ?? '').name,
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
