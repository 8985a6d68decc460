import { instantFromMs, isJicengError, type CivilDate } from '@jiceng/kernel/plain';
import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  addWorkingTime,
  compileCalendar,
  evaluateClock,
  isOpen,
  ladderOf,
  nextOpen,
  previousOpen,
  workingMsBetween,
  type Calendar,
  type CalendarDefinition,
  type DateRange,
  type Hours,
  type Segment,
  type Weekday,
} from '../index.ts';

// The oracle: a walk over every minute of a few days, which reads the wall through Intl, minute by minute, and shares no line
// with the calculator.

const minuteMs = 60_000;
const dayMinutes = 1440;
const weekdays: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const addDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * dayMinutes * minuteMs).toISOString().slice(0, 10);

/** Two weeks in a zone with what its wall shows at each minute, two days more on both sides. */
interface Fortnight {
  readonly zone: string;
  readonly range: DateRange;
  readonly firstMinute: number;
  readonly wall: readonly string[];
  readonly datesShown: ReadonlySet<string>;
  readonly firstShown: ReadonlyMap<string, number>;
  readonly lastShown: ReadonlyMap<string, number>;
}

function readWall(zone: string, from: CivilDate): Fortnight {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  const firstMinute = Date.parse(addDays(from, -2)) / minuteMs;
  const wall = Array.from({ length: 18 * dayMinutes }, (_, index) => format.format((firstMinute + index) * minuteMs));
  const to = addDays(from, 13) as CivilDate;
  return {
    zone,
    range: { from, to },
    firstMinute,
    wall,
    datesShown: new Set(wall.map((text) => text.slice(0, 10))),
    firstShown: new Map(wall.map((text, index) => [text, index] as const).toReversed()),
    lastShown: new Map(wall.map((text, index) => [text, index])),
  };
}

/** Which minute of the walk a wall time is: its first showing, or as far behind the gap as it would have been before it. */
function minuteOfWall({ firstShown, lastShown }: Fortnight, date: string, minute: number): number {
  const text = (back: number): string =>
    new Date(Date.parse(date) + (minute - back) * minuteMs).toISOString().slice(0, 16).replace('T', ' ');
  const shown = firstShown.get(text(0));
  if (shown !== undefined) return shown;
  for (let back = 1; back <= 2 * dayMinutes; back += 1) {
    const before = lastShown.get(text(back));
    if (before !== undefined) return before + back;
  }
  throw new Error(`${date} ${minute} lies outside the walk`);
}

const clockMinute = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

function minutesOfSegments(hours: Hours): readonly (readonly [number, number])[] {
  return hours.map(([from, to]) => {
    const [start, end] = [clockMinute(from), clockMinute(to)];
    return [start, end <= start ? end + dayMinutes : end];
  });
}

/** The hours of a date, by the order of precedence, breaks not yet taken out. */
function hoursOn(definition: CalendarDefinition, date: CivilDate): Hours {
  const override = definition.overrides?.[date];
  if (override !== undefined) return override;
  const declared = definition.holidays?.dates?.[date];
  if (declared === 'off') return [];
  const weekday = weekdays[new Date(date).getUTCDay()] ?? 'sun';
  const season = definition.seasons?.find(({ from, to }) => from <= date.slice(5) && date.slice(5) <= to);
  if (declared === 'work' && definition.makeup !== undefined) return definition.makeup;
  return (season?.week ?? definition.week)[weekday] ?? [];
}

interface Walk {
  /** Is the door open in each minute of the calendar's range? */
  readonly open: readonly boolean[];
  readonly firstMinute: number;
}

