import { minutesOf, noMinutes, weekOf, type Minutes } from './day-hours.ts';
import { monthDayOf } from '../timetable/day-number.ts';
import type { Hours, Season, Week } from './definition.ts';
import { slaError } from '../errors.ts';
import type { LayerName, StackedLayer } from './layer-stack.ts';

/** Hours of a week, Monday first, and of make-up days, as far as they are set. */
interface Pattern {
  readonly week: readonly Minutes[] | undefined;
  readonly makeup: Minutes | undefined;
}

interface SeasonPattern extends Pattern {
  /** Does the season hold on a month and day (601 is 06-01)? */
  readonly holds: (monthDay: number) => boolean;
}

interface LayerPattern extends Pattern {
  readonly setBy: LayerName | undefined;
  /** The strongest first. */
  readonly seasons: readonly SeasonPattern[];
}

const monthDayForm = /^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

function patternOf(week: Week | undefined, makeup: Hours | undefined, where: string): Pattern {
  return { week: week && weekOf(week, where), makeup: makeup && minutesOf(makeup, `${where} makeup`) };
}

function seasonPattern({ from, to, week, makeup }: Season): SeasonPattern {
  if (!monthDayForm.test(from) || !monthDayForm.test(to)) throw slaError('SLA_SEASON_INVALID', { from, to });
  const [first, last] = [Number(from.replace('-', '')), Number(to.replace('-', ''))];
  return {
    ...patternOf(week, makeup, `${from}..${to}`),
    holds: (at) => (first <= last ? first <= at && at <= last : first <= at || at <= last),
  };
}

function layerPattern({ by: { setBy }, week, makeup, seasons = [] }: StackedLayer): LayerPattern {
  const where = setBy === undefined ? 'week' : `${setBy.id} week`;
  return { setBy, ...patternOf(week, makeup, where), seasons: seasons.map(seasonPattern).toReversed() };
}

/** The hours of a week that hold on a day, with what decided them, and those of a make-up day. */
export interface DayPattern {
  readonly by: { readonly layer: 'week' | 'season'; readonly setBy?: LayerName };
  readonly week: readonly Minutes[];
  readonly makeup: Minutes | undefined;
}

/** On a month and day: the hours of the last layer that has any, a season's before those of its week; likewise of make-up days. */
function patternAt(layers: readonly LayerPattern[], monthDay: number): DayPattern {
  let found: DayPattern = { by: { layer: 'week' }, week: [], makeup: undefined };
  for (const { setBy, week, makeup, seasons } of layers) {
    const season = seasons.find(({ holds }) => holds(monthDay));
    const own = season?.week ?? week;
    const by = { layer: season === undefined ? 'week' : 'season', ...(setBy && { setBy }) } as const;
    found = { ...found, ...(own && { by, week: own }), makeup: season?.makeup ?? makeup ?? found.makeup };
  }
  return found;
}

/** The hours of every day as weeks and seasons leave them. */
export interface DayPatterns {
  /** Has any of them any hours? */
  readonly canOpen: boolean;
  readonly patternOn: (day: number) => DayPattern;
}

/**
 * Compiles the weeks and seasons of a stack of layers. Make-up days stand by themselves: a department may set its week and leave
 * the hours of make-up days to the city.
 *
 * @throws JicengError `SLA_SEASON_INVALID` when a season's first or last day is not of the form 06-01.
 */
export function compilePatterns(stack: readonly StackedLayer[]): DayPatterns {
  const layers = stack.map(layerPattern);
  const patterns: readonly Pattern[] = layers.flatMap((layer) => [layer, ...layer.seasons]);
  const hours = patterns.flatMap(({ week = [], makeup = noMinutes }) => [...week, makeup]);
  const canOpen = hours.some((minutes) => minutes.length > 0);
  if (layers.every(({ seasons }) => seasons.length === 0)) {
    const always = patternAt(layers, NaN);
    return { canOpen, patternOn: () => always };
  }
  const known = new Map<number, DayPattern>();
  const patternOn = (day: number): DayPattern => {
    const monthDay = monthDayOf(day);
    const pattern = known.get(monthDay) ?? patternAt(layers, monthDay);
    known.set(monthDay, pattern);
    return pattern;
  };
  return { canOpen, patternOn };
}
