import { columnsOf, wrap } from '@jiceng/example-kit';
import type { Locale } from '@jiceng/kernel';
import type { Account } from './account.ts';
import { timelineDays, type DayKind, type Mark, type TimelineDay } from './timeline-days.ts';
import { timelineWords } from './timeline-words.ts';
import { kindName } from './words.ts';

const cellWidth = 84;
const cellHeight = 76;
const margin = 16;
const width = 7 * cellWidth + 2 * margin;
const legendRow = 54;
const legendScale = 0.6;

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** How wide letters are, in their own size: a Chinese one is square, others are a good half of that. */
const breadthOf = (text: string): number => {
  const letters = Array.from(text).length;
  const wide = columnsOf(text) - letters;
  return wide + (letters - wide) * 0.62;
};

/** Letters of a class at a place; made smaller where they would not fit. */
function write(text: string, x: number, y: number, name: string, size: number, room = Infinity): string {
  const fitted = Math.min(size, room / breadthOf(text));
  const tenths = (value: number): number => Math.round(value * 10) / 10;
  const place = `x="${x}" y="${tenths(y - (size - fitted) * 0.35)}"`;
  return `<text ${place} class="${name}" font-size="${tenths(fitted)}">${escape(text)}</text>`;
}

/** Kinds of days are told apart by pattern and words; colour only helps. */
const style = `
  text { font-family: "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "Helvetica Neue", Arial, sans-serif; fill: #1c2733; }
  .middle { text-anchor: middle; }
  .strong { font-weight: 700; }
  .heading { font-weight: 700; }
  .quiet { fill: #55616e; }
  .faint { fill: #9aa3ad; }
  .number { font-weight: 700; text-anchor: middle; fill: #0d3b5c; }
  .left { font-weight: 400; text-anchor: middle; fill: #7b8794; }
  .about { text-anchor: middle; font-weight: 700; }
  .halo { paint-order: stroke; stroke: #fff; stroke-width: 5px; stroke-linejoin: round; }
  .reverse { fill: #fff; text-anchor: middle; font-weight: 700; }
  .grid { fill: none; stroke: #8794a1; stroke-width: 1; }
  .month { stroke: #1c2733; stroke-width: 3; fill: none; stroke-linecap: square; }
  .pill { fill: #1c2733; }
  .due { fill: none; stroke: #1c2733; stroke-width: 4; }
  .promise { fill: none; stroke: #1c2733; stroke-width: 4; stroke-dasharray: 9 6; }
  .more { fill: #0b6e4f; }
  svg { background: #fff; }`;

const patterns = `
  <pattern id="holiday" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="9" height="9" fill="#fdf1ee"/><rect width="3" height="9" fill="#e2a397"/></pattern>
  <pattern id="paused" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="#f4f1fb"/><rect width="2.4" height="8" fill="#b3a4d6"/></pattern>
  <pattern id="waiting" width="9" height="9" patternUnits="userSpaceOnUse"><rect width="9" height="9" fill="#fffdf6"/><circle cx="4.5" cy="4.5" r="1.3" fill="#c9a24a"/></pattern>`;

const fills: Readonly<Record<DayKind, string>> = {
  outside: '#ffffff',
  waiting: 'url(#waiting)',
  start: '#ffffff',
  counted: '#cfe5f4',
  unused: '#ffffff',
  rest: '#f8f8f6',
  holiday: 'url(#holiday)',
  paused: 'url(#paused)',
};

const frames: Readonly<Partial<Record<Mark, 'due' | 'promise'>>> = {
  dueExtended: 'due',
  dueByLaw: 'due',
  duePromised: 'promise',
};

/** Letters on a pattern need a halo. */
function dateClass(kind: DayKind): string {
  if (kind === 'outside') return 'faint';
  if (kind === 'rest') return 'quiet';
  return fills[kind].startsWith('url') ? 'strong halo' : 'strong';
}

/** What stands in the middle of a day that is not counted. */
function aboutText({ about, kind }: TimelineDay, lang: Locale): string | undefined {
  const { rest, holidays } = timelineWords[lang];
  if (about === undefined) return kind === 'rest' ? rest : undefined;
  return 'holiday' in about ? (holidays[about.holiday] ?? about.holiday) : kindName(about.pauseKind, lang);
}

