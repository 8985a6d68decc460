import { block, columnsOf, entries, entry, layTable, pageColumns, wallText, wrap } from '@jiceng/example-kit';
import type { Locale } from '@jiceng/kernel';
import type { QuarterFigures } from './figures.ts';
import { otherGroups } from './figures/groups.ts';
import { countText, dayText, durationText, monthText, percentText } from './format.ts';
import { departmentName, groupName } from './names.ts';
import { subtitleOf, titles } from './report/header.ts';
import { statementsOf } from './statements.ts';
import { flagNames, rungWordsOf, verdictNames, verdictWords } from './words.ts';

const words = {
  'zh-CN': {
    asOf: (at: string, zone: string) => `截至 ${at}（${zone}）。此后才办结的，都算未结。`,
    intake: '受理',
    reportedText: (used: string, read: string, skipped: string) => `${used} 件；读入 ${read} 行，跳过 ${skipped} 行`,
    reported: '受理',
    open: '未结',
    busiest: '最忙的几天',
    usual: '平常一天',
    usualText: (all: string, trees: string) => `${all} 件，其中树木 ${trees} 件（中位数）`,
    storm: '风暴',
    stormText: (day: string, onDay: string, inWeek: string) =>
      `${day}，热带风暴艾琳：树木 ${onDay} 件，一周 ${inWeek} 件`,
    of: (hits: string, n: string) => `${n} 件中 ${hits} 件`,
    groups: '都是些什么事（合计 100.0%）',
    other: '其他',
    dispatch: (month: string) => `派单与市里一致的比例（职责表学自 ${month}）`,
    dispatchHead: ['月份', '一致／件数', '比例', '95% 区间'],
    learnt: '（学自本月）',
    judged: '检验月份合计',
    durations: '多久办结（算上未结件，与只看已结件）',
    durationsHead: ['类', '件数', '未结', '一半办结于', '只看已结件'],
    all: '全部',
    never: '不到一半办结',
    onTime: '按时办结（我们的期限，分母为期限已到的件；旁为市里的判定，只算有承诺的）',
    onTimeHead: ['部门', '按时／已到期', '按时率', '95% 区间', '市里'],
    city: '全市',
    supervision: (n: string, raised: string, percent: string) =>
      `督办阶梯（有期限的 ${n} 件里，${raised} 件走到第一级，${percent}）`,
    supervisionHead: ['级', '何时触发', '合计'],
    verdicts: '三个判定：我们的期限 × 市里的承诺（closed ≤ target_dt）× 市里的判定（ontime）',
    verdictsHead: ['件数', '我们', '承诺', '市里'],
    same: (n: string, same: string, percent: string) => `两个期限都有的 ${n} 件里，${same} 件（${percent}）判定相同。`,
    zero: (count: string) => `其余 ${count} 格都是 0。`,
    basis: '这些数字凭什么',
    skipped: (count: string) => `跳过的 ${count} 行`,
    line: (line: string, why: string) => `第 ${line} 行：${why}`,
    more: (count: string) => `……另有 ${count} 行，见报告`,
    comma: '，',
    colon: '：',
  },
  en: {
    asOf: (at: string, zone: string) => `As of ${at} (${zone}). What was closed later counts as open.`,
    intake: 'Intake',
    reportedText: (used: string, read: string, skipped: string) => `${used} (${read} rows read, ${skipped} skipped)`,
    reported: 'Reported',
    open: 'Still open',
    busiest: 'Busiest days',
    usual: 'A usual day',
    usualText: (all: string, trees: string) => `${all} requests, ${trees} about trees (medians)`,
    storm: 'Storm',
    stormText: (day: string, onDay: string, inWeek: string) =>
      `${day}, tropical storm Irene: ${onDay} about trees, ${inWeek} within the week`,
    of: (hits: string, n: string) => `${hits} of ${n}`,
    groups: 'What they were about (adds up to 100.0%)',
    other: 'All others',
    dispatch: (month: string) => `Dispatched as the city did (duty table learnt from ${month})`,
    dispatchHead: ['Month', 'Same/all', 'Share', '95% interval'],
    learnt: ' (learnt from)',
    judged: 'All months judged',
    durations: 'Time to close (open cases counted, and closed cases only)',
    durationsHead: ['Group', 'Requests', 'Open', 'Half closed within', 'Closed only'],
    all: 'All',
    never: 'less than half closed',
    onTime: "Closed on time (our deadline, of the cases due; beside it the city's flag, of the cases with a promise)",
    onTimeHead: ['Department', 'On time/due', 'Rate', '95% interval', 'City'],
    city: 'Whole city',
    supervision: (n: string, raised: string, percent: string) =>
      `Supervision ladder (${raised} of ${n} with a deadline reached the first rung, ${percent})`,
    supervisionHead: ['Rung', 'Raised when', 'Total'],
    verdicts: "Three verdicts: our deadline × the city's promise (closed ≤ target_dt) × the city's flag (ontime)",
    verdictsHead: ['Cases', 'Ours', 'Promise', 'Flag'],
    same: (n: string, same: string, percent: string) =>
      `Where both deadlines exist (${n} cases), they agree in ${same} (${percent}).`,
    zero: (count: string) => `The other ${count} cells are 0.`,
    basis: 'What these figures rest on',
    skipped: (count: string) => `The ${count} rows that were skipped`,
    line: (line: string, why: string) => `Line ${line}: ${why}`,
    more: (count: string) => `… and ${count} more, see the report`,
    comma: ', ',
    colon: ': ',
  },
} as const;