function walkOf(fortnight: Fortnight, definition: CalendarDefinition): Walk {
  const { range, firstMinute, wall, datesShown } = fortnight;
  const open = wall.map(() => false);
  for (let date = addDays(range.from, -1); date <= range.to; date = addDays(date, 1)) {
    if (!datesShown.has(date)) continue; // the zone jumped over it
    const breaks = minutesOfSegments(definition.breaks?.[date as CivilDate] ?? []);
    const broken = (minute: number): boolean =>
      breaks.some(
        ([from, to]) => (from <= minute && minute < to) || (from <= minute - dayMinutes && minute - dayMinutes < to),
      );
    for (const [from, to] of minutesOfSegments(hoursOn(definition, date as CivilDate))) {
      // What breaks leave of a segment, piece by piece: each end is a wall time of its own.
      let pieceFrom = from;
      for (let minute = from; minute <= to; minute += 1) {
        if (minute < to && !broken(minute)) continue;
        const [start, end] = [minuteOfWall(fortnight, date, pieceFrom), minuteOfWall(fortnight, date, minute)];
        if (pieceFrom < minute) for (let index = start; index < end; index += 1) open[index] = true;
        pieceFrom = minute + 1;
      }
    }
  }
  const [first, last] = [minuteOfWall(fortnight, range.from, 0), minuteOfWall(fortnight, range.to, dayMinutes)];
  return { open: open.slice(first, last), firstMinute: firstMinute + first };
}

// What is walked: hours of every shape, in weeks in which clocks are moved.

const fortnights = [
  readWall('America/New_York', '2026-03-02'),
  readWall('America/New_York', '2026-10-26'),
  readWall('Europe/Berlin', '2026-03-23'),
  readWall('Australia/Lord_Howe', '2026-03-30'), // half an hour
  readWall('Australia/Lord_Howe', '2026-09-28'),
  readWall('America/Sao_Paulo', '2018-10-29'), // at midnight
  readWall('America/Sao_Paulo', '2018-02-12'),
  readWall('America/St_Johns', '2006-10-23'), // at one minute past midnight
  readWall('Pacific/Apia', '2011-12-24'), // 30 December 2011 never dawned
  readWall('Asia/Shanghai', '1990-09-10'),
  readWall('Asia/Kathmandu', '2026-03-02'),
];

const clockText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Up to three segments of a day on the quarter hour, the last of which may end at 24:00 or run over midnight. */
const hours: fc.Arbitrary<Hours> = fc
  .record({
    edges: fc.uniqueArray(fc.integer({ min: 0, max: 95 }), { maxLength: 6 }),
    lastEnds: fc.option(fc.integer({ min: 0, max: 24 })),
  })
  .map(({ edges, lastEnds }): Hours => {
    const sorted = edges.toSorted((a, b) => a - b).map((quarter) => clockText(quarter * 15));
    const segments: Segment[] = [];
    for (let index = 0; index + 1 < sorted.length; index += 2)
      segments.push([sorted[index] ?? '', sorted[index + 1] ?? '']);
    const opening = sorted.length % 2 === 1 ? sorted.at(-1) : undefined;
    if (opening === undefined) return segments;
    // In the first hours of the next day, or at midnight, or just before the last start: then it is nearly a whole day.
    return [...segments, [opening, lastEnds === null ? '24:00' : clockText(lastEnds * 15)]];
  });

const dayTimeHours = hours.map((segments) => segments.filter(([from, to]) => from < to && to !== '24:00'));
/** Clocks are moved in the first hours of a Sunday. */
const weekend = fc.constantFrom<{ readonly sat: Hours; readonly sun: Hours }>(
  { sat: [['22:00', '06:00']], sun: [['06:00', '24:00']] },
  { sat: [['22:00', '02:30']], sun: [['06:00', '12:00']] },
  {
    sat: [['00:00', '24:00']],
    sun: [
      ['00:00', '01:30'],
      ['02:30', '03:15'],
    ],
  },
  {
    sat: [['02:30', '03:15']],
    sun: [
      ['01:15', '01:45'],
      ['02:15', '02:20'],
      ['02:45', '24:00'],
    ],
  },
  {
    sat: [],
    sun: [
      ['02:30', '02:45'],
      ['03:00', '03:10'],
      ['23:45', '00:15'],
    ],
  },
);
const week = fc
  .record({
    mon: hours.map((segments) => segments.filter(([from]) => from >= '00:15')),
    tue: dayTimeHours.map((segments) => segments.filter(([from]) => from >= '06:00')),
    wed: dayTimeHours,
    thu: fc.constant([] as Hours),
    fri: dayTimeHours,
    weekend,
  })
  .map(({ weekend: saturdayAndSunday, ...days }) => ({ ...days, ...saturdayAndSunday }));

