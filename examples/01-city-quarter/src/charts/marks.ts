import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams } from 'echarts';

/** A mark that ECharts draws for one row of a chart: plain shapes in pixels. */
export interface Mark {
  readonly type: 'line' | 'circle' | 'rect' | 'polygon' | 'text';
  readonly shape?: Readonly<Record<string, number | readonly (readonly number[])[]>>;
  readonly style: Readonly<Record<string, string | number>>;
  readonly x?: number;
  readonly y?: number;
}

/** Where a row of the chart lies: `x` of a value in pixels, `y` of the row's middle, and how far the plot reaches. */
export interface Place {
  readonly at: number;
  readonly y: number;
  readonly right: number;
  readonly xOf: (value: number) => number;
}

/** A series that draws one group of marks for each row. */
export function marksSeries(rows: number, marksOf: (place: Place) => readonly Mark[]) {
  return {
    type: 'custom',
    silent: true,
    clip: false,
    data: Array.from({ length: rows }, (_, at) => [0, at]),
    encode: { x: 0, y: 1 },
    renderItem: ({ dataIndex, coordSys }: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
      const xOf = (value: number): number => api.coord([value, dataIndex])[0] ?? 0;
      const y = api.coord([0, dataIndex])[1] ?? 0;
      const plot = coordSys as unknown as { readonly x: number; readonly width: number };
      return { type: 'group', children: [...marksOf({ at: dataIndex, y, right: plot.x + plot.width, xOf })] };
    },
  } as const;
}

export function ring(x: number, y: number, r: number, colour: string): Mark {
  return { type: 'circle', shape: { cx: x, cy: y, r }, style: { fill: '#ffffff', stroke: colour, lineWidth: 2 } };
}

export function dot(x: number, y: number, r: number, colour: string): Mark {
  return { type: 'circle', shape: { cx: x, cy: y, r }, style: { fill: colour } };
}

export function stroke(x1: number, x2: number, y: number, colour: string, lineWidth: number): Mark {
  return { type: 'line', shape: { x1, x2, y1: y, y2: y }, style: { stroke: colour, lineWidth } };
}

/** An arrowhead that points to the right: further than the plot reaches. */
export function arrow(x: number, y: number, colour: string): Mark {
  const points = [
    [x - 8, y - 6],
    [x + 3, y],
    [x - 8, y + 6],
  ] as const;
  return { type: 'polygon', shape: { points }, style: { fill: colour } };
}

export function label(
  x: number,
  y: number,
  text: string,
  fontSize: number,
  fill: string,
  align: 'left' | 'right' = 'left',
): Mark {
  return { type: 'text', x, y, style: { text, fontSize, fill, align, verticalAlign: 'middle' } };
}
