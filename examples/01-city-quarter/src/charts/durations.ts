import type { Locale } from '@jiceng/kernel';
import type { QuarterFigures } from '../figures.ts';
import type { GroupDurations } from '../figures/durations.ts';
import { durationText, percentText } from '../format.ts';
import { groupName } from '../names.ts';
import type { Chart, Drawing, Shape } from './chart.ts';
import { label as labelMark, marksSeries } from './marks.ts';
import { axisLabel, baseOption, colours, hairline, lineColours, sizes, textWidth } from './theme.ts';
import { placeOf, timeAxis } from './time-axis.ts';

const words = {
  'zh-CN': {
    title: '过了多久，还有多少没办结',
    all: '全部',
    open: '未结',
    describe: (text: string) => `生存曲线，未结件计到停止时刻。${text}。`,
    half: (what: string, when: string) => `${what}：一半在 ${when}内办结`,
    notReached: (what: string) => `${what}：不到一半办结`,
  },
  en: {
    title: 'How much is still open after how long',
    all: 'All',
    open: 'open',
    describe: (text: string) => `Survival curves; open cases count up to the stop. ${text}.`,
    half: (what: string, when: string) => `${what}: half closed within ${when}`,
    notReached: (what: string) => `${what}: less than half closed`,
  },
} as const;

const groupsShown = 5;
const minuteMs = 60_000;

/** Heights at which labels stand without touching: each at its own, or as much lower or higher as its neighbours need. */
function spread(heights: readonly number[], apart: number): readonly number[] {
  const order = heights.map((_, at) => at).toSorted((a, b) => (heights[a] ?? 0) - (heights[b] ?? 0) || a - b);
  const placed = [...heights];
  for (let pass = 0; pass < 50; pass += 1) {
    for (const [place, at] of order.entries()) {
      const next = order[place + 1];
      if (next === undefined) continue;
      const overlap = apart - ((placed[next] ?? 0) - (placed[at] ?? 0));
      if (overlap <= 0) continue;
      placed[at] = (placed[at] ?? 0) - overlap / 2;
      placed[next] = (placed[next] ?? 0) + overlap / 2;
    }
  }
  return placed;
}

/** What part is still open after how long, open cases counted: all requests, and the largest groups. */
export function durationsChart({ durations: { all, groups } }: QuarterFigures, lang: Locale): Chart {
  const w = words[lang];
  const shown = [all, ...groups.slice(0, groupsShown)];
  const name = (one: GroupDurations): string => (one === all ? w.all : groupName(one.group, lang));
  const longestMs = Math.max(...all.curve.map(({ ms }) => ms));
  const lastOpen = (one: GroupDurations): number => one.curve.findLast(({ open }) => open !== undefined)?.open ?? 0;
  const draw = (shape: Shape): Drawing => {
    const isWide = shape === 'wide';
    const { label, width } = sizes[shape];
    const right = isWide ? Math.ceil(Math.max(...shown.map((one) => textWidth(name(one), label)))) + 14 : 14;
    const height = isWide ? 380 : 280;
    const grid = { left: isWide ? 52 : 42, right, top: 14, bottom: 30 };
    const plot = height - grid.top - grid.bottom;
    const labelTops = spread(
      shown.map((one) => grid.top + (1 - lastOpen(one)) * plot),
      label * 1.3,
    );
    const names = marksSeries(isWide ? shown.length : 0, ({ at, right: edge }) => [
      labelMark(edge + 10, labelTops[at] ?? 0, name(shown[at] ?? all), label, lineColours[at] ?? colours.ink),
    ]);
    return {
      width,
      height,
      option: {
        ...baseOption(shape),
        grid,
        xAxis: timeAxis(shape, lang, minuteMs, longestMs),
        yAxis: {
          type: 'value',
          min: 0,
          max: 1,
          interval: 0.25,
          axisLabel: { ...axisLabel(shape), formatter: (part: number) => `${Math.round(part * 100)}%` },
          splitLine: hairline,
        },
        series: [
          ...shown.map((one, at) => ({
            type: 'line',
            name: name(one),
            silent: true,
            step: 'end',
            symbol: 'none',
            lineStyle: { color: lineColours[at], width: one === all ? 3 : 2 },
            ...(at === 0
              ? {
                  markLine: {
                    silent: true,
                    symbol: 'none',
                    lineStyle: { color: colours.faint, type: 'dashed', width: 1 },
                    label: { show: false },
                    data: [{ yAxis: 0.5 }],
                  },
                }
              : {}),
            data: one.curve.flatMap(({ ms, open }) => (open === undefined ? [] : [[placeOf(ms), open]])),
          })),
          names,
        ],
      },
    };
  };
  const told = shown.map((one) =>
    one.durations.medianMs === undefined
      ? w.notReached(name(one))
      : w.half(name(one), durationText(one.durations.medianMs, lang)),
  );
  return {
    name: 'durations',
    title: w.title,
    description: w.describe(
      [...told, `${w.all} ${w.open} ${percentText(lastOpen(all))}`].join(lang === 'zh-CN' ? '；' : '; '),
    ),
    legend: shown.map((one, at) => ({ mark: 'line', colour: lineColours[at] ?? colours.ink, text: name(one) })),
    legendOnPhoneOnly: true,
    draw,
  };
}
