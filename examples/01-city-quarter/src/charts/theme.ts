import type { Shape } from './chart.ts';
import { label as textMark, marksSeries } from './marks.ts';

/** Colours: text and lines in grey, one blue for what is usual, one warm colour for what the reader shall see. */
export const colours = {
  ink: '#1d2733',
  soft: '#55616e',
  faint: '#8a95a1',
  line: '#dfe4ea',
  grid: '#eceff3',
  paper: '#ffffff',
  blue: '#2f6690',
  paleBlue: '#b9cfe0',
  green: '#3f7d58',
  red: '#b8432f',
  amber: '#c98a2b',
  grey: '#c3cad2',
} as const;

/** Lines of one chart, told apart also without colour by their labels. */
export const lineColours = [colours.ink, '#2f6690', '#3f7d58', '#c98a2b', '#b8432f', '#7a5195'] as const;

export const blues = ['#e6eff6', '#c3d9e9', '#93bbd6', '#5f97bf', '#34709f', '#174a75'] as const;
export const greens = ['#e4f0e6', '#bfdcc5', '#8fc09c', '#5c9f71', '#347a4e', '#17502f'] as const;

export const fontFamily =
  'system-ui, -apple-system, "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif';

/** Sizes of letters: a chart for a phone is drawn at its true width, so that letters keep their size. */
export const sizes: Readonly<Record<Shape, { readonly label: number; readonly note: number; readonly width: number }>> =
  {
    wide: { label: 14, note: 13, width: 1000 },
    narrow: { label: 12, note: 11.5, width: 358 },
  };

/** What all charts share. */
export function baseOption(shape: Shape) {
  return { textStyle: { fontFamily: 'inherit', fontSize: sizes[shape].label, color: colours.soft } };
}

export function axisLabel(shape: Shape) {
  return { color: colours.soft, fontSize: sizes[shape].label };
}

export const hairline = { lineStyle: { color: colours.grid, width: 1 } } as const;
export const axisLine = { lineStyle: { color: colours.line, width: 1 } } as const;

/** About how wide a text is: Chinese letters are as wide as they are high, Latin ones about half. */
export function textWidth(text: string, size: number): number {
  return Array.from(text, (letter) => (letter > '\u2E7F' ? size : size * 0.56)).reduce((sum, width) => sum + width, 0);
}

/** Rows of a chart with a name each. */
export interface RowLayout {
  readonly height: number;
  readonly grid: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  readonly yAxis: object;
}

/** How far above a row its name stands on a phone. */
const nameAbove = 17;

/** On a desk the names stand left of the rows; on a phone above them (see `nameMarks`), where a long name has the whole width. */
export function rowLayout(shape: Shape, names: readonly string[], right: number, axisHeight = 0): RowLayout {
  const { label } = sizes[shape];
  const isWide = shape === 'wide';
  const left = isWide ? Math.ceil(Math.max(0, ...names.map((name) => textWidth(name, label)))) + 16 : 2;
  const top = isWide ? 2 : 14;
  return {
    height: names.length * (isWide ? 34 : 44) + top + 2 + axisHeight,
    grid: { left, right, top, bottom: 2 + axisHeight },
    yAxis: {
      type: 'category',
      inverse: true,
      data: names,
      axisTick: { show: false },
      axisLine: { show: false },
      splitLine: { show: false },
      axisLabel: { show: isWide, ...axisLabel(shape), color: colours.ink, margin: 12, interval: 0 },
    },
  };
}

/** On a phone: the name of each row above it on the left, and what is said of it on the right. */
export function nameMarks(
  shape: Shape,
  names: readonly string[],
  notes: readonly string[] = [],
  noteColour: (at: number) => string = () => colours.soft,
) {
  const { label: size, note, width } = sizes[shape];
  return marksSeries(shape === 'narrow' ? names.length : 0, ({ at, y }) => [
    textMark(2, y - nameAbove, names[at] ?? '', size, colours.ink),
    textMark(width - 2, y - nameAbove, notes[at] ?? '', note, noteColour(at), 'right'),
  ]);
}