// By name, so that a counterexample can be read.
const named = new Map(fortnights.map((fortnight) => [`${fortnight.zone} ${fortnight.range.from}`, fortnight]));

function fortnightNamed(name: string): Fortnight {
  const fortnight = named.get(name);
  if (fortnight === undefined) throw new Error(`no fortnight "${name}"`);
  return fortnight;
}

const fortnightCase = fc.constantFrom(...named.keys()).chain((name) => {
  const { zone, range } = fortnightNamed(name);
  const date = fc.integer({ min: -1, max: 13 }).map((days) => addDays(range.from, days) as CivilDate);
  const few = <Value>(value: fc.Arbitrary<Value>) => fc.dictionary(date, value, { maxKeys: 3 });
  return fc
    .record({
      week,
      makeup: dayTimeHours,
      season: fc.option(fc.record({ from: date, to: date, week })),
      dates: few(fc.constantFrom('off' as const, 'work' as const)),
      overrides: few(hours),
      breaks: few(hours),
    })
    .map(({ season, dates, ...layers }): readonly [string, CalendarDefinition] => [
      name,
      {
        ...layers,
        zone,
        range,
        holidays: { dates },
        // Inside one year: seasons over New Year have examples of their own.
        seasons:
          season === null || season.from.slice(5) > season.to.slice(5)
            ? []
            : [{ from: season.from.slice(5), to: season.to.slice(5), week: season.week }],
      },
    ]);
});

/** The calendar and the walk, or nothing when both agree that it is never open. */
function compiled([name, definition]: readonly [string, CalendarDefinition]):
  | { readonly calendar: Calendar; readonly walk: Walk }
  | undefined {
  const walk = walkOf(fortnightNamed(name), definition);
  if (walk.open.includes(true)) return { calendar: compileCalendar(definition), walk };
  expect(() => compileCalendar(definition)).toThrow(
    expect.toSatisfy((error: unknown) => isJicengError(error, 'SLA_NEVER_OPEN')),
  );
  return undefined;
}

const instantAt = ({ firstMinute }: Walk, minute: number) => instantFromMs((firstMinute + minute) * minuteMs);

/** The answer, or `undefined` when it is refused because it lies beyond the calendar. */
function within<Answer>(ask: () => Answer): Answer | undefined {
  try {
    return ask();
  } catch (error) {
    if (isJicengError(error, 'SLA_BEYOND_RANGE')) return undefined;
    throw error;
  }
}

const orBeyond = (walk: Walk, minute: number): string | undefined => (minute < 0 ? undefined : instantAt(walk, minute));