/** A day at a place: its date, what it is, which number it has, and what happened on it. */
function drawDay(day: TimelineDay, x: number, y: number, lang: Locale, dateText: string): string {
  const w = timelineWords[lang];
  const { kind, ordinal, extended, makeup, mark } = day;
  const middle = x + cellWidth / 2;
  const about = aboutText(day, lang);
  const frame = mark && frames[mark];
  const inset = `x="${x + 3}" y="${y + 3}" width="${cellWidth - 6}" height="${cellHeight - 6}"`;
  return [
    `<rect x="${x}" y="${y}" width="${cellWidth}" height="${cellHeight}" fill="${fills[kind]}"/>`,
    extended && kind !== 'outside'
      ? `<rect x="${x}" y="${y + cellHeight - 6}" width="${cellWidth}" height="6" class="more"/>`
      : '',
    `<rect x="${x}" y="${y}" width="${cellWidth}" height="${cellHeight}" class="grid"/>`,
    frame === undefined ? '' : `<rect ${inset} class="${frame}"/>`,
    write(dateText, x + 8, y + 20, dateClass(kind), 15),
    makeup
      ? `<rect x="${x + cellWidth - 27}" y="${y + 4}" width="23" height="21" class="pill"/>${write(w.makeup, x + cellWidth - 15.5, y + 20, 'reverse', 15, 26)}`
      : '',
    ordinal === undefined
      ? ''
      : write(
          String(ordinal),
          mark === undefined && !makeup ? middle : makeup ? middle - 6 : x + cellWidth - 22,
          mark === undefined ? y + 52 : y + 38,
          kind === 'unused' ? 'left' : 'number',
          mark === undefined ? 32 : 24,
        ),
    about === undefined
      ? ''
      : write(about, middle, y + 50, kind === 'rest' ? 'middle quiet' : 'about halo', 17, cellWidth - 6),
    mark === undefined
      ? ''
      : `<rect x="${x + 7}" y="${y + 45}" width="${cellWidth - 14}" height="23" rx="3" class="pill"/>${write(w.marks[mark], middle, y + 62, 'reverse', 16, cellWidth - 16)}`,
  ].join('');
}

/** Thick lines where a month begins. */
function drawMonths(days: readonly TimelineDay[], top: number): string {
  return days
    .map(({ date }, at) => {
      if (!date.endsWith('-01') || at === 0) return '';
      const [column, row] = [at % 7, Math.floor(at / 7)];
      const [x, y] = [margin + column * cellWidth, top + row * cellHeight];
      const right = width - margin;
      return column === 0
        ? `<path class="month" d="M${margin} ${y}H${right}"/>`
        : `<path class="month" d="M${margin} ${y + cellHeight}H${x}V${y}H${right}"/>`;
    })
    .join('');
}

/** What is worth a place in the legend of this case. */
function drawLegend(
  days: readonly TimelineDay[],
  top: number,
  lang: Locale,
): { readonly svg: string; readonly height: number } {
  const { legend } = timelineWords[lang];
  const samples = legend.flatMap(({ shows, says }) => {
    const sample = days.find(shows);
    return sample === undefined ? [] : [{ sample, says }];
  });
  const column = (width - 2 * margin) / 2 + 6;
  const rows = Math.ceil(samples.length / 2);
  const svg = samples.map(({ sample, says }, at) => {
    const x = margin + (at >= rows ? column : 0);
    const y = top + (at % rows) * legendRow;
    const lines = wrap(says, 30);
    const first = y + (cellHeight * legendScale) / 2 + 5 - (lines.length - 1) * 9;
    return [
      `<g transform="translate(${x} ${y}) scale(${legendScale})">${drawDay(sample, 0, 0, lang, '')}</g>`,
      ...lines.map((line, index) => write(line, x + cellWidth * legendScale + 10, first + index * 18, 'plain', 15)),
    ].join('');
  });
  return { svg: svg.join('\n'), height: rows * legendRow };
}

/** The case as a wall calendar, one cell a day, in one language; complete in itself, without a script. */
export function timelineSvg(account: Account, lang: Locale): string {
  const w = timelineWords[lang];
  const days = timelineDays(account);
  const heading = w.heading(account);
  const facts = w.facts(account).flatMap((line) => wrap(line, 66));
  const weekdaysTop = 62 + facts.length * 24;
  const top = weekdaysTop + 30;
  const weeks = days.length / 7;
  const legendTop = top + weeks * cellHeight + 24;
  const legend = drawLegend(days, legendTop, lang);
  const height = legendTop + legend.height + margin;
  const cells = days.map((day, at) =>
    drawDay(
      day,
      margin + (at % 7) * cellWidth,
      top + Math.floor(at / 7) * cellHeight,
      lang,
      w.date(day.date, at === 0 || day.date.endsWith('-01')),
    ),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" style="display:block;margin:0 auto;width:100%;max-width:760px;height:auto" role="img" lang="${lang}">
<title>${escape(heading)}</title>
<desc>${escape(facts.join(' '))}</desc>
<style>${style}</style>
<defs>${patterns}</defs>
<rect width="${width}" height="${height}" fill="#fff"/>
${write(heading, margin, 38, 'heading', 24, width - 2 * margin)}
${facts.map((line, at) => write(line, margin, 68 + at * 24, 'plain', 16)).join('\n')}
${w.weekdays.map((name, at) => write(name, margin + (at + 0.5) * cellWidth, weekdaysTop + 20, 'middle quiet', 15)).join('')}
${cells.join('\n')}
${drawMonths(days, top)}
${legend.svg}
</svg>
`;
}
