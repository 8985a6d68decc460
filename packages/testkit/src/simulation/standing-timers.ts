import type { DueTimer } from '@jiceng/kernel';
import { broken } from './broken.ts';
import type { Activity } from './scheduler.ts';
import type { SimulatedEvent } from './schemas.ts';

interface Standing {
  readonly dueAt: string;
  readonly name: string;
  readonly sinceStep: number;
}

/** The timers as the facts say they are: each is armed once, and ends once, fired or called off. */
export interface StandingTimers {
  /** Takes in a fact that was just recorded. */
  readonly learn: (place: string, event: SimulatedEvent, by: Activity, step: number) => void;
  /** How often a timer was seen to fail. */
  readonly failures: (timer: Pick<DueTimer, 'tenant' | 'stream' | 'name'>) => bigint;
  readonly fail: (timer: DueTimer) => void;
}

const nameOf = ({ tenant, stream, name }: Pick<DueTimer, 'tenant' | 'stream' | 'name'>) =>
  `${tenant} ${stream} ${name}`;

export function createStandingTimers(): StandingTimers {
  const standing = new Map<string, Map<string, Standing>>();
  const failed = new Map<string, bigint>();
  return {
    learn: (place, event, by, step) => {
      let timers = standing.get(place);
      if (timers === undefined) standing.set(place, (timers = new Map<string, Standing>()));
      if (event.type === 'Armed') {
        for (const { name, dueAt } of event.rungs) timers.set(name, { name, dueAt, sinceStep: step });
      } else if (event.type === 'Disarmed') {
        for (const name of event.names) timers.delete(name);
      } else if (event.type === 'Expired') {
        const own = timers.get(event.name);
        if (own === undefined) broken('a timer fires once', () => `${place}: ${event.name} fires again`);
        timers.delete(event.name);
        for (const { name, dueAt, sinceStep } of timers.values()) {
          // Only what stood when the sweep began: what came later may be earlier without anybody's fault.
          if (dueAt < own.dueAt && sinceStep < by.sinceStep)
            broken('timers of a stream fire in order', () => `${place}: ${event.name} fires before ${name}`);
        }
      }
    },
    failures: (timer) => failed.get(nameOf(timer)) ?? 0n,
    fail: (timer) => {
      failed.set(nameOf(timer), (failed.get(nameOf(timer)) ?? 0n) + 1n);
    },
  };
}
