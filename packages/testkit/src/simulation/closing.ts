import { instantToMs, nextTimerAt, parkedTimers, unparkTimer, type Store } from '@jiceng/kernel';
import { attempt } from './activities.ts';
import { broken } from './broken.ts';
import { followPolicies, sweep, takeUpParked } from './host-code.ts';
import type { Session } from './scheduler.ts';
import { allSettledDown } from './settled.ts';
import type { World } from './world.ts';

/** More rounds and more steps than a sound history ever takes until nothing is left to do. */
const roundsMax = 40;
const stepsMax = 5_000;
const pageSize = 50;
const hourMs = 3_600_000;
const readers = ['reader/0', 'reader/1'];

/** A deployment after the storm: nobody fails any more, and everybody does what is left to do. */
function createClosing(world: World, from: number, watchful: boolean) {
  const { scheduler } = world;
  let [step, turn] = [from, 0];

  /** Answers what waits, in any order, until nobody waits. */
  const settle = async (): Promise<void> => {
    await allSettledDown();
    while (scheduler.waiting() > 0 && world.violation() === undefined) {
      world.enter(++step);
      if (step - from > stepsMax) broken('everything comes to rest', () => `after ${stepsMax} steps calls still wait`);
      await scheduler.treat(world.random.below(scheduler.waiting()), 'answer');
      await allSettledDown();
      if (watchful) await world.check(false);
    }
  };
  const begin = (about: string, work: (session: Session) => Promise<unknown>): void => {
    const host = scheduler.hosts[turn++ % scheduler.hosts.length];
    if (host === undefined) return;
    scheduler.start(host, about, async (session) => {
      await work(session);
    });
  };
  /** Repeats a round until it says that nothing is left. */
  const untilDone = async (what: string, round: () => Promise<boolean>): Promise<void> => {
    for (let at = 0; world.violation() === undefined; at++) {
      if (at === roundsMax) broken('everything comes to rest', () => `after ${at} rounds there still are ${what}`);
      if (await round()) return;
    }
  };
  return { settle, begin, untilDone, steps: () => step - from };
}

type Closing = ReturnType<typeof createClosing>;

/** Every client asks until there is an answer. */
function answerAll(world: World, { settle, begin, untilDone }: Closing): Promise<void> {
  return untilDone('open requests', async () => {
    const open = world.clients.requests.filter(({ status }) => status === 'open');
    for (const request of open) begin(`asks at last for ${request.id}`, (session) => attempt(world, session, request));
    await settle();
    return open.length === 0;
  });
}

/** Time passes until no timer stands; those that were stuck are put aside first, with all behind them, and let pass then. */
function endTimers(world: World, { settle, begin, untilDone }: Closing): Promise<void> {
  const { store, scheduler, code, around } = world;
  let rounds = 0;
  return untilDone('timers', async () => {
    const next = await nextTimerAt(store);
    if (next !== undefined) {
      scheduler.advance(Math.max(0, instantToMs(next) - scheduler.nowMs()) + hourMs);
      let tried = 0;
      // Two at first; what is left are timers that fail again and again.
      const sweepers = scheduler.hosts.slice(0, rounds++ === 0 ? 2 : 1);
      for (const { name } of sweepers) {
        begin(`sweeps at last (${name})`, async (session) => {
          const { fired, failed } = await sweep(session, code, around, 1000);
          tried += fired + failed;
        });
      }
      await settle();
      if (tried > 0) return false;
    }
    const parked = await parkedTimers(store);
    world.release();
    for (const timer of parked) begin(`lets ${timer.name} pass`, ({ ports }) => unparkTimer(ports.store, timer));
    await settle();
    return next === undefined && parked.length === 0;
  });
}

/** How far the feed has come, and how much of it still waits for a position. */
async function feedStand(store: Store): Promise<string> {
  const [[head] = [], waiting = []] = await store.read([
    { get: 'row', table: 'jiceng_feed', key: ['main'] },
    { get: 'rows', table: 'jiceng_feed_intake', index: 'key', prefix: ['main'], limit: 1 },
  ]);
  return `${String(head?.['position'])} ${waiting.length}`;
}

/** Policies and readers come to the end of the feed, and what was parked is taken up. */
function readAll(world: World, { settle, begin, untilDone }: Closing): Promise<void> {
  const { store, code, around } = world;
  return untilDone('facts that nobody has followed', async () => {
    const before = await feedStand(store);
    let left = 0;
    begin('follows the policies', async (session) => {
      const { done, refused, parked, more } = await followPolicies(session, code, around, pageSize);
      left += done + refused + parked + (more ? 1 : 0);
    });
    // Never `left += await …`: it reads the sum before it waits, and forgets what the others have added.
    begin('takes up what is parked', async (session) => {
      const met = await takeUpParked(session, code, around);
      left += met;
    });
    for (const reader of readers) {
      begin(`reads the feed as ${reader}`, async (session) => {
        const entries = await code.readOn(session, around, reader, pageSize);
        left += entries;
      });
    }
    await settle();
    // A page may have been read just before somebody numbered more: it counts only where the feed stood still.
    return left === 0 && before.endsWith(' 0') && before === (await feedStand(store));
  });
}

/**
 * Ends a history: every host is up, nothing fails, and everybody goes on until nothing is left to do. Answers how many steps that
 * took. What does not hold then, or never comes to an end, is a violation.
 *
 * @param from the number of the last step of the storm.
 */
export async function comeToRest(world: World, from: number, watchful: boolean): Promise<number> {
  const { scheduler } = world;
  const closing = createClosing(world, from, watchful);
  for (const host of scheduler.hosts) {
    host.skewMs = 0;
    if (!host.up) scheduler.restart(host);
  }
  if (!world.partnerUp()) world.setPartner(true);
  try {
    await closing.settle();
    await answerAll(world, closing);
    await endTimers(world, closing);
    await readAll(world, closing);
    if (world.violation() === undefined) await world.check(true);
  } catch (error) {
    world.accuse(error);
  }
  return closing.steps();
}
