import { block, columnsOf, entries, layTable, pageColumns, wallText, wrap } from '@jiceng/example-kit';
import type { Locale } from '@jiceng/kernel';
import type { LeftOutCase } from '@jiceng/testkit';
import type { Account } from './account.ts';
import type { DeskRow } from './desk/incident-desk.ts';
import { kindName } from './desk/kinds.ts';
import { words } from './words.ts';

const zone = 'Asia/Shanghai';

function rowLines(rows: readonly DeskRow[], lang: Locale): readonly string[] {
  const cells = rows.map((row) => [
    row.incidentId.slice(-6),
    kindName(row.kind)[lang],
    row.gridCode ?? '',
    wallText(row.reportedAt, zone),
    row.statusWords[lang],
  ]);
  return layTable([words[lang].rowsHead, ...cells], ['left', 'left', 'left', 'left', 'left']);
}

/** Why cases were left out, each reason once. */
function reasonsOf(notRun: readonly LeftOutCase[], lang: Locale): readonly string[] {
  return [...new Set(notRun.map(({ level, words: why }) => `${level}${lang === 'en' ? ': ' : '：'}${why[lang]}`))];
}

/** The account of a run, for a terminal. */
export function summaryText(account: Account, lang: Locale): string {
  const { info, logged, again, waiting, ordered, byNewIndex, report } = account;
  const w = words[lang];
  const broken = report.cases.filter(({ outcome }) => outcome === 'broken').map(({ id }) => id);
  const same = JSON.stringify(logged) === JSON.stringify(again);
  const lines = [
    w.title,
    '═'.repeat(columnsOf(w.title)),
    ...wrap(w.intro, pageColumns),
    ...block(
      w.says,
      entries([
        [w.engine, info.engine],
        [w.durability, w.survives[info.durability]],
        [w.shared, w.yesNo(info.multiProcess)],
        [w.positions, w.position[info.positions]],
      ]),
    ),
    ...block(w.logged, rowLines(logged, lang)),
    ...block(
      w.reopened,
      entries([
        [w.same, w.yesNo(same)],
        [w.waiting, w.commits(waiting)],
      ]),
    ),
    ...block(w.order, [ordered.join('  '), ...wrap(w.orderWhy, pageColumns)]),
    ...block(w.tabs, wrap(w.tabsText(byNewIndex.join(', ')), pageColumns)),
    ...block(
      w.contract,
      entries([
        [w.reached, report.reached ?? w.nothing],
        [w.broken, broken.length === 0 ? w.nothing : broken.join(', ')],
        ...reasonsOf(report.notRun, lang).map((reason) => [w.notRun, reason] as const),
      ]),
    ),
    ...wrap(w.elsewhere, pageColumns),
  ];
  return `${lines.join('\n')}\n`;
}
