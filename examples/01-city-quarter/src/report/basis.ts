import type { Locale } from '@jiceng/kernel';
import { escapeHtml } from '../charts/chart.ts';
import type { QuarterFigures } from '../figures.ts';
import { countText } from '../format.ts';
import { statementsOf } from '../statements.ts';
import { foldedTable, sectionHtml } from './html.ts';

const words = {
  'zh-CN': {
    title: '这些数字凭什么',
    lead: '下面每一条都影响上面的数字。换一条，数字就会变。',
    skipped: (count: string) => `跳过的 ${count} 行`,
    table: { caption: '跳过的行和原因', head: ['行', '原因'] },
  },
  en: {
    title: 'What these figures rest on',
    lead: 'Each of these moves the figures above. Change one, and they change.',
    skipped: (count: string) => `The ${count} rows that were skipped`,
    table: { caption: 'Rows that were skipped, and why', head: ['Line', 'Reason'] },
  },
} as const;

/** A file may hold any number of bad rows; the page names the first ones and counts them all. */
const rowsShown = 200;

/** What the figures rest on. */
export function basisSection(figures: QuarterFigures, lang: Locale): string {
  const w = words[lang];
  const facts = statementsOf(figures, lang).map(
    ({ term, text }) => `<dt>${escapeHtml(term)}</dt><dd>${escapeHtml(text)}</dd>`,
  );
  const { skipped } = figures.census;
  const rows = skipped.slice(0, rowsShown).map(({ line, reason }) => [countText(line), reason.words[lang]]);
  return sectionHtml(
    'basis',
    w.title,
    w.lead,
    `<dl class="facts">\n${facts.join('\n')}\n</dl>`,
    skipped.length === 0
      ? ''
      : foldedTable({ ...w.table, rows, textColumns: [1] }, lang, w.skipped(countText(skipped.length))),
  );
}
