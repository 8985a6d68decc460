import { describe, expect, it } from 'vitest';
import { createEventBus, runDecider, type BusMessages } from '../index.ts';
import { createBench, repairCall, report } from '../command/repair.fixture.ts';

describe('listeners', () => {
  it('hear what is published on their topic, in the order they subscribed, until they leave', () => {
    const bus = createEventBus();
    const heard: string[] = [];
    const leave = bus.subscribe('recorded', () => heard.push('first'));
    bus.subscribe('recorded', () => heard.push('second'));
    bus.subscribe('denied', () => heard.push('other topic'));
    bus.publish('recorded', []);
    leave();
    leave();
    bus.publish('recorded', []);
    expect(heard).toEqual(['first', 'second', 'second']);
  });

  it('are two when one function subscribes twice, and leave one at a time', () => {
    const bus = createEventBus();
    let heard = 0;
    const listener = () => (heard += 1);
    const leave = bus.subscribe('recorded', listener);
    bus.subscribe('recorded', listener);
    bus.publish('recorded', []);
    leave();
    bus.publish('recorded', []);
    expect(heard).toBe(3);
  });

  it('that throw reach nobody else, and are told as failed', () => {
    const bus = createEventBus();
    const failures: BusMessages['listenerFailed'][] = [];
    bus.subscribe('listenerFailed', (failure) => failures.push(failure));
    const error = new TypeError('out of order');
    bus.subscribe('recorded', () => {
      throw error;
    });
    let heard = 0;
    bus.subscribe('recorded', () => (heard += 1));
    bus.publish('recorded', []);
    expect(heard).toBe(1);
    expect(failures).toEqual([{ topic: 'recorded', error }]);
  });

  it('that reject are told as failed, and leave no rejection behind', async () => {
    const bus = createEventBus();
    const failures: unknown[] = [];
    bus.subscribe('listenerFailed', ({ error }) => failures.push(error));
    const error = new TypeError('later');
    bus.subscribe('denied', () => Promise.reject(error));
    bus.publish('denied', {
      question: {
        tenant: 't',
        actor: { id: 'a', roles: [] },
        action: 'x',
        subject: { stream: 's/1' },
        purpose: 'p',
        at: '2026-03-02T01:30:00.000Z',
      },
      reasons: [],
    });
    await Promise.resolve();
    await Promise.resolve();
    expect(failures).toEqual([error]);
  });

  it('of failures that fail themselves are not told again', async () => {
    const bus = createEventBus();
    let told = 0;
    bus.subscribe('listenerFailed', () => {
      told += 1;
      throw new TypeError('again');
    });
    bus.subscribe('listenerFailed', () => {
      told += 1;
      return Promise.reject(new TypeError('and again'));
    });
    bus.subscribe('recorded', () => {
      throw new TypeError('first');
    });
    bus.publish('recorded', []);
    await Promise.resolve();
    await Promise.resolve();
    expect(told).toBe(2);
  });

  it('may leave, and others may come, while something is being said', () => {
    const bus = createEventBus();
    const heard: string[] = [];
    const leave = bus.subscribe('recorded', () => {
      heard.push('leaving');
      leave();
      bus.subscribe('recorded', () => heard.push('late'));
    });
    bus.subscribe('recorded', () => heard.push('staying'));
    bus.publish('recorded', []);
    expect(heard).toEqual(['leaving', 'staying']);
    bus.publish('recorded', []);
    expect(heard).toEqual(['leaving', 'staying', 'staying', 'late']);
  });
});

it('a command is done however its listeners end', async () => {
  const { ports } = await createBench();
  ports.bus.subscribe('recorded', () => {
    throw new TypeError('out of order');
  });
  ports.bus.subscribe('recorded', () => Promise.reject(new TypeError('later')));
  expect(await runDecider(ports, repairCall(report))).toMatchObject({ replayed: false, version: 1n });
});
