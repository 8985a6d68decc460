import type { Locale } from '@jiceng/kernel';
import { BarChart, CustomChart, LineChart, MapChart, ScatterChart } from 'echarts/charts';
import {
  GeoComponent,
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  VisualMapComponent,
} from 'echarts/components';
import { type EChartsCoreOption, init, registerMap, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([
  BarChart,
  CustomChart,
  GeoComponent,
  GridComponent,
  LineChart,
  MapChart,
  MarkAreaComponent,
  MarkLineComponent,
  ScatterChart,
  SVGRenderer,
  VisualMapComponent,
]);

export { registerMap };

/** A chart is drawn twice: for a desk and for a phone; the page shows the one that fits. */
export const shapes = ['wide', 'narrow'] as const;
export type Shape = (typeof shapes)[number];

/** One chart in one shape, ready to be drawn. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly option: EChartsCoreOption;
}

/** What a colour or a mark of the chart means. */
export interface LegendEntry {
  readonly mark: 'box' | 'dot' | 'ring' | 'line';
  readonly colour: string;
  readonly text: string;
}

/** A chart with what it says to those who do not see it. */
export interface Chart {
  /** Used for ids in the page; letters and dashes. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly legend: readonly LegendEntry[];
  /** On a desk the lines carry their own names. */
  readonly legendOnPhoneOnly?: boolean;
  readonly draw: (shape: Shape) => Drawing;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that can stand in HTML, between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => escapes[character] ?? character);
}

/**
 * The drawing as SVG. ECharts numbers its ids over the life of the process; here they are numbered in the order in which they appear,
 * so that the same figures give the same bytes. What only a mouse would need is left out.
 */
function svgOf({ width, height, option }: Drawing, id: string): string {
  const chart = init(undefined, undefined, { renderer: 'svg', ssr: true, width, height });
  chart.setOption({ animation: false, backgroundColor: 'transparent', ...option });
  const svg = chart.renderToSVGString({ useViewBox: true });
  chart.dispose();
  const names = new Map<string, string>();
  const rename = (name: string): string => {
    const known = names.get(name) ?? `${id}-${names.size}`;
    names.set(name, known);
    return known;
  };
  const cleanTag = (tag: string): string =>
    tag
      .replace(/ class="zr\d+-cls-\d+"/, '')
      .replaceAll(/ ecmeta_[a-z_]+="[^"]*"/g, '')
      .replaceAll(/zr\d+-[a-z]+\d+/g, rename)
      .replaceAll(/(\d+\.\d{2})\d+/g, '$1');
  return svg
    .replaceAll(/<style[^>]*>[\s\S]*?<\/style>/g, '')
    .replaceAll(/<[^>]+>/g, cleanTag)
    .replace(
      /<svg [^>]*>/,
      `<svg viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-title ${id}-desc">`,
    );
}

function legendHtml({ legend, legendOnPhoneOnly = false }: Chart): string {
  if (legend.length === 0) return '';
  const entries = legend.map(
    ({ mark, colour, text }) =>
      `<li><span class="mark ${mark}" style="--colour:${colour}"></span>${escapeHtml(text)}</li>`,
  );
  return `<ul class="legend${legendOnPhoneOnly ? ' narrow' : ''}" aria-hidden="true">${entries.join('')}</ul>\n`;
}

/** The chart in both shapes, each with a title and a description, under its legend. */
export function chartHtml(chart: Chart, lang: Locale): string {
  const drawings = shapes
    .map((shape) => {
      const id = `${chart.name}-${shape}`;
      const about = `<title id="${id}-title">${escapeHtml(chart.title)}</title><desc id="${id}-desc">${escapeHtml(chart.description)}</desc>`;
      const svg = svgOf(chart.draw(shape), id).replace(/(<svg [^>]*>)/, `$1${about}`);
      return `<div class="chart ${shape}" lang="${lang}">${svg}</div>`;
    })
    .join('\n');
  return `${legendHtml(chart)}${drawings}`;
}
