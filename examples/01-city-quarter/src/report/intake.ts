import type { Locale } from '@jiceng/kernel';
import { groupsChart } from '../charts/groups.ts';
import { intakeChart } from '../charts/intake.ts';
import type { QuarterFigures } from '../figures.ts';
import { otherGroups } from '../figures/groups.ts';
import { countText, dayText } from '../format.ts';
import { groupName } from '../names.ts';
import { figureHtml, foldedTable, sectionHtml } from './html.ts';

const words = {
  'zh-CN': {
    title: '每天来了多少',
    usual: (all: string, trees: string) => `平常一天 ${all} 件（中位数），其中树木 ${trees} 件。`,
    storm: (day: string, onDay: string, inWeek: string) =>
      `${day}热带风暴艾琳过境，当天树木诉求 ${onDay} 件，一周 ${inWeek} 件。`,
    caption: '每根柱是一天（城市当地日期）：红色为树木，浅蓝为其余。',
    table: { caption: '逐日受理件数', head: ['日期', '全部', '树木'] },
    groupsTitle: '都是些什么事',
    groupsLead: (first: string, percent: string, count: number) =>
      `最多的是${first}，占 ${percent}%。图列最大的 ${count} 组，其余合并。`,
    groupsCaption: '百分比按最大余数法取一位小数，合计恰为 100.0%。',
    others: (text: string) => `“其他”包括：${text}。`,
    groupsTable: { caption: '各组件数与占比', head: ['组', '件数', '占比'] },
    other: '其他',
    comma: '、',
  },
  en: {
    title: 'How many came each day',
    usual: (all: string, trees: string) => `A usual day brings ${all} requests (median), ${trees} of them about trees.`,
    storm: (day: string, onDay: string, inWeek: string) =>
      ` On ${day} tropical storm Irene passed: ${onDay} about trees on that day, ${inWeek} within the week.`,
    caption: 'One bar a day (local dates of the city): red is about trees, pale blue everything else.',
    table: { caption: 'Requests a day', head: ['Day', 'All', 'Trees'] },
    groupsTitle: 'What they were about',
    groupsLead: (first: string, percent: string, count: number) =>
      `Most were about ${first}: ${percent}%. The chart names the ${count} largest groups; the rest stand together.`,
    groupsCaption: 'Percentages with one decimal by the largest remainder: they add up to exactly 100.0%.',
    others: (text: string) => `“All others” are: ${text}.`,
    groupsTable: { caption: 'Requests and shares by group', head: ['Group', 'Requests', 'Share'] },
    other: 'All others',
    comma: ', ',
  },
} as const;

/** How many requests came each day, with the storm. */
export function intakeSection(figures: QuarterFigures, lang: Locale): string {
  const w = words[lang];
  const { days, medianAll, medianTrees, storm } = figures.intake;
  const lead =
    w.usual(countText(medianAll), countText(medianTrees)) +
    (storm === undefined ? '' : w.storm(dayText(storm.on, lang), countText(storm.onDay), countText(storm.inWeek)));
  const rows = days.map(({ day, all, trees }) => [day, countText(all), countText(trees)]);
  return sectionHtml(
    'intake',
    w.title,
    lead,
    figureHtml(intakeChart(figures, lang), w.caption, lang),
    foldedTable({ ...w.table, rows }, lang),
  );
}

/** What part of all requests each group is. */
export function groupsSection(figures: QuarterFigures, lang: Locale): string {
  const w = words[lang];
  const { shares, others } = figures.groups;
  const [first] = shares;
  const named = shares.filter(({ key }) => key !== otherGroups).length;
  const rest = others.map(({ key, count }) => `${groupName(key, lang)} ${countText(count)}`).join(w.comma);
  const rows = shares.map(({ key, count, text }) => [
    key === otherGroups ? w.other : groupName(key, lang),
    countText(count),
    `${text ?? '—'}%`,
  ]);
  return sectionHtml(
    'groups',
    w.groupsTitle,
    w.groupsLead(groupName(first?.key ?? '', lang), first?.text ?? '—', named),
    figureHtml(
      groupsChart(figures, lang),
      others.length === 0 ? w.groupsCaption : `${w.groupsCaption} ${w.others(rest)}`,
      lang,
    ),
    foldedTable({ ...w.groupsTable, rows }, lang),
  );
}
