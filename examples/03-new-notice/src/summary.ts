import { block, entries, layTable, pageColumns, wrap } from '@jiceng/example-kit';
import { addCalendarDays, civilDateAt, epochDayOf, type CivilDate, type Instant, type Locale } from '@jiceng/kernel';
import { dayTypeWords, deadlineOf, describeExplanation, type ChangedDay, type DayType } from '@jiceng/sla';
import type { Arrival, Change } from './arrival.ts';
import type { CountyCase } from './cases.ts';
import { words } from './words.ts';

const zone = 'Asia/Shanghai';
const dash = '—';

/** The last day of a limit: what ends at midnight ends on the day before. */
export function lastDayOf(dueAt: Instant | undefined): CivilDate | undefined {
  return dueAt === undefined ? undefined : addCalendarDays(civilDateAt(dueAt, zone), -1);
}

/** How many days later, below zero for earlier. */
export function shiftOf(before: Instant | undefined, after: Instant | undefined): number {
  const [from, to] = [lastDayOf(before), lastDayOf(after)];
  return from === undefined || to === undefined ? 0 : epochDayOf(to) - epochDayOf(from);
}

function waitingLines({ before, certaintyBefore: { final, provisional } }: Arrival, lang: Locale): readonly string[] {
  const w = words[lang];
  const kinds = [...new Set(before.map(({ kind }) => kind))].map((kind) => {
    const cases = before.filter((one) => one.kind === kind);
    const dues = cases.flatMap(({ dueAt }) => lastDayOf(dueAt) ?? []).toSorted();
    const { value, unit } = kind.limit;
    return [
      kind.name[lang],
      `${value}${lang === 'en' ? '' : ' '}${unit === 'workingDay' || unit === 'calendarDay' ? w.unit[unit] : unit}`,
      `${cases.filter(({ finished }) => finished).length}/${cases.length}`,
      dues[0] ?? dash,
      dues.at(-1) ?? dash,
    ];
  });
  return [
    ...layTable([w.kindsHead, ...kinds], ['left', 'right', 'right', 'left', 'left']),
    w.certainty(final, provisional),
  ];
}

interface Run {
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly was: readonly DayType[];
  readonly is: DayType;
}

/** Changed days, one after another, that are the same now. */
export function runsOf(days: readonly ChangedDay[]): readonly Run[] {
  const runs: Run[] = [];
  for (const { date, before, after } of days) {
    const last = runs.at(-1);
    if (last !== undefined && last.is === after.type && addCalendarDays(last.to, 1) === date) {
      runs[runs.length - 1] = { ...last, to: date, was: [...last.was, before.type] };
    } else runs.push({ from: date, to: date, was: [before.type], is: after.type });
  }
  return runs;
}

function calendarLines({ diff: { days } }: Change, lang: Locale): readonly string[] {
  const w = words[lang];
  const rows = runsOf(days).map(({ from, to, was, is }) => {
    const types = [...new Set(was)].map((type) => {
      const count = was.filter((one) => one === type).length;
      return was.length === 1 ? dayTypeWords[type][lang] : `${dayTypeWords[type][lang]} ${count}`;
    });
    return [from === to ? from : w.span(from, to), String(was.length), types.join(w.separator), dayTypeWords[is][lang]];
  });
  return layTable([w.daysHead, ...rows], ['left', 'right', 'left', 'left']);
}

const signed = (days: number): string => (days > 0 ? `+${days}` : String(days));

function movedLines({ affected: { moved } }: Change, lang: Locale): readonly string[] {
  const w = words[lang];
  const rows = moved.map(({ row, dueBefore, lastDayBefore, after: { dueAt, lastDay } }) => [
    row.id,
    row.kind.name[lang],
    row.startedOn,
    lastDayBefore ?? dash,
    lastDay ?? dash,
    signed(shiftOf(dueBefore, dueAt)),
  ]);
  return layTable([w.movedHead, ...rows], ['left', 'left', 'left', 'left', 'left', 'right']);
}

function sumLines({ diff, affected, cases, certainty }: Change, lang: Locale): readonly string[] {
  const w = words[lang];
  const { moved, settled, touched } = affected;
  const [open, finished] = [cases.filter((row) => !row.finished), cases.filter((row) => row.finished)];
  const would = finished.filter((row: CountyCase) => deadlineOf(diff.after, row).dueAt !== row.dueAt);
  const earlier = moved.filter(({ dueBefore, after: { dueAt } }) => shiftOf(dueBefore, dueAt) < 0);
  return entries([
    [w.open, w.openText(open.length, moved.length, open.length - moved.length)],
    [w.finished, w.finishedText(finished.length, would.length)],
    [w.touched, w.touchedText(touched, moved.length)],
    [w.earlier, w.earlierText(earlier.length)],
    [w.settled, w.settledText(settled.length)],
    [w.final, w.finalText(certainty.final, open.length)],
  ]);
}

const changeLines = (change: Change, heading: string, lang: Locale): readonly string[] => [
  ...block(heading, calendarLines(change, lang)),
  ...block(words[lang].moved(change.affected.moved.length), movedLines(change, lang)),
  ...block(words[lang].sums, sumLines(change, lang)),
];

/** What the notices did, as a page of plain text. Ends with a line break. */
export function summaryText(arrival: Arrival, lang: Locale): string {
  const w = words[lang];
  const { notice, update, refusedUpdate, regional, example } = arrival;
  const verdict = refusedUpdate === undefined ? w.accepted : w.refused + refusedUpdate[lang];
  const lines = [
    w.title,
    ...wrap(w.madeUp, pageColumns),
    ...block(w.waiting, waitingLines(arrival, lang)),
    ...changeLines(arrival.national, w.arrives(notice.publishedOn, notice.id, notice.days.length), lang),
    ...block(w.update(update.publishedOn), wrap(verdict, pageColumns)),
    ...changeLines(arrival.county, w.countyArrives(regional.publishedOn, regional.id), lang),
    ...(example === undefined
      ? []
      : block(
          w.example(example.row.id),
          describeExplanation(example.explanation, lang).flatMap((line) => wrap(line, pageColumns)),
        )),
  ];
  return `${lines.join('\n')}\n`;
}
