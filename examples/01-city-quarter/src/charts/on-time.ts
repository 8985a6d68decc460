import type { Locale } from '@jiceng/kernel';
import type { QuarterFigures } from '../figures.ts';
import { countText, percentText } from '../format.ts';
import { departmentName } from '../names.ts';
import type { Chart, Drawing, Shape } from './chart.ts';
import { dot, label, marksSeries, ring, stroke, type Place } from './marks.ts';
import { axisLabel, axisLine, baseOption, colours, hairline, nameMarks, rowLayout, sizes, textWidth } from './theme.ts';

const words = {
  'zh-CN': {
    title: '各部门按时办结率',
    all: '全市',
    ours: '我们的期限（横线为 95% 区间）',
    flag: '市里的判定（只算有承诺的）',
    describe: (text: string) => `点与区间。${text}。`,
    of: (hits: string, n: string) => `${n} 件中 ${hits} 件`,
  },
  en: {
    title: 'On-time rate by department',
    all: 'Whole city',
    ours: 'Our deadline (bar: 95% interval)',
    flag: "The city's flag (cases with a promise)",
    describe: (text: string) => `Dots with intervals. ${text}.`,
    of: (hits: string, n: string) => `${hits} of ${n}`,
  },
} as const;

/** Below this many due cases the interval covers half the scale: such a department stands in the table only. */
export const casesShownMin = 30;

/** The on-time rate of each department by our deadline, with interval and denominator, beside what the city's flag says. */
export function onTimeChart({ onTime }: QuarterFigures, lang: Locale): Chart {
  const w = words[lang];
  const shown = [
    { name: w.all, ...onTime.all },
    ...onTime.departments
      .filter(({ ours }) => ours.n >= casesShownMin)
      .map((one) => ({ ...one, name: departmentName(one.department, lang) })),
  ];
  const textOf = (at: number): string => {
    const ours = shown[at]?.ours;
    return ours === undefined ? '' : `${percentText(ours.rate)} · ${w.of(countText(ours.hits), countText(ours.n))}`;
  };
  const draw = (shape: Shape): Drawing => {
    const isWide = shape === 'wide';
    const { note, width } = sizes[shape];
    const texts = shown.map((_, at) => textOf(at));
    const right = isWide ? Math.ceil(Math.max(0, ...texts.map((text) => textWidth(text, note)))) + 24 : 16;
    const names = shown.map(({ name }) => name);
    const { height, ...layout } = rowLayout(shape, names, right, 26);
    const marksOf = ({ at, y, right: edge, xOf }: Place) => {
      const { ours, flaggedWithPromise } = shown[at] ?? onTime.all;
      const { rate = 0, low = 0, high = 0 } = ours;
      const text = texts[at] ?? '';
      return [
        ...(flaggedWithPromise.rate === undefined ? [] : [ring(xOf(flaggedWithPromise.rate), y, 4.5, colours.amber)]),
        stroke(xOf(low), xOf(high), y, colours.blue, 3),
        dot(xOf(rate), y, isWide ? 6 : 5, colours.blue),
        ...(isWide ? [label(edge + 20, y, text, note, colours.soft)] : []),
      ];
    };
    return {
      width,
      height,
      option: {
        ...baseOption(shape),
        ...layout,
        xAxis: {
          type: 'value',
          min: 0,
          max: 1,
          interval: 0.25,
          axisLabel: { ...axisLabel(shape), formatter: (part: number) => `${Math.round(part * 100)}%` },
          axisLine,
          splitLine: hairline,
        },
        series: [marksSeries(shown.length, marksOf), nameMarks(shape, names, texts)],
      },
    };
  };
  return {
    name: 'on-time',
    title: w.title,
    description: w.describe(shown.map(({ name }, at) => `${name} ${textOf(at)}`).join(lang === 'zh-CN' ? '；' : '; ')),
    legend: [
      { mark: 'dot', colour: colours.blue, text: w.ours },
      { mark: 'ring', colour: colours.amber, text: w.flag },
    ],
    draw,
  };
}
