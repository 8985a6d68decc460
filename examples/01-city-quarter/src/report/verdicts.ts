import type { Locale } from '@jiceng/kernel';
import { escapeHtml } from '../charts/chart.ts';
import type { QuarterFigures } from '../figures.ts';
import { flags, type VerdictCell, verdicts } from '../figures/verdicts.ts';
import { countText, percentText } from '../format.ts';
import { flagNames, verdictNames, verdictWords } from '../words.ts';
import { sectionHtml } from './html.ts';

const words = {
  'zh-CN': {
    title: '三个判定',
    lead: (n: string, same: string, percent: string, contradicting: string, without: string) =>
      `同一件，三个判定：我们的期限、市里对这一件的承诺（closed ≤ target_dt）、市里自己的判定（ontime）。两个期限都有的 ${n} 件里，${same} 件（${percent}）判定相同。市里的判定与它自己的承诺相反的有 ${contradicting} 件；没有承诺却记作按时的有 ${without} 件。`,
    ours: (verdict: string) => `我们的期限：${verdict}`,
    promised: (verdict: string) => `承诺：${verdict}`,
    flag: '市里的判定',
    total: '合计',
    caption: '每格是件数。底色：两个期限的判定不同。',
    cellsTitle: '每一格是怎么回事',
    zero: (count: string) => `其余 ${count} 格都是 0。`,
    combination: (ours: string, promised: string, flag: string) => [`我们${ours}`, `承诺${promised}`, `市里${flag}`],
  },
  en: {
    title: 'Three verdicts',
    lead: (n: string, same: string, percent: string, contradicting: string, without: string) =>
      `One case, three verdicts: our deadline, the city's promise for that case (closed ≤ target_dt), and the city's own flag (ontime). Where both deadlines exist (${n} cases) they agree in ${same} (${percent}). The flag contradicts the city's own promise in ${contradicting} cases; it says ONTIME for ${without} that had no promise.`,
    ours: (verdict: string) => `Our deadline: ${verdict.toLowerCase()}`,
    promised: (verdict: string) => `Promise: ${verdict.toLowerCase()}`,
    flag: "City's flag",
    total: 'Total',
    caption: 'Cases in each cell. Shaded: the two deadlines disagree.',
    cellsTitle: 'What each cell means',
    zero: (count: string) => `The other ${count} cells are 0.`,
    combination: (ours: string, promised: string, flag: string) => [
      `ours: ${ours.toLowerCase()}`,
      `promise: ${promised.toLowerCase()}`,
      `flag: ${flag}`,
    ],
  },
} as const;

const sumOf = (cells: readonly VerdictCell[]): number => cells.reduce((sum, { count }) => sum + count, 0);

function crossTable(cells: readonly VerdictCell[], lang: Locale): string {
  const w = words[lang];
  const number = (count: number, kind = ''): string =>
    `<td class="${count === 0 ? 'zero' : kind}">${countText(count)}</td>`;
  const columns = flags.length + 2;
  const groups = verdicts.map((ours) => {
    const rows = verdicts.map((promised) => {
      const row = cells.filter((cell) => cell.ours === ours && cell.promised === promised);
      const kind = ours === promised ? '' : 'differs';
      const counts = flags.map((flag) => number(sumOf(row.filter((cell) => cell.flag === flag)), kind)).join('');
      const name = escapeHtml(w.promised(verdictNames[promised][lang]));
      return `<tr><th scope="row" class="text">${name}</th>${counts}${number(sumOf(row), 'total')}</tr>`;
    });
    const name = escapeHtml(w.ours(verdictNames[ours][lang]));
    return `<tbody><tr><th scope="rowgroup" colspan="${columns}" class="text group">${name}</th></tr>\n${rows.join('\n')}</tbody>`;
  });
  const totals = flags.map((flag) => number(sumOf(cells.filter((cell) => cell.flag === flag)), 'total')).join('');
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(w.title)}"><table class="cross">
<caption>${escapeHtml(w.caption)}</caption>
<thead>
<tr><td rowspan="2"></td><th colspan="${flags.length}" scope="colgroup" class="flags">${escapeHtml(w.flag)}</th><th rowspan="2" scope="col">${escapeHtml(w.total)}</th></tr>
<tr>${flags.map((flag) => `<th scope="col">${escapeHtml(flagNames[flag][lang])}</th>`).join('')}</tr>
</thead>
${groups.join('\n')}
<tfoot><tr><th scope="row" class="text total">${escapeHtml(w.total)}</th>${totals}${number(sumOf(cells), 'total')}</tr></tfoot>
</table></div>`;
}

/** Three verdicts on the same cases, side by side: every combination counted and explained. */
export function verdictsSection(figures: QuarterFigures, lang: Locale): string {
  const w = words[lang];
  const { cells, same, contradicting, flaggedWithoutPromise } = figures.verdicts;
  const held = cells.filter(({ count }) => count > 0).toSorted((a, b) => b.count - a.count);
  const items = held.map(({ ours, promised, flag, count }) => {
    const what = w.combination(verdictNames[ours][lang], verdictNames[promised][lang], flagNames[flag][lang]);
    const text = verdictWords(ours, promised, flag, lang);
    return `<li><b>${countText(count)}</b><span class="what">${what.map((part) => `<span>${escapeHtml(part)}</span>`).join(' · ')}</span><span class="text">${escapeHtml(text)}</span></li>`;
  });
  return sectionHtml(
    'verdicts',
    w.title,
    w.lead(
      countText(same.n),
      countText(same.hits),
      percentText(same.rate),
      countText(contradicting),
      countText(flaggedWithoutPromise),
    ),
    crossTable(cells, lang),
    `<h3>${escapeHtml(w.cellsTitle)}</h3>\n<ol class="cells">\n${items.join('\n')}\n</ol>`,
    `<p class="meta">${escapeHtml(w.zero(countText(cells.length - held.length)))}</p>`,
  );
}
