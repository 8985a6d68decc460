import type { Locale } from '@jiceng/kernel';
import type { QuarterFigures } from '../figures.ts';
import { countText, dayText, monthText } from '../format.ts';
import type { Chart, Drawing, Shape } from './chart.ts';
import { axisLabel, axisLine, baseOption, colours, hairline, sizes } from './theme.ts';

const words = {
  'zh-CN': {
    title: '每天受理的诉求',
    trees: '树木',
    rest: '其他',
    storm: '热带风暴艾琳',
    onDay: (day: string, count: number, isWide: boolean) =>
      isWide ? `${day}，树木 ${countText(count)} 件` : `树木 ${countText(count)} 件`,
  },
  en: {
    title: 'Requests a day',
    trees: 'Trees',
    rest: 'All others',
    storm: 'Tropical storm Irene',
    onDay: (day: string, count: number, isWide: boolean) =>
      isWide ? `${day}: ${countText(count)} about trees` : `trees: ${countText(count)}`,
  },
} as const;

/** Requests a day; those about trees in the warm colour at the foot, so that their own height can be read. */
export function intakeChart({ intake }: QuarterFigures, lang: Locale): Chart {
  const w = words[lang];
  const { days, storm } = intake;
  const name = (day: string): string => dayText(day, lang);
  const busiest = intake.busiest
    .map(({ key, count }) => `${name(key)} ${countText(count)}`)
    .join(lang === 'zh-CN' ? '、' : ', ');

  const draw = (shape: Shape): Drawing => {
    const { label, width } = sizes[shape];
    const isWide = shape === 'wide';
    const series = (key: 'trees' | 'rest', colour: string) => ({
      type: 'bar',
      name: w[key],
      stack: 'day',
      silent: true,
      barCategoryGap: '18%',
      itemStyle: { color: colour },
      data: days.map((day) => (key === 'trees' ? day.trees : day.all - day.trees)),
    });
    const lines = [
      w.storm,
      ...(isWide ? [] : [name(storm?.on ?? '')]),
      w.onDay(name(storm?.on ?? ''), storm?.onDay ?? 0, isWide),
    ];
    const letters = { fontSize: label, lineHeight: label * 1.45, align: 'right', color: colours.soft } as const;
    const markLine = {
      silent: true,
      symbol: 'none',
      lineStyle: { color: colours.red, type: 'solid', width: 1 },
      label: {
        formatter: lines.map((line, at) => `{${at === 0 ? 'head' : 'rest'}|${line}}`).join('\n'),
        rich: { head: { ...letters, fontWeight: 600, color: colours.red }, rest: letters },
        align: 'right',
        padding: [0, 7, -label * 1.45 * lines.length - 2, 0],
        position: 'end',
      },
      data: [{ xAxis: storm?.on }],
    };
    return {
      width,
      height: isWide ? 340 : 250,
      option: {
        ...baseOption(shape),
        grid: { left: isWide ? 48 : 38, right: 8, top: 12, bottom: 28 },
        xAxis: {
          type: 'category',
          data: days.map(({ day }) => day),
          axisLabel: {
            ...axisLabel(shape),
            interval: (_at: number, day: string) => /-(?:01|15)$/.test(day),
            formatter: (day: string) => (isWide || day.endsWith('-01') ? shortDay(day, isWide, lang) : ''),
            hideOverlap: true,
          },
          axisTick: {
            show: true,
            interval: (_at: number, day: string) => /-(?:01|15)$/.test(day),
            lineStyle: { color: colours.grey },
          },
          axisLine,
        },
        yAxis: {
          type: 'value',
          axisLabel: { ...axisLabel(shape), formatter: countText },
          splitLine: hairline,
          splitNumber: 4,
        },
        series: [
          { ...series('trees', colours.red), ...(storm === undefined ? {} : { markLine }) },
          series('rest', colours.paleBlue),
        ],
      },
    };
  };
  return {
    name: 'intake',
    title: w.title,
    description:
      lang === 'zh-CN' ? `逐日柱状图。最多的几天：${busiest}。` : `A bar for each day. The busiest days: ${busiest}.`,
    legend: [
      { mark: 'box', colour: colours.red, text: w.trees },
      { mark: 'box', colour: colours.paleBlue, text: w.rest },
    ],
    draw,
  };
}

function shortDay(day: string, isWide: boolean, lang: Locale): string {
  return isWide ? dayText(day, lang) : monthText(day, lang);
}
