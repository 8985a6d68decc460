import { activityCommonness, activityKinds, begin, type ActivityKind } from './activities.ts';
import { drawnFrom, drawnWeights } from './client-wishes.ts';
import { faultKinds, type FaultKind } from './fault-kinds.ts';
import type { SimulatedHost } from './scheduler.ts';
import type { World } from './world.ts';

/** How likely each kind is at a step, in a history where it is neither left out nor made common. */
const likelihood: Readonly<Record<FaultKind, number>> = {
  overtaking: 1,
  repeat: 1,
  unavailable: 0.06,
  lostAnswer: 0.1,
  crash: 0.02,
  lateWrite: 0.4,
  clockForward: 0.05,
  clockBack: 0.01,
  outage: 0.03,
};
/** What meets each other most: half of the histories are about one of these, and do little else. */
const themes: readonly (readonly ActivityKind[])[] = [
  ['policies', 'parked'],
  ['sweep', 'rearm'],
  ['read', 'promote'],
  ['terms', 'rate', 'again'],
];
const activitiesMax = 3;
const minuteMs = 60_000;

/** How far the clocks move: mostly a moment, sometimes an hour or a day. */
const spansMs = [1, 50, 5_000, minuteMs, 10 * minuteMs, 60 * minuteMs, 24 * 60 * minuteMs];

export interface Storm {
  /** One step of disorder: somebody begins something, a call is answered or fails, a host stops or starts, a clock moves. */
  readonly step: () => Promise<void>;
}

export function createStorm(world: World, without: readonly FaultKind[]): Storm {
  const { random, scheduler } = world;
  const chances = new Map(drawnWeights(random, likelihood, faultKinds));
  const theme = random.below(2) === 0 ? undefined : themes[random.below(themes.length)];
  // What is never out of order parks nothing.
  if (theme?.includes('parked') === true) chances.set('outage', 3 * likelihood.outage);
  for (const kind of without) chances.set(kind, 0);
  const works = drawnWeights(random, activityCommonness, activityKinds)
    .map(([kind, weight]): readonly [ActivityKind, number] => {
      // Without anybody who asks for something new nothing would happen at all.
      if (kind === 'ask') return [kind, activityCommonness.ask];
      if (theme === undefined) return [kind, weight];
      return [kind, theme.includes(kind) ? 3 * activityCommonness[kind] : 0];
    })
    .filter(([kind]) => kind !== 'again' || (chances.get('repeat') ?? 0) > 0);
  const overtakes = (chances.get('overtaking') ?? 0) > 0;
  const prefers = random.below(2) === 0;
  let preferred: number | undefined;
  const eagerness = 0.15 + random.next() * 0.4;
  // Only one host has a clock that goes back: those that fire its timers and those that do not are both there.
  const wrongClock = scheduler.hosts[random.below(scheduler.hosts.length)];

  const oneOf = (hosts: readonly SimulatedHost[]): SimulatedHost | undefined => hosts[random.below(hosts.length)];
  const happens = (kind: FaultKind): boolean => random.next() < (chances.get(kind) ?? 0);

  const beginSomething = (): boolean => {
    const host = oneOf(scheduler.hosts.filter((each) => each.up && scheduler.busy(each) < activitiesMax));
    if (host === undefined) return false;
    begin(world, host, drawnFrom(random, works, 'ask'));
    return true;
  };
  /** Whose call is next. Where somebody is preferred, the others stand still for long: chance alone would never hold them up so. */
  const nextPlace = (): number => {
    if (!overtakes) return 0;
    const place = prefers && random.below(12) > 0 ? scheduler.callOf(preferred) : -1;
    if (place >= 0) return place;
    const drawn = random.below(scheduler.waiting());
    preferred = scheduler.callerAt(drawn);
    return drawn;
  };
  const answerOne = async (): Promise<void> => {
    const at = nextPlace();
    if (at > 0) scheduler.count('overtaking');
    if (happens('unavailable')) return scheduler.treat(at, 'unavailable');
    return scheduler.treat(at, happens('lostAnswer') ? 'lostAnswer' : 'answer');
  };

  return {
    step: async () => {
      if (happens('clockForward')) {
        scheduler.count('clockForward');
        return scheduler.advance((spansMs[random.below(spansMs.length)] ?? 1) * (1 + random.below(5)));
      }
      if (happens('clockBack') && wrongClock !== undefined) {
        scheduler.count('clockBack');
        wrongClock.skewMs -= 1 + random.below(20 * minuteMs);
        return scheduler.note(() => `the clock of ${wrongClock.name} goes back; it is ${wrongClock.skewMs} ms off`);
      }
      if (happens('outage')) {
        if (world.partnerUp()) scheduler.count('outage');
        return world.setPartner(!world.partnerUp());
      }
      if (happens('crash')) {
        const host = oneOf(scheduler.hosts.filter(({ up }) => up));
        if (host !== undefined) return scheduler.stop(host, () => happens('lateWrite'));
      }
      const stopped = oneOf(scheduler.hosts.filter(({ up }) => !up));
      if (stopped !== undefined && random.below(6) === 0) return scheduler.restart(stopped);
      if (scheduler.waiting() > 0 && random.next() >= eagerness) return answerOne();
      if (beginSomething()) return;
      if (scheduler.waiting() > 0) return answerOne();
      if (stopped !== undefined) scheduler.restart(stopped);
    },
  };
}
