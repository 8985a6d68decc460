import type { Locale } from '@jiceng/kernel';
import { casesShownMin, onTimeChart } from '../charts/on-time.ts';
import type { QuarterFigures } from '../figures.ts';
import type { OnTimeFigures } from '../figures/on-time.ts';
import { countText, percentText } from '../format.ts';
import { departmentName } from '../names.ts';
import { figureHtml, foldedTable, sectionHtml } from './html.ts';

const words = {
  'zh-CN': {
    title: '按时了吗',
    lead: (n: string, hits: string, percent: string, flagged: string, without: string, withPromise: string) =>
      `期限已到的 ${n} 件里，${hits} 件按时办结：${percent}。市里的判定是 ${flagged}，但其中 ${without} 件根本没有承诺，也记作按时；去掉没有承诺的，是 ${withPromise}。`,
    caption: (min: string) =>
      `按市里记录的承办部门分。蓝点用我们的期限，分母是期限在停止之前已到的件；黄圈是市里的判定，分母是有承诺的件，下判定时知道停止之后的事，所以两者不必相同。分母不足 ${min} 件的部门只在表里。`,
    table: {
      caption: '各部门按时办结，我们的期限与市里的判定',
      head: [
        '部门',
        '件数',
        '期限已到',
        '按时',
        '结晚了',
        '未结且超时',
        '按时率',
        '95% 区间',
        '未到期',
        '无期限',
        '市里判按时',
        '只算有承诺的',
      ],
    },
    all: '全市',
  },
  en: {
    title: 'On time or not',
    lead: (n: string, hits: string, percent: string, flagged: string, without: string, withPromise: string) =>
      `Of the ${n} requests that were due, ${hits} were closed on time: ${percent}. The city's flag says ${flagged}, but ${without} of those never had a promise and are flagged on time all the same; without them it is ${withPromise}.`,
    caption: (min: string) =>
      `By the department in the city's record. The blue dot goes by our deadline, of the cases due before the stop; the amber ring is the city's flag, of the cases with a promise, set with knowledge of what came after the stop: the two need not agree. Departments with fewer than ${min} due cases stand in the table only.`,
    table: {
      caption: "On time by department: our deadline and the city's flag",
      head: [
        'Department',
        'Requests',
        'Due',
        'On time',
        'Closed late',
        'Open, overdue',
        'Rate',
        '95% interval',
        'Not yet due',
        'No deadline',
        'Flagged ONTIME',
        'With a promise',
      ],
    },
    all: 'Whole city',
  },
} as const;

/** The on-time rate with its denominators. */
export function onTimeSection(figures: QuarterFigures, lang: Locale): string {
  const w = words[lang];
  const { all, departments } = figures.onTime;
  const row = (name: string, { cases, ours, flagged, flaggedWithPromise }: OnTimeFigures): readonly string[] => [
    name,
    countText(cases),
    countText(ours.n),
    countText(ours.onTime),
    countText(ours.closedLate),
    countText(ours.openOverdue),
    percentText(ours.rate),
    ours.n === 0 ? '—' : `${percentText(ours.low)}–${percentText(ours.high)}`,
    countText(ours.excluded.notYetDue),
    countText(ours.excluded.noDeadline),
    `${countText(flagged.hits)}/${countText(flagged.n)} ${percentText(flagged.rate)}`,
    `${countText(flaggedWithPromise.hits)}/${countText(flaggedWithPromise.n)} ${percentText(flaggedWithPromise.rate)}`,
  ];
  return sectionHtml(
    'on-time',
    w.title,
    w.lead(
      countText(all.ours.n),
      countText(all.ours.hits),
      percentText(all.ours.rate),
      percentText(all.flagged.rate),
      countText(figures.verdicts.flaggedWithoutPromise),
      percentText(all.flaggedWithPromise.rate),
    ),
    figureHtml(onTimeChart(figures, lang), w.caption(countText(casesShownMin)), lang),
    foldedTable(
      {
        ...w.table,
        rows: [row(w.all, all), ...departments.map((one) => row(departmentName(one.department, lang), one))],
      },
      lang,
    ),
  );
}
