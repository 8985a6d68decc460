import type { Locale } from '@jiceng/kernel';
import type { QuarterFigures } from '../figures.ts';
import { countText, monthText } from '../format.ts';
import { rungWordsOf } from '../words.ts';
import type { Chart, Drawing, Shape } from './chart.ts';
import { baseOption, blues, colours, nameMarks, rowLayout, sizes } from './theme.ts';

const words = {
  'zh-CN': {
    title: '督办阶梯：多少件走到哪一级',
    describe: (text: string) => `堆叠横条，按受理月份。${text}。`,
    unit: '件',
  },
  en: {
    title: 'The supervision ladder: how many came how far',
    describe: (text: string) => `Stacked bars by month of intake. ${text}.`,
    unit: '',
  },
} as const;

const monthColours = [blues[5], blues[3], blues[1], blues[4], blues[2], blues[0]] as const;

/** How many incidents reached each rung, by the month in which they were reported. */
export function supervisionChart({ supervision, ladder }: QuarterFigures, lang: Locale): Chart {
  const w = words[lang];
  const { rungs, months } = supervision;
  const names = rungs.map(({ rung }) => {
    const { name, when } = rungWordsOf(ladder, rung, lang);
    return when === '' ? name : `${name} · ${when}`;
  });
  const colourOf = (at: number): string => monthColours[at % monthColours.length] ?? colours.blue;
  const draw = (shape: Shape): Drawing => {
    const isWide = shape === 'wide';
    const { height, ...layout } = rowLayout(shape, names, isWide ? 80 : 60);
    return {
      width: sizes[shape].width,
      height,
      option: {
        ...baseOption(shape),
        ...layout,
        xAxis: { type: 'value', show: false, min: 0, max: 'dataMax' },
        series: [
          ...months.map((month, at) => ({
            type: 'bar',
            name: month,
            stack: 'rung',
            silent: true,
            barWidth: isWide ? 20 : 14,
            itemStyle: { color: colourOf(at), borderColor: colours.paper, borderWidth: 1 },
            data: rungs.map(({ byMonth }) => byMonth[at] ?? 0),
            label: {
              show: at === months.length - 1,
              position: 'right',
              distance: 8,
              color: colours.ink,
              fontWeight: 600,
              fontSize: sizes[shape].label,
              formatter: ({ dataIndex }: { readonly dataIndex: number }) => countText(rungs[dataIndex]?.reached ?? 0),
            },
          })),
          nameMarks(shape, names),
        ],
      },
    };
  };
  return {
    name: 'supervision',
    title: w.title,
    description: w.describe(
      rungs
        .map(({ reached }, at) => `${names[at] ?? ''} ${countText(reached)} ${w.unit}`.trim())
        .join(lang === 'zh-CN' ? '；' : '; '),
    ),
    legend: months.map((month, at) => ({ mark: 'box', colour: colourOf(at), text: monthText(month, lang) })),
    draw,
  };
}
