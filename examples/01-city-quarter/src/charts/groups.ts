import type { Locale } from '@jiceng/kernel';
import type { QuarterFigures } from '../figures.ts';
import { otherGroups } from '../figures/groups.ts';
import { countText } from '../format.ts';
import { groupName } from '../names.ts';
import type { Chart, Drawing, Shape } from './chart.ts';
import { baseOption, colours, nameMarks, rowLayout, sizes } from './theme.ts';

const words = {
  'zh-CN': { title: '各类诉求占比', other: '其他', describe: (text: string) => `横条图。${text}。` },
  en: { title: 'Shares of the groups', other: 'All others', describe: (text: string) => `Horizontal bars. ${text}.` },
} as const;

/** What part of all requests each group is; the percentages add up to 100.0. */
export function groupsChart({ groups: { shares } }: QuarterFigures, lang: Locale): Chart {
  const w = words[lang];
  const name = (key: string): string => (key === otherGroups ? w.other : groupName(key, lang));
  const draw = (shape: Shape): Drawing => {
    const isWide = shape === 'wide';
    const names = shares.map(({ key }) => name(key));
    const { height, ...layout } = rowLayout(shape, names, isWide ? 130 : 98);
    return {
      width: sizes[shape].width,
      height,
      option: {
        ...baseOption(shape),
        ...layout,
        xAxis: { type: 'value', show: false, min: 0, max: 'dataMax' },
        series: [
          {
            type: 'bar',
            silent: true,
            barWidth: isWide ? 18 : 12,
            data: shares.map(({ key, count }) => ({
              value: count,
              itemStyle: { color: key === otherGroups ? colours.grey : colours.blue, borderRadius: 2 },
            })),
            label: {
              show: true,
              position: 'right',
              distance: 8,
              formatter: ({ dataIndex }: { readonly dataIndex: number }) => {
                const share = shares[dataIndex];
                return `{percent|${share?.text ?? '—'}%}  {count|${countText(share?.count ?? 0)}}`;
              },
              rich: {
                percent: { color: colours.ink, fontSize: sizes[shape].label, fontWeight: 600 },
                count: { color: colours.soft, fontSize: sizes[shape].note, padding: [0, 0, 0, 8] },
              },
            },
          },
          nameMarks(shape, names),
        ],
      },
    };
  };
  return {
    name: 'groups',
    title: w.title,
    description: w.describe(
      shares.map(({ key, text }) => `${name(key)} ${text ?? '—'}%`).join(lang === 'zh-CN' ? '，' : ', '),
    ),
    legend: [],
    draw,
  };
}
