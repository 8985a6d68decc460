import type { Locale } from '@jiceng/kernel';
import { type Chart, chartHtml, escapeHtml } from '../charts/chart.ts';

/** A table for those who read numbers, or hear them. */
export interface Table {
  readonly caption: string;
  readonly head: readonly string[];
  /** Text is set left, everything else right. */
  readonly textColumns?: readonly number[];
  readonly rows: readonly (readonly string[])[];
}

/** A table that scrolls in itself when the page is too narrow for it. */
export function tableHtml({ caption, head, rows, textColumns = [0] }: Table): string {
  const kind = (column: number): string => (textColumns.includes(column) ? ' class="text"' : '');
  const headRow = head.map((cell, at) => `<th scope="col"${kind(at)}>${escapeHtml(cell)}</th>`).join('');
  const body = rows.map((row) => {
    const cells = row.map((cell, at) =>
      at === 0 ? `<th scope="row"${kind(at)}>${escapeHtml(cell)}</th>` : `<td${kind(at)}>${escapeHtml(cell)}</td>`,
    );
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(caption)}"><table>
<caption>${escapeHtml(caption)}</caption>
<thead><tr>${headRow}</tr></thead>
<tbody>${body.join('\n')}</tbody>
</table></div>`;
}

const dataTable: Readonly<Record<Locale, string>> = { 'zh-CN': '数据表', en: 'Table' };

/** A table that opens on demand. */
export function foldedTable(table: Table, lang: Locale, summary: string = dataTable[lang]): string {
  return `<details><summary>${escapeHtml(summary)}</summary>\n${tableHtml(table)}\n</details>`;
}

/** A chart with its caption, if it needs one. */
export function figureHtml(chart: Chart, caption: string, lang: Locale): string {
  const words = caption === '' ? '' : `\n<figcaption>${escapeHtml(caption)}</figcaption>`;
  return `<figure>\n${chartHtml(chart, lang)}${words}\n</figure>`;
}

/** One part of the page: a heading that says what there is to see, a paragraph, and the rest. */
export function sectionHtml(id: string, title: string, lead: string, ...parts: readonly string[]): string {
  return `<section id="${id}">\n<h2>${escapeHtml(title)}</h2>\n<p class="lead">${escapeHtml(lead)}</p>\n${parts.join('\n')}\n</section>`;
}