describe('against a walk over every minute', () => {
  const numRuns = 60;
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  const minuteIn = ({ open }: Walk, share: number): number => Math.floor(share * open.length);

  it.prop([fortnightCase, place, place], { numRuns })('measures what is open between two instants', (given, a, b) => {
    const made = compiled(given);
    if (made === undefined) return;
    const { calendar, walk } = made;
    const [from, to] = [minuteIn(walk, a), minuteIn(walk, b)];
    const counted = walk.open.slice(Math.min(from, to), Math.max(from, to)).filter(Boolean).length * minuteMs;
    expect(workingMsBetween(calendar, instantAt(walk, from), instantAt(walk, to)) + 0).toBe(
      from <= to ? counted : 0 - counted,
    );
  });

  it.prop([fortnightCase, place], { numRuns })('knows where it is open, where next and where before', (given, a) => {
    const made = compiled(given);
    if (made === undefined) return;
    const { calendar, walk } = made;
    const { open } = walk;
    const here = minuteIn(walk, a);
    const at = instantAt(walk, here);
    expect(isOpen(calendar, at)).toBe(open[here] ?? false);
    expect(within(() => nextOpen(calendar, at))).toBe(orBeyond(walk, open.indexOf(true, here)));
    const before = open[here] === true ? here : open.slice(0, here).lastIndexOf(true) + 1;
    expect(within(() => previousOpen(calendar, at))).toBe(
      before === 0 && open[here] !== true ? undefined : instantAt(walk, before),
    );
  });

  it.prop([fortnightCase, place, fc.integer({ min: -3000, max: 3000 })], { numRuns })(
    'adds open time forwards and backwards, to the first and the last such instant',
    (given, a, value) => {
      const made = compiled(given);
      if (made === undefined || value === 0) return;
      const { calendar, walk } = made;
      const { open } = walk;
      const step = value > 0 ? 1 : -1;
      // The minute that is walked through lies behind an instant when going back.
      let here = minuteIn(walk, a);
      const start = instantAt(walk, here);
      const walked = (minute: number): boolean | undefined => open[step > 0 ? minute : minute - 1];
      for (let left = Math.abs(value); left > 0 && walked(here) !== undefined; here += step) {
        if (walked(here) === true) left -= 1;
        if (left === 0) {
          here += step;
          break;
        }
      }
      const reached = open
        .slice(Math.min(minuteIn(walk, a), here), Math.max(minuteIn(walk, a), here))
        .filter(Boolean).length;
      let farthest = here;
      while (walked(farthest) === false) farthest += step;
      const answer = within(() => addWorkingTime(calendar, start, { value, unit: 'workingMinute' }));
      if (reached < Math.abs(value) || walked(farthest) === undefined) expect(answer).toBeUndefined();
      else expect(answer).toMatchObject({ at: instantAt(walk, here), latestAt: instantAt(walk, farthest) });
    },
  );

  const pause = fc.record({ from: place, length: fc.option(fc.integer({ min: 0, max: 3000 }), { freq: 6 }) });

  it.prop([fortnightCase, place, place, fc.integer({ min: 1, max: 2500 }), fc.array(pause, { maxLength: 4 })], {
    numRuns,
  })('runs a clock with pauses, its thresholds and its ladder', (given, a, b, value, pauses) => {
    const made = compiled(given);
    if (made === undefined) return;
    const { calendar, walk } = made;
    const { open } = walk;
    const [start, now] = [minuteIn(walk, a), minuteIn(walk, b)];
    const stretches = pauses.map(({ from, length }) => {
      const first = minuteIn(walk, from);
      return { first, end: length === null ? Infinity : Math.min(first + length, open.length) };
    });
    const counts = (minute: number): boolean =>
      open[minute] === true && !stretches.some(({ first, end }) => first <= minute && minute < end);
    const usedUpAt = (amount: number): number | undefined => {
      if (amount === 0) return start;
      let left = amount;
      for (let minute = start; minute < open.length; minute += 1) {
        if (counts(minute)) left -= 1;
        if (left === 0) return minute + 1;
      }
      return undefined;
    };
    const facts = {
      start: instantAt(walk, start),
      budget: { value, unit: 'workingMinute' },
      pauses: stretches.map(({ first, end }) => ({
        from: instantAt(walk, first),
        ...(end === Infinity ? {} : { to: instantAt(walk, end) }),
      })),
    } as const;
    const shares = [0, 0.5, 1];
    const reading = within(() => evaluateClock(calendar, { ...facts, now: instantAt(walk, now), thresholds: shares }));
    const [, half, due] = [start, usedUpAt(value / 2), usedUpAt(value)];
    const lasting = stretches.some(({ end }) => end === Infinity);
    if (reading === undefined) {
      expect(due).toBeUndefined(); // the calendar ends first
      return;
    }
    const elapsed = [...open.keys()].filter((minute) => start <= minute && minute < now && counts(minute));
    expect(reading.elapsedMs).toBe(elapsed.length * minuteMs);
    expect(reading.paused).toBe(stretches.some(({ first, end }) => first <= now && now < end));
    expect(reading.dueAt).toBe(due === undefined ? undefined : instantAt(walk, due));
    expect(reading.overdue).toBe(due !== undefined && now > due);
    if (due === undefined) expect(lasting).toBe(true);
    if (Number.isInteger(value / 2)) {
      expect(reading.thresholds).toEqual(
        [start, half, due].map((minute) => (minute === undefined ? undefined : instantAt(walk, minute))),
      );
    }
    const overdueBy = { value: 30, unit: 'workingMinute' } as const;
    const rungs = within(() => ladderOf(calendar, { ...facts, ladder: [{ overdueBy }] }));
    if (rungs !== undefined && due !== undefined) {
      const later = addWorkingTime(calendar, instantAt(walk, due), overdueBy);
      expect(rungs[0]?.at).toBe(later.at);
    }
  });
});
