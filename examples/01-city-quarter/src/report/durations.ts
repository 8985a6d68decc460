import type { Locale } from '@jiceng/kernel';
import { durationsChart } from '../charts/durations.ts';
import { mediansChart } from '../charts/medians.ts';
import { escapeHtml } from '../charts/chart.ts';
import type { QuarterFigures } from '../figures.ts';
import type { GroupDurations } from '../figures/durations.ts';
import { countText, durationText, percentText } from '../format.ts';
import { groupName } from '../names.ts';
import { figureHtml, foldedTable, sectionHtml } from './html.ts';

const words = {
  'zh-CN': {
    title: '多久办结',
    lead: (open: string, share: string, median: string, naive: string) =>
      `停止时还有 ${open} 件没有办结（${share}）。把它们算进去，一半的诉求在 ${median}内办结；只看已经办结的，会说成 ${naive}：难办的还没办完，就不在数里了。`,
    noMedian: (open: string, share: string, naive: string) =>
      `停止时还有 ${open} 件没有办结（${share}），不到一半办结，没有中位数；只看已经办结的，会说成 ${naive}。`,
    caption:
      '卡普兰—迈耶曲线：过了横轴上那么久，还有多大比例没有办结；未结的计到停止时刻。虚线是一半。横轴每大格十倍。',
    mediansTitle: '忘了未结件，数字会好看多少',
    mediansCaption: (min: string, small: string) =>
      `蓝点是算上未结件的中位用时，黄圈是只看已结件的；红箭头表示停止时不到一半办结，没有中位数可说。列出至少 ${min} 件的组；不足的 ${small} 组未列。`,
    table: {
      caption: '各组用时（算上未结件，95% 区间）',
      head: ['组', '件数', '未结', '中位', '95% 区间', '四分之三', '九成', '只看已结件的中位'],
    },
    all: '全部',
    never: '未达到',
  },
  en: {
    title: 'How long until it was closed',
    lead: (open: string, share: string, median: string, naive: string) =>
      `At the stop ${open} requests were still open (${share}). Counting them, half of all were closed within ${median}; looking at closed ones only would say ${naive}: what is hard is not finished yet, and so not counted.`,
    noMedian: (open: string, share: string, naive: string) =>
      `At the stop ${open} requests were still open (${share}): less than half were closed and there is no median; looking at closed ones only would say ${naive}.`,
    caption:
      'Kaplan–Meier curves: what part is still open after the time on the axis; open cases count up to the stop. The dashed line is one half. Tenfold steps on the axis.',
    mediansTitle: 'How much better it looks when open cases are forgotten',
    mediansCaption: (min: string, small: string) =>
      `The blue dot is the median time with open cases counted, the amber ring with closed cases only; a red arrow means that less than half were closed at the stop, so that no median exists. Groups of at least ${min} requests; ${small} smaller ones are left out.`,
    table: {
      caption: 'Time to close by group (open cases counted, 95% interval)',
      head: [
        'Group',
        'Requests',
        'Open',
        'Median',
        '95% interval',
        'Three quarters',
        'Nine tenths',
        'Median of closed only',
      ],
    },
    all: 'All',
    never: 'not reached',
  },
} as const;

/** How long requests take, with the open ones in it. */
export function durationsSection(figures: QuarterFigures, lang: Locale): string {
  const w = words[lang];
  const { all, groups, casesMin, smallGroups } = figures.durations;
  const { open } = figures.census;
  const text = (ms: number | undefined): string => (ms === undefined ? w.never : durationText(ms, lang));
  const { medianMs, closedOnly } = all.durations;
  const naive = closedOnly.medianMs === undefined ? '—' : durationText(closedOnly.medianMs, lang);
  const lead =
    medianMs === undefined
      ? w.noMedian(countText(open.hits), percentText(open.rate), naive)
      : w.lead(countText(open.hits), percentText(open.rate), durationText(medianMs, lang), naive);
  const row = (one: GroupDurations): readonly string[] => {
    const { n, stillOpen, quantiles, closedOnly: closed } = one.durations;
    const [half, threeQuarters, nineTenths] = quantiles;
    return [
      one === all ? w.all : groupName(one.group, lang),
      countText(n),
      countText(stillOpen),
      text(half?.ms),
      `${text(half?.lowMs)} – ${text(half?.highMs)}`,
      text(threeQuarters?.ms),
      text(nineTenths?.ms),
      closed.medianMs === undefined ? '—' : durationText(closed.medianMs, lang),
    ];
  };
  return sectionHtml(
    'durations',
    w.title,
    lead,
    figureHtml(durationsChart(figures, lang), w.caption, lang),
    `<h3>${escapeHtml(w.mediansTitle)}</h3>`,
    figureHtml(mediansChart(figures, lang), w.mediansCaption(countText(casesMin), countText(smallGroups)), lang),
    foldedTable({ ...w.table, rows: [all, ...groups].map(row) }, lang),
  );
}
