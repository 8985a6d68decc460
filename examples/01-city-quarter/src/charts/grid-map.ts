import { quantiles } from '@jiceng/analytics';
import type { Locale } from '@jiceng/kernel';
import type { GridFigures } from '../figures/places.ts';
import { countText } from '../format.ts';
import { outlineOf } from '../grid.ts';
import { type Chart, type Drawing, registerMap, type Shape } from './chart.ts';
import { baseOption, colours, sizes } from './theme.ts';

/** One map of the grids: which count, in which colours. */
export interface GridMap {
  readonly name: string;
  readonly title: string;
  readonly counted: 'all' | 'trees' | 'storm';
  readonly colours: readonly string[];
}

const emptyColour = '#f3f5f7';

/** `1, 2, 5, 10, 20, 25, 50 …`: numbers that people read at a glance. */
function roundNicely(number: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, number)));
  const step = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]
    .filter((one) => Number.isInteger(one * power))
    .findLast((one) => one * power <= number);
  return Math.max(1, (step ?? 1) * power);
}

/** Where one colour ends and the next begins: so many grids in each, fewer in the last ones. */
function startsOf(counts: readonly number[], colourCount: number): readonly number[] {
  const parts = [0, 0.3, 0.55, 0.75, 0.9, 0.975].slice(0, colourCount);
  const starts = quantiles(
    counts.filter((count) => count > 0),
    parts,
  ).map((value) => roundNicely(value ?? 1));
  return [...new Set([1, ...starts])].toSorted((a, b) => a - b).slice(0, colourCount);
}

const rangeText = (from: number, next: number | undefined): string => {
  if (next === undefined) return `≥ ${countText(from)}`;
  return next - 1 === from ? countText(from) : `${countText(from)}–${countText(next - 1)}`;
};

const spanOf = (steps: readonly number[]): number => Math.max(...steps) - Math.min(...steps) + 1;

/** The grids as polygons, coloured by how many incidents they have; grids without any incident of the quarter are not drawn. */
export function gridMapChart(grids: readonly GridFigures[], map: GridMap, lang: Locale): Chart {
  const counts = grids.map((grid) => grid[map.counted]);
  const starts = startsOf(counts, map.colours.length);
  const shades = map.colours.slice(map.colours.length - starts.length);
  const pieces = starts.map((from, at) => ({
    min: from,
    max: (starts[at + 1] ?? Infinity) - 0.5,
    color: shades[at] ?? colours.blue,
  }));
  const geoJson = {
    type: 'FeatureCollection',
    features: grids.map((grid) => ({
      type: 'Feature',
      properties: { name: grid.code },
      geometry: { type: 'Polygon', coordinates: [outlineOf(grid)] },
    })),
  };
  const middle =
    grids.length === 0 ? 0 : grids.reduce((sum, grid) => sum + (outlineOf(grid)[0]?.[1] ?? 0), 0) / grids.length;
  const [rows, cols] = [grids.map(({ row }) => row), grids.map(({ col }) => col)];
  const aspectScale = Math.cos((middle * Math.PI) / 180);
  const draw = (shape: Shape): Drawing => {
    const width = shape === 'wide' ? 488 : sizes.narrow.width;
    const height = Math.round(Math.min(width * 1.2, (width * spanOf(rows)) / (spanOf(cols) * aspectScale)));
    registerMap(map.name, JSON.stringify(geoJson));
    return {
      width,
      height,
      option: {
        ...baseOption(shape),
        visualMap: { type: 'piecewise', show: false, pieces, outOfRange: { color: emptyColour } },
        series: [
          {
            type: 'map',
            map: map.name,
            silent: true,
            aspectScale,
            left: 1,
            right: 1,
            top: 1,
            bottom: 1,
            label: { show: false },
            itemStyle: { areaColor: emptyColour, borderColor: '#ffffff', borderWidth: 0.8 },
            data: grids.map((grid) => ({ name: grid.code, value: grid[map.counted] })),
          },
        ],
      },
    };
  };
  const fullest = grids
    .toSorted((a, b) => b[map.counted] - a[map.counted])
    .slice(0, 5)
    .map((grid) => `${grid.code} ${countText(grid[map.counted])}`);
  return {
    name: map.name,
    title: map.title,
    description:
      lang === 'zh-CN'
        ? `网格地图。最多的几格：${fullest.join('、')}。`
        : `Map of grids. The fullest: ${fullest.join(', ')}.`,
    legend: [
      ...(counts.includes(0) ? [{ mark: 'box' as const, colour: emptyColour, text: '0' }] : []),
      ...starts.map((from, at) => ({
        mark: 'box' as const,
        colour: shades[at] ?? colours.blue,
        text: rangeText(from, starts[at + 1]),
      })),
    ],
    draw,
  };
}
