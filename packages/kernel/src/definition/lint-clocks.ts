import type { Instant } from '../plain/instant.ts';
import { clockAfter, isOpen, isPaused, rungPassed, type ClockRun } from './clock-run.ts';
import { definitionError } from './errors.ts';
import { finding, type DefinitionFinding } from './finding.ts';
import { stepsBy, stepsOf } from './graph.ts';
import type { Amount, DefinedClock, LadderRung, ProcessDefinition } from './schemas.ts';

/** A case as one clock sees it: where it stands, and what its facts have made of the clock. */
interface Place {
  readonly state: string;
  readonly run: ClockRun | undefined;
}

/** All moments are one: only what runs, is paused and has passed tells two places apart. */
const anyTime: Instant = '2000-01-01T00:00:00.000Z';

function keyOf({ state, run }: Place): string {
  if (run === undefined) return state;
  return JSON.stringify([state, run.pauses.map(({ pause }) => pause).toSorted((a, b) => a - b), run.passed]);
}

/** Forgets what a place does not depend on, so that the walk ends: a clock that has stopped is as good as one that never ran. */
function forget(run: ClockRun | undefined): ClockRun | undefined {
  return isOpen(run) ? { ...run, extensions: [], pauses: run.pauses.filter(({ to }) => to === undefined) } : undefined;
}

/** The rung that may be due: the clock runs, nothing holds it, and this one has not passed. */
function rungDue(clock: DefinedClock, { run }: Place): LadderRung | undefined {
  return isOpen(run) && !isPaused(run) ? clock.ladder?.[run.passed] : undefined;
}

interface Walk {
  readonly places: ReadonlyMap<string, Place>;
  /** From each place to those before it. */
  readonly before: ReadonlyMap<string, readonly string[]>;
  /** False when there were more places than we walk. */
  readonly whole: boolean;
}

const placesMax = 5_000;

/** The runs a fact may leave a clock with: recorded by somebody, or as the rung that is due. */
function runsAfter(
  clock: DefinedClock,
  place: Place,
  fact: string,
  byOthers: boolean,
): readonly (ClockRun | undefined)[] {
  const asRung = rungDue(clock, place)?.records === fact && place.run !== undefined;
  return [
    ...(byOthers ? [clockAfter(clock, place.run, fact, anyTime)] : []),
    ...(asRung ? [clockAfter(clock, rungPassed(place.run), fact, anyTime)] : []),
  ];
}

/**
 * Walks every place that a case and one clock can come to together, with the same fold that runs. Facts that only this
 * clock's rungs record happen as rungs; every other one whenever the state allows it.
 */
function walkClock(definition: ProcessDefinition, clock: DefinedClock): Walk {
  const steps = stepsBy('from', stepsOf(definition));
  const ladders = (definition.clocks ?? []).filter((other) => other !== clock).map(({ ladder = [] }) => ladder);
  const others = new Set([...definition.actions, ...ladders.flat()].map(({ records }) => records));
  const first: Place = { state: definition.start, run: undefined };
  const places = new Map([[keyOf(first), first]]);
  const before = new Map<string, string[]>();
  // A map is walked in the order of arrival, newcomers included.
  for (const [key, place] of places) {
    if (places.size > placesMax) return { places, before, whole: false };
    for (const { fact, to } of steps.get(place.state) ?? []) {
      for (const run of runsAfter(clock, place, fact, others.has(fact))) {
        const next = { state: to, run: forget(run) };
        const nextKey = keyOf(next);
        if (!places.has(nextKey)) places.set(nextKey, next);
        const earlier = before.get(nextKey);
        if (earlier === undefined) before.set(nextKey, [key]);
        else earlier.push(key);
      }
    }
  }
  return { places, before, whole: true };
}

function isHeldBy(run: ClockRun | undefined, pause: number): boolean {
  return isOpen(run) && run.pauses.some((stretch) => stretch.pause === pause && stretch.to === undefined);
}