const skippedShown = 10;

function intakeLines({ intake, census }: QuarterFigures, lang: Locale): readonly string[] {
  const w = words[lang];
  const { busiest, medianAll, medianTrees, storm } = intake;
  const days = busiest.slice(0, 4).map(({ key, count }) => `${dayText(key, lang)}${w.colon}${countText(count)}`);
  return entries([
    [w.reported, w.reportedText(countText(census.used), countText(census.read), countText(census.skipped.length))],
    [
      w.open,
      `${percentText(census.open.rate)}${w.comma}${w.of(countText(census.open.hits), countText(census.open.n))}`,
    ],
    [w.usual, w.usualText(countText(medianAll), countText(medianTrees))],
    [w.busiest, days.join(lang === 'zh-CN' ? '；' : '; ')],
    ...(storm === undefined
      ? []
      : [[w.storm, w.stormText(dayText(storm.on, lang), countText(storm.onDay), countText(storm.inWeek))] as const]),
  ]);
}

function groupLines({ groups: { shares } }: QuarterFigures, lang: Locale): readonly string[] {
  const most = Math.max(...shares.map(({ count }) => count), 1);
  const rows = shares.map(({ key, count, text }) => [
    key === otherGroups ? words[lang].other : groupName(key, lang),
    countText(count),
    `${text ?? '—'}%`,
    '█'.repeat(Math.round((count / most) * 30)),
  ]);
  return layTable(rows, ['left', 'right', 'right', 'left']);
}

function dispatchLines({ dispatch }: QuarterFigures, lang: Locale): readonly string[] {
  const w = words[lang];
  const row = (name: string, { hits, n, rate, low, high }: typeof dispatch.judged): readonly string[] => [
    name,
    `${countText(hits)}/${countText(n)}`,
    percentText(rate),
    n === 0 ? '—' : `${percentText(low)}–${percentText(high)}`,
  ];
  const months = dispatch.months.map(({ month, isLearnt, right }) =>
    row(monthText(month, lang) + (isLearnt ? w.learnt : ''), right),
  );
  return layTable([w.dispatchHead, ...months, row(w.judged, dispatch.judged)], ['left', 'right', 'right', 'right']);
}

function durationLines({ durations: { all, groups } }: QuarterFigures, lang: Locale): readonly string[] {
  const w = words[lang];
  const rows = [all, ...groups].map((one) => {
    const { n, stillOpen, medianMs, closedOnly } = one.durations;
    return [
      one === all ? w.all : groupName(one.group, lang),
      countText(n),
      countText(stillOpen),
      medianMs === undefined ? w.never : durationText(medianMs, lang),
      closedOnly.medianMs === undefined ? '—' : durationText(closedOnly.medianMs, lang),
    ];
  });
  return layTable([w.durationsHead, ...rows], ['left', 'right', 'right', 'right', 'right']);
}

