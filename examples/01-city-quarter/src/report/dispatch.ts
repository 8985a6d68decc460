import type { Locale } from '@jiceng/kernel';
import type { QuarterFigures } from '../figures.ts';
import { countText, limitText, monthText, percentText } from '../format.ts';
import { departmentName, typeName } from '../names.ts';
import { foldedTable, sectionHtml, tableHtml } from './html.ts';

const words = {
  'zh-CN': {
    title: '派给谁，派对了吗',
    lead: (month: string, n: string, hits: string, percent: string, low: string, high: string) =>
      `职责表只学自 ${month}。此后 ${n} 件里，我们的主办单位与市里记录的部门一致的有 ${hits} 件：${percent}（95% 区间 ${low} 至 ${high}）。`,
    noMonths: (month: string) => `职责表学自 ${month}；文件里没有此后的月份，无从检验。`,
    months: {
      caption: '各月派单与市里一致的比例',
      head: ['月份', '一致／件数', '比例', '95% 区间'],
    },
    learnt: '（学自本月）',
    byDefault: '其中按兜底职责',
    all: '检验月份合计',
    misses: { caption: '不一致的，主要在这几处', head: ['我们派给', '市里在', '件数'] },
    missesTitle: '错在哪里',
    types: {
      caption: '各类诉求的主办单位与时限',
      head: ['类型', '主办单位', '占该类', '件数', '有承诺', '时限'],
    },
    typesSummary: (count: string) => `职责表与时限（${count} 类）`,
    none: '无',
  },
  en: {
    title: 'Who got it, and was that right',
    lead: (month: string, n: string, hits: string, percent: string, low: string, high: string) =>
      `The duty table was learnt from ${month} alone. Of the ${n} requests after it, our lead unit is the department in the city's record for ${hits}: ${percent} (95% interval ${low} to ${high}).`,
    noMonths: (month: string) => `The duty table was learnt from ${month}; the file has no later month to judge it on.`,
    months: { caption: 'Share dispatched as the city did', head: ['Month', 'Same/all', 'Share', '95% interval'] },
    learnt: ' (learnt from)',
    byDefault: 'of these by the default duty',
    all: 'All months judged',
    misses: { caption: 'Where the two differ most', head: ['We sent it to', 'The city had it in', 'Requests'] },
    missesTitle: 'Where it went wrong',
    types: {
      caption: 'Lead unit and limit of each type',
      head: ['Type', 'Lead unit', 'Of the type', 'Requests', 'Promised', 'Limit'],
    },
    typesSummary: (count: string) => `Duty table and limits (${count} types)`,
    none: 'none',
  },
} as const;

/** How often the duty table is right, and what it says. */
export function dispatchSection({ dispatch, learnt }: QuarterFigures, lang: Locale): string {
  const w = words[lang];
  const { judged, byDefault, months, misdirections } = dispatch;
  const learntMonth = monthText(learnt.month, lang);
  const lead =
    judged.n === 0
      ? w.noMonths(learntMonth)
      : w.lead(
          learntMonth,
          countText(judged.n),
          countText(judged.hits),
          percentText(judged.rate),
          percentText(judged.low),
          percentText(judged.high),
        );
  const row = (name: string, { hits, n, rate, low, high }: typeof judged): readonly string[] => [
    name,
    `${countText(hits)}/${countText(n)}`,
    percentText(rate),
    `${percentText(low)}–${percentText(high)}`,
  ];
  const monthRows = [
    ...months.map(({ month, isLearnt, right }) => row(monthText(month, lang) + (isLearnt ? w.learnt : ''), right)),
    row(w.all, judged),
    row(w.byDefault, byDefault),
  ];
  const missRows = misdirections.map(({ leadUnit, department, count }) => [
    departmentName(leadUnit, lang),
    departmentName(department, lang),
    countText(count),
  ]);
  const typeRows = learnt.types
    .toSorted((a, b) => b.cases - a.cases)
    .map(({ type, department, departmentCases, cases, promised, promisedMinutes }) => [
      lang === 'zh-CN' ? `${typeName(type, lang)}（${type}）` : typeName(type, lang),
      departmentName(department, lang),
      percentText(departmentCases / cases),
      countText(cases),
      countText(promised),
      promisedMinutes === undefined ? w.none : limitText(promisedMinutes, lang),
    ]);
  return sectionHtml(
    'dispatch',
    w.title,
    lead,
    tableHtml({ ...w.months, rows: monthRows }),
    foldedTable({ ...w.misses, rows: missRows, textColumns: [0, 1] }, lang, w.missesTitle),
    foldedTable(
      { ...w.types, rows: typeRows, textColumns: [0, 1] },
      lang,
      w.typesSummary(countText(learnt.types.length)),
    ),
  );
}