/** Pauses that nothing begins, and pauses that nothing ends but the end of the clock. */
function lintPauses(clock: DefinedClock, { places, before }: Walk, path: string): readonly DefinitionFinding[] {
  return (clock.pauses ?? []).flatMap((reason, pause) => {
    const held = [...places].filter(([, { run }]) => isHeldBy(run, pause)).map(([key]) => key);
    const holding = new Set(held);
    const resumed = [...places].some(([key, { run }]) => {
      const runsOn = isOpen(run) && !isHeldBy(run, pause);
      return runsOn && (before.get(key) ?? []).some((earlier) => holding.has(earlier));
    });
    if (resumed) return [];
    const details = { named: clock.clock, facts: held.length === 0 ? reason.pausesOn : reason.resumesOn };
    const told =
      held.length === 0
        ? definitionError.reason('DEFINITION_PAUSE_NEVER_BEGINS', details)
        : definitionError.reason('DEFINITION_PAUSE_NEVER_ENDS', details);
    return [finding(`${path}.pauses[${pause}]`, told)];
  });
}

/** Units that can be set beside each other without a calendar. */
const unitSizes = {
  minute: ['minute', 1],
  hour: ['minute', 60],
  calendarDay: ['calendarDay', 1],
  week: ['calendarDay', 7],
  month: ['month', 1],
  year: ['month', 12],
  workingMinute: ['workingMinute', 1],
  workingHour: ['workingMinute', 60],
  workingDay: ['workingDay', 1],
} as const satisfies Readonly<Record<Amount['unit'], readonly [smaller: Amount['unit'], count: number]>>;

/** False only when it certainly is not: how many working days a week has, a calendar says. */
function isLater(rung: LadderRung, earlier: LadderRung): boolean {
  const [due, past] = [rung.due, earlier.due];
  if ('atFraction' in due) return 'atFraction' in past && past.atFraction < due.atFraction;
  if ('atFraction' in past) return true;
  const [[unit, count], [pastUnit, pastCount]] = [unitSizes[due.overdueBy.unit], unitSizes[past.overdueBy.unit]];
  return unit !== pastUnit || past.overdueBy.value * pastCount < due.overdueBy.value * count;
}

function lintLadder(
  definition: ProcessDefinition,
  clock: DefinedClock,
  { places }: Walk,
  path: string,
): readonly DefinitionFinding[] {
  const possible = new Set(stepsOf(definition).map(({ from, fact }) => `${from} ${fact}`));
  return (clock.ladder ?? []).flatMap((rung, at) => {
    const details = { named: clock.clock, rung: rung.rung };
    const earlier = clock.ladder?.[at - 1];
    const waiting = [...places.values()].filter((place) => rungDue(clock, place) === rung).map(({ state }) => state);
    // A clock that outlives the case is told as such.
    const states = [...new Set(waiting)].filter(
      (state) => !possible.has(`${state} ${rung.records}`) && !definition.ends.includes(state),
    );
    return [
      ...(earlier === undefined || isLater(rung, earlier)
        ? []
        : [definitionError.reason('DEFINITION_LADDER_UNORDERED', details)]),
      ...(states.length === 0 ? [] : [definitionError.reason('DEFINITION_RUNG_BLOCKED', { ...details, states })]),
    ].map((reason) => finding(`${path}.ladder[${at}]`, reason));
  });
}

/** Clocks that never start, that outlive the case, that pause for ever or never, or whose ladder meets a state that knows nothing of it. */
export function lintClocks(definition: ProcessDefinition): readonly DefinitionFinding[] {
  return (definition.clocks ?? []).flatMap((clock, at) => {
    const [named, path] = [clock.clock, `clocks[${at}]`];
    const walk = walkClock(definition, clock);
    if (!walk.whole) return [finding(path, definitionError.reason('DEFINITION_CLOCK_ENTANGLED', { named }))];
    const open = [...walk.places.values()].filter(({ run }) => isOpen(run)).map(({ state }) => state);
    if (open.length === 0) return [finding(path, definitionError.reason('DEFINITION_CLOCK_NEVER_STARTS', { named }))];
    const ends = [...new Set(open)].filter((state) => definition.ends.includes(state));
    return [
      ...(ends.length === 0
        ? []
        : [finding(`${path}.stopsOn`, definitionError.reason('DEFINITION_CLOCK_NEVER_STOPS', { named, ends }))]),
      ...lintPauses(clock, walk, path),
      ...lintLadder(definition, clock, walk, path),
    ];
  });
}
