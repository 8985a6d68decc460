import type { Locale } from '@jiceng/kernel';
import type { Shape } from './chart.ts';
import { axisLabel, axisLine, hairline } from './theme.ts';

const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000];

const ticks: Readonly<Record<Shape, readonly number[]>> = {
  wide: [10_000, minuteMs, 10 * minuteMs, hourMs, 6 * hourMs, dayMs, 7 * dayMs, 30 * dayMs, 90 * dayMs, 365 * dayMs],
  narrow: [minuteMs, hourMs, dayMs, 10 * dayMs, 90 * dayMs, 365 * dayMs],
};

/** The place of a duration on an axis of tenfold steps. */
export function placeOf(ms: number): number {
  return Math.log10(Math.max(ms, 1000));
}

const tickUnits = [
  { ms: dayMs, 'zh-CN': '天', en: 'd' },
  { ms: hourMs, 'zh-CN': '小时', en: 'h' },
  { ms: minuteMs, 'zh-CN': '分钟', en: 'min' },
  { ms: 1000, 'zh-CN': '秒', en: 's' },
] as const;

/** The largest unit that the tick is a whole number of: `1 分钟`, not `60 秒`. */
function tickText(ms: number, lang: Locale): string {
  const unit = tickUnits.find((one) => ms >= one.ms) ?? tickUnits[3];
  return `${Math.round(ms / unit.ms)} ${unit[lang]}`;
}

const ticksWithin = (shape: Shape, fromMs: number, toMs: number): readonly number[] =>
  ticks[shape].filter((ms) => ms >= fromMs && ms <= toMs).map(placeOf);

/** Hairlines at the ticks of the axis. */
export function timeLines(shape: Shape, fromMs: number, toMs: number) {
  return {
    silent: true,
    z: 0,
    symbol: 'none',
    label: { show: false },
    lineStyle: { ...hairline.lineStyle, type: 'solid' },
    data: ticksWithin(shape, fromMs, toMs).map((place) => ({ xAxis: place })),
  } as const;
}

/** An axis of durations from seconds to months, in tenfold steps: what is done in minutes and what takes months fit on one page. */
export function timeAxis(shape: Shape, lang: Locale, fromMs: number, toMs: number) {
  const shown = ticksWithin(shape, fromMs, toMs);
  return {
    type: 'value',
    min: placeOf(fromMs),
    max: placeOf(toMs),
    axisLabel: {
      ...axisLabel(shape),
      customValues: shown,
      formatter: (place: number) => tickText(Math.round(10 ** place / 1000) * 1000, lang),
      hideOverlap: true,
    },
    axisTick: { show: true, customValues: shown, lineStyle: axisLine.lineStyle },
    axisLine,
    splitLine: { show: false },
  } as const;
}
