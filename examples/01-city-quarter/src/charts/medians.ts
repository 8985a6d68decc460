import type { Locale } from '@jiceng/kernel';
import type { QuarterFigures } from '../figures.ts';
import type { GroupDurations } from '../figures/durations.ts';
import { durationText } from '../format.ts';
import { groupName } from '../names.ts';
import type { Chart, Drawing, Shape } from './chart.ts';
import { arrow, dot, label, marksSeries, ring, stroke, type Place } from './marks.ts';
import { baseOption, colours, nameMarks, rowLayout, sizes, textWidth } from './theme.ts';
import { placeOf, timeAxis, timeLines } from './time-axis.ts';

const words = {
  'zh-CN': {
    title: '办结一半要多久：算上未结件，与只看已结件',
    all: '全部',
    km: '算上未结件',
    naive: '只看已结件',
    never: '停止时不到一半办结',
    neverShort: '不到一半办结',
    describe: (text: string) => `各类的中位用时。${text}。`,
    one: (what: string, km: string, naive: string) => `${what} ${km}，只看已结件 ${naive}`,
  },
  en: {
    title: 'Time until half are closed: open cases counted, and closed cases only',
    all: 'All',
    km: 'Open cases counted',
    naive: 'Closed cases only',
    never: 'less than half closed at the stop',
    neverShort: 'not reached',
    describe: (text: string) => `Median time by group. ${text}.`,
    one: (what: string, km: string, naive: string) => `${what} ${km}, closed cases only ${naive}`,
  },
} as const;

/** The median time of every group with and without its open cases: the ring is what a bulletin that forgets them would print. */
export function mediansChart({ durations: { all, groups } }: QuarterFigures, lang: Locale): Chart {
  const w = words[lang];
  const shown = [all, ...groups];
  const name = (one: GroupDurations): string => (one === all ? w.all : groupName(one.group, lang));
  const median = (ms: number | undefined): string => (ms === undefined ? '' : durationText(ms, lang));
  const reached = shown.flatMap(({ durations: { medianMs, closedOnly } }) => [medianMs ?? 0, closedOnly.medianMs ?? 0]);
  const shortest = Math.min(60_000, ...reached.filter((ms) => ms > 0));
  const [fromMs, toMs] = [Math.max(1000, shortest / 2), Math.max(30 * 86_400_000, ...reached)];

  const textOf = ({ durations: { medianMs } }: GroupDurations): string => median(medianMs) || w.never;
  const colourOf = ({ durations: { medianMs } }: GroupDurations): string =>
    medianMs === undefined ? colours.red : colours.blue;

  const textColour = ({ durations: { medianMs } }: GroupDurations): string =>
    medianMs === undefined ? colours.red : colours.soft;

  const draw = (shape: Shape): Drawing => {
    const isWide = shape === 'wide';
    const { note, width } = sizes[shape];
    const names = shown.map(name);
    const texts = shown.map((one) => (isWide ? textOf(one) : median(one.durations.medianMs) || w.neverShort));
    const right = isWide ? Math.ceil(Math.max(0, ...texts.map((text) => textWidth(text, note)))) + 14 : 14;
    const { height, ...layout } = rowLayout(shape, names, right, 28);
    const marksOf = ({ at, y, right: edge, xOf }: Place) => {
      const one = shown[at] ?? all;
      const { medianMs, closedOnly } = one.durations;
      const naive = closedOnly.medianMs === undefined ? undefined : xOf(placeOf(closedOnly.medianMs));
      const km = medianMs === undefined ? edge : xOf(placeOf(medianMs));
      return [
        ...(naive === undefined
          ? []
          : [stroke(naive, km, y, colourOf(one), 2), ring(naive, y, isWide ? 5 : 4.5, colours.amber)]),
        medianMs === undefined ? arrow(km, y, colours.red) : dot(km, y, isWide ? 6 : 5, colours.blue),
        ...(isWide ? [label(km + 12, y, texts[at] ?? '', note, textColour(one))] : []),
      ];
    };
    return {
      width,
      height,
      option: {
        ...baseOption(shape),
        ...layout,
        xAxis: timeAxis(shape, lang, fromMs, toMs),
        series: [
          { ...marksSeries(shown.length, marksOf), markLine: timeLines(shape, fromMs, toMs) },
          nameMarks(shape, names, texts, (at) => textColour(shown[at] ?? all)),
        ],
      },
    };
  };
  return {
    name: 'medians',
    title: w.title,
    description: w.describe(
      shown
        .map((one) => w.one(name(one), textOf(one), median(one.durations.closedOnly.medianMs) || '—'))
        .join(lang === 'zh-CN' ? '；' : '; '),
    ),
    legend: [
      { mark: 'dot', colour: colours.blue, text: w.km },
      { mark: 'ring', colour: colours.amber, text: w.naive },
    ],
    draw,
  };
}