function onTimeLines({ onTime }: QuarterFigures, lang: Locale): readonly string[] {
  const w = words[lang];
  const row = (name: string, { ours, flaggedWithPromise }: typeof onTime.all): readonly string[] => [
    name,
    `${countText(ours.hits)}/${countText(ours.n)}`,
    percentText(ours.rate),
    ours.n === 0 ? '—' : `${percentText(ours.low)}–${percentText(ours.high)}`,
    percentText(flaggedWithPromise.rate),
  ];
  const departments = onTime.departments.map((one) => row(departmentName(one.department, lang), one));
  return layTable(
    [w.onTimeHead, row(w.city, onTime.all), ...departments],
    ['left', 'right', 'right', 'right', 'right'],
  );
}

function supervisionLines({ supervision, ladder }: QuarterFigures, lang: Locale): readonly string[] {
  const { months, rungs } = supervision;
  const head = [...words[lang].supervisionHead, ...months.map((month) => monthText(month, lang))];
  const rows = rungs.map(({ rung, reached, byMonth }) => {
    const { name, when } = rungWordsOf(ladder, rung, lang);
    return [name, when, countText(reached), ...byMonth.map(countText)];
  });
  return layTable([head, ...rows], ['left', 'left', 'right', ...months.map(() => 'right' as const)]);
}

function verdictLines({ verdicts: { cells, same } }: QuarterFigures, lang: Locale): readonly string[] {
  const w = words[lang];
  const held = cells.filter(({ count }) => count > 0).toSorted((a, b) => b.count - a.count);
  const table = layTable(
    [
      w.verdictsHead,
      ...held.map(({ ours, promised, flag, count }) => [
        countText(count),
        verdictNames[ours][lang],
        verdictNames[promised][lang],
        flagNames[flag][lang],
      ]),
    ],
    ['right', 'left', 'left', 'left'],
  );
  const reach = Math.max(...table.map(columnsOf)) + 2;
  const [head = '', ...rows] = table;
  return [
    head,
    ...held.flatMap(({ ours, promised, flag }, at) =>
      entry(rows[at] ?? '', verdictWords(ours, promised, flag, lang), reach),
    ),
    w.zero(countText(cells.length - held.length)),
    ...wrap(w.same(countText(same.n), countText(same.hits), percentText(same.rate)), pageColumns),
  ];
}

function skippedLines({ census: { skipped } }: QuarterFigures, lang: Locale): readonly string[] {
  const w = words[lang];
  const shown = skipped.slice(0, skippedShown).map(({ line, reason }) => w.line(countText(line), reason.words[lang]));
  const rest = skipped.length - shown.length;
  return rest > 0 ? [...shown, w.more(countText(rest))] : shown;
}

/** The key figures of a quarter as a page of plain text; the same figures give the same text. Ends with a line break. */
export function summaryText(figures: QuarterFigures, lang: Locale): string {
  const w = words[lang];
  const { until, zone, learnt, supervision, census } = figures;
  const { raised } = supervision;
  const lines = [
    titles[lang],
    subtitleOf(figures, lang),
    w.asOf(wallText(until, zone), zone),
    ...block(w.intake, intakeLines(figures, lang)),
    ...block(w.groups, groupLines(figures, lang)),
    ...block(w.dispatch(monthText(learnt.month, lang)), dispatchLines(figures, lang)),
    ...block(w.durations, durationLines(figures, lang)),
    ...block(w.onTime, onTimeLines(figures, lang)),
    ...block(
      w.supervision(countText(raised.n), countText(raised.hits), percentText(raised.rate)),
      supervisionLines(figures, lang),
    ),
    ...block(w.verdicts, verdictLines(figures, lang)),
    ...block(w.basis, entries(statementsOf(figures, lang).map(({ term, text }) => [term, text] as const))),
    ...(census.skipped.length === 0
      ? []
      : block(w.skipped(countText(census.skipped.length)), skippedLines(figures, lang))),
  ];
  return `${lines.join('\n')}\n`;
}
