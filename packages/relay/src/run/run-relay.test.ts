import { describe, expect, it } from 'vitest';
import { readFacts, type Store } from '@jiceng/kernel';
import { faultyStore } from '@jiceng/testkit';
import {
  callOf,
  createCountingBench,
  createKeepingRelay,
  lostAnswer,
  refused,
  source,
  tenant,
  unavailable,
  upTo,
  withoutRepeats,
} from '../counting.fixture.ts';
import {
  passOver,
  relayTables,
  retryStopped,
  runRelay,
  stoppedStreams,
  type RelayCall,
  type RelayRun,
} from '../index.ts';

const quiet: RelayRun = { sent: 0, stopped: 0, resumed: 0, overtaken: false, more: false, fault: undefined };

async function cursorOf(store: Store): Promise<bigint> {
  const [[row] = []] = await store.read([{ get: 'row', table: 'jiceng_cursor', key: ['relay/main/out'] }]);
  return typeof row?.['position'] === 'bigint' ? row['position'] : -1n;
}

describe('a relay', () => {
  it('sends every fact once in order and goes on where it stopped', async () => {
    const { ports, store, count } = await createCountingBench();
    const relay = createKeepingRelay();
    await count(['a', 'b', 'a']);
    expect(await runRelay(ports, callOf(relay))).toEqual({ ...quiet, sent: 3 });
    expect(withoutRepeats(relay.arrived)).toEqual({ a: [1, 2], b: [1] });
    expect(await cursorOf(store)).toBe(3n);
    expect(await runRelay(ports, callOf(relay))).toEqual(quiet);
    await count(['a']);
    expect(await runRelay(ports, callOf(relay))).toEqual({ ...quiet, sent: 1 });
    expect(relay.arrived.at(-1)).toBe('a@3');
    expect(relay.arrived).toHaveLength(4);
  });

  it('says that there is more when the page was full', async () => {
    const { ports, count } = await createCountingBench();
    const relay = createKeepingRelay();
    await count(['a', 'b', 'c']);
    expect(await runRelay(ports, callOf(relay, { limit: 2 }))).toMatchObject({ sent: 2, more: true });
    expect(await runRelay(ports, callOf(relay, { limit: 2 }))).toMatchObject({ sent: 1, more: false });
  });

  it('sends no event of a stream before the one before it was acknowledged, and others meanwhile', async () => {
    const { ports, count } = await createCountingBench();
    const [log, open] = [new Array<string>(), new Map<string, () => void>()];
    await count(['a', 'a', 'b']);
    const relay = {
      send: async ({ subject, streamversion }: { subject: string; streamversion: string }) => {
        log.push(`${subject}@${streamversion}`);
        if (subject === 'a') await new Promise<void>((resolve) => open.set(streamversion, resolve));
      },
      close: async () => {},
    };
    const running = runRelay(ports, callOf(relay));
    while (!log.includes('b@1')) await Promise.resolve();
    expect(log.toSorted()).toEqual(['a@1', 'b@1']);
    open.get('1')?.();
    while (!open.has('2')) await Promise.resolve();
    open.get('2')?.();
    expect(await running).toMatchObject({ sent: 3 });
    expect(log).toHaveLength(3);
  });

  it('leaves out what is not meant for the destination, and passes it', async () => {
    const { ports, store, count } = await createCountingBench();
    const relay = createKeepingRelay();
    await count(['a', 'b', 'a']);
    const select: RelayCall['select'] = ({ stream }) => stream === 'b';
    expect(await runRelay(ports, callOf(relay, { select }))).toMatchObject({ sent: 1 });
    expect(relay.arrived).toEqual(['b@1']);
    expect(await cursorOf(store)).toBe(3n);
  });

  it('keeps readers and feeds apart', async () => {
    const { ports, count } = await createCountingBench();
    const [one, two] = [createKeepingRelay(), createKeepingRelay()];
    await count(['a']);
    await runRelay(ports, callOf(one));
    await runRelay(ports, callOf(two, { reader: 'other' }));
    await runRelay({ ...ports, feed: 'east' }, callOf(two));
    expect([one.arrived, two.arrived]).toEqual([['a@1'], ['a@1']]);
  });

  it('numbers what waits in the intake before it reads', async () => {
    const { ports, count } = await createCountingBench('intake');
    const relay = createKeepingRelay();
    await count(['a', 'b', 'a']);
    expect(await runRelay(ports, callOf(relay))).toMatchObject({ sent: 3 });
    expect(withoutRepeats(relay.arrived)).toEqual({ a: [1, 2], b: [1] });
  });

  it('fills in what the call leaves open', async () => {
    const { ports, count } = await createCountingBench();
    const relay = createKeepingRelay();
    await count(['a']);
    expect(await runRelay(ports, { reader: 'out', relay, source })).toMatchObject({ sent: 1 });
  });

  it.each([
    ['reader', { reader: '' }],
    ['source', { source: 'a deployment' }],
    ['limit', { limit: 0 }],
    ['width', { width: 1.5 }],
    ['attempts', { attempts: Number.NaN }],
    ['patience', { patience: -1 }],
  ])('refuses a call whose %s makes no sense', async (option, given) => {
    const { ports } = await createCountingBench();
    const run = runRelay(ports, callOf(createKeepingRelay(), given));
    await expect(run).rejects.toMatchObject({ code: 'RELAY_OPTION_INVALID', details: { option } });
  });
});

describe('a lost answer', () => {
  it('between sending and the cursor doubles events and loses none', async () => {
    for (const when of ['before', 'after'] as const) {
      const { ports, store, count } = await createCountingBench();
      const relay = createKeepingRelay();
      await count(['a', 'b', 'a']);
      // The first commit enters the cursor, the second moves it.
      const faulty = faultyStore(store, { call: 'commit', at: 2, when, afterwards: 'up' });
      const broken = { ...ports, store: faulty.store };
      await expect(runRelay(broken, callOf(relay))).rejects.toMatchObject({ code: /^STORE_/ });
      expect(faulty.fired()).toBe(true);
      await runRelay(ports, callOf(relay));
      expect(relay.arrived).toHaveLength(when === 'before' ? 6 : 3);
      expect(withoutRepeats(relay.arrived)).toEqual({ a: [1, 2], b: [1] });
      expect(await cursorOf(store)).toBe(3n);
    }
  });

  it('of the other side is followed by another attempt', async () => {
    const { ports, count } = await createCountingBench();
    const relay = createKeepingRelay((_event, attempt) => (attempt === 1 ? lostAnswer() : undefined));
    await count(['a', 'a']);
    expect(await runRelay(ports, callOf(relay))).toMatchObject({ sent: 2, fault: undefined });
    expect(relay.arrived).toEqual(['a@1', 'a@1', 'a@2', 'a@2']);
  });
});

describe('two relays of one reader', () => {
  it('share one cursor: one moves it, the other sees that and goes on', async () => {
    const { ports, store, count } = await createCountingBench();
    const relay = createKeepingRelay();
    await count(['a', 'b', 'a', 'b']);
    const runs = await Promise.all([runRelay(ports, callOf(relay)), runRelay(ports, callOf(relay))]);
    expect(runs.filter(({ overtaken }) => overtaken)).toHaveLength(1);
    expect(runs.find(({ overtaken }) => overtaken)).toMatchObject({ more: true, stopped: 0 });
    expect(withoutRepeats(relay.arrived)).toEqual({ a: [1, 2], b: [1, 2] });
    expect(await cursorOf(store)).toBe(4n);
    expect(await runRelay(ports, callOf(relay))).toEqual(quiet);
  });

  it('stop a stream once, though both found that its event cannot be sent', async () => {
    const { ports, count } = await createCountingBench();
    const relay = createKeepingRelay((event) => (event.subject === 'a' ? refused(event) : undefined));
    await count(['a', 'b']);
    const runs = await Promise.all([runRelay(ports, callOf(relay)), runRelay(ports, callOf(relay))]);
    expect(runs.filter(({ stopped }) => stopped === 1)).toHaveLength(1);
    expect(await stoppedStreams(ports, 'out')).toHaveLength(1);
  });
});

describe('an event that can never be sent', () => {
  it('stops its stream, is shown with its reason, and stops no other', async () => {
    const { ports, store, count } = await createCountingBench();
    const relay = createKeepingRelay((event) => (event.id.endsWith('/a/2') ? refused(event) : undefined));
    await count(['a', 'a', 'a', 'b', 'b']);
    expect(await runRelay(ports, callOf(relay))).toMatchObject({ sent: 3, stopped: 1, fault: undefined });
    expect(withoutRepeats(relay.arrived)).toEqual({ a: [1], b: [1, 2] });
    expect(await cursorOf(store)).toBe(5n);
    expect(await stoppedStreams(ports, 'out')).toEqual([
      {
        tenant,
        stream: 'a',
        fromVersion: 2n,
        state: 'parked',
        tryAt: '2026-03-02T01:31:00.000Z',
        attempts: 1n,
        skipped: 0n,
        code: 'RELAY_MESSAGE_REFUSED',
        details: { to: 'test', id: '330106/a/2', problem: 'no' },
        stoppedAt: '2026-03-02T01:30:00.000Z',
      },
    ]);
    await count(['a', 'b']);
    expect(await runRelay(ports, callOf(relay))).toMatchObject({ sent: 1, stopped: 0 });
    expect(await stoppedStreams(ports, 'out')).toMatchObject([{ skipped: 1n }]);
    expect(withoutRepeats(relay.arrived)).toEqual({ a: [1], b: [1, 2, 3] });
  });

  it('is not tried again by itself, and goes out in order once a person says so', async () => {
    const { ports, clock, count } = await createCountingBench();
    let mended = false;
    const relay = createKeepingRelay((event) => (!mended && event.subject === 'a' ? refused(event) : undefined));
    await count(['a', 'b', 'a']);
    await runRelay(ports, callOf(relay));
    clock.advance({ days: 40 });
    expect(await runRelay(ports, callOf(relay))).toEqual(quiet);
    expect(await retryStopped(ports, callOf(relay))).toEqual({ sent: 0, resumed: 0, stopped: 1 });
    expect(await stoppedStreams(ports, 'out')).toMatchObject([{ attempts: 2n, state: 'parked' }]);
    mended = true;
    expect(await retryStopped(ports, callOf(relay))).toEqual({ sent: 2, resumed: 1, stopped: 0 });
    expect(relay.arrived).toEqual(['b@1', 'a@1', 'a@2']);
    expect(await stoppedStreams(ports, 'out')).toEqual([]);
    await count(['a']);
    await runRelay(ports, callOf(relay));
    expect(relay.arrived.at(-1)).toBe('a@3');
  });

  it('can be passed over by a person, which is kept with name and reason', async () => {
    const { ports, store, count } = await createCountingBench();
    const relay = createKeepingRelay((event) => (event.id.endsWith('/a/1') ? refused(event) : undefined));
    await count(['a', 'a', 'b']);
    await runRelay(ports, callOf(relay));
    const omission = { reader: 'out', tenant, stream: 'a', decidedBy: 'u-head', reason: '对方已另行取得' };
    const wrong = passOver(ports, { ...omission, version: 2n });
    await expect(wrong).rejects.toMatchObject({ code: 'RELAY_STREAM_NOT_STOPPED' });
    await expect(passOver(ports, { ...omission, stream: 'b', version: 1n })).rejects.toMatchObject({
      code: 'RELAY_STREAM_NOT_STOPPED',
    });
    await passOver(ports, { ...omission, version: 1n });
    expect(await runRelay(ports, callOf(relay))).toMatchObject({ sent: 1, resumed: 1 });
    expect(relay.arrived).toEqual(['b@1', 'a@2']);
    const omissions = relayTables.map(({ name }) => ({
      get: 'rows' as const,
      table: name,
      index: 'key',
      prefix: [],
      limit: 9,
    }));
    expect(await store.read(omissions)).toMatchObject([
      [],
      [
        {
          stream: 'a',
          fact_version: 1n,
          code: 'RELAY_MESSAGE_REFUSED',
          decided_by: 'u-head',
          reason: '对方已另行取得',
        },
      ],
    ]);
  });

  it('that was passed over stays passed over, also when the reader meets it again', async () => {
    const { ports, count } = await createCountingBench();
    let down = true;
    const relay = createKeepingRelay((event) => {
      if (event.subject === 'a') return refused(event);
      return down ? unavailable() : undefined;
    });
    // Three that fail are an outage: the cursor waits before the first of them, and so before what was refused.
    await count(['b', 'c', 'd', 'a']);
    expect(await runRelay(ports, callOf(relay))).toMatchObject({ stopped: 1, fault: { stream: 'b' } });
    const omission = { reader: 'out', tenant, stream: 'a', version: 1n, decidedBy: 'u-head', reason: 'x' };
    await passOver(ports, omission);
    expect(await retryStopped(ports, callOf(relay))).toMatchObject({ resumed: 1 });
    down = false;
    expect(await runRelay(ports, callOf(relay))).toMatchObject({ sent: 3, stopped: 0, fault: undefined });
    expect(await stoppedStreams(ports, 'out')).toEqual([]);
  });

  it('is also one whose fact is missing from the record or cannot be read', async () => {
    const { ports, store, count } = await createCountingBench();
    await count(['a', 'b', 'c']);
    const [fact] = await readFacts(store, tenant, 'b');
    expect(fact).toBeDefined();
    const remove = { op: 'delete', table: 'jiceng_fact', key: [tenant, 'a', 1n] } as const;
    expect((await store.commit([remove])).ok).toBe(true);
    const torn: Store = {
      ...store,
      read: async (queries) =>
        (await store.read(queries)).map((rows) =>
          rows.map((row) => (row['stream'] === 'b' && 'body' in row ? { ...row, body: '{"type":' } : row)),
        ),
    };
    const relay = createKeepingRelay();
    expect(await runRelay({ ...ports, store: torn }, callOf(relay))).toMatchObject({ sent: 1, stopped: 2 });
    expect((await stoppedStreams(ports, 'out')).map(({ stream, code }) => [stream, code])).toEqual([
      ['a', 'RELAY_FACT_MISSING'],
      ['b', 'RELAY_FACT_UNREADABLE'],
    ]);
  });
});

describe('a fault that may pass', () => {
  it('is tried again after pauses, in the same pass', async () => {
    const { ports, count } = await createCountingBench();
    const relay = createKeepingRelay((_event, attempt) => (attempt < 3 ? unavailable() : undefined));
    const pauses: number[] = [];
    await count(['a']);
    const pause = async (attempt: number) => void pauses.push(attempt);
    expect(await runRelay(ports, callOf(relay, { pause }))).toMatchObject({ sent: 1 });
    expect(pauses).toEqual([1, 2]);
  });

  it('of one stream puts it aside while the others go on, and takes it up later', async () => {
    const { ports, store, clock, count } = await createCountingBench();
    let down = true;
    const relay = createKeepingRelay(({ subject }) => (down && subject === 'a' ? unavailable() : undefined));
    await count(['a', 'b', 'a', 'c']);
    expect(await runRelay(ports, callOf(relay))).toMatchObject({ sent: 3, stopped: 1, fault: undefined });
    // The other side was asked whether it is up, with what it took last.
    expect(relay.arrived).toEqual(['b@1', 'c@1', 'c@1']);
    expect(await cursorOf(store)).toBe(4n);
    expect(await stoppedStreams(ports, 'out')).toMatchObject([{ stream: 'a', state: 'waits', fromVersion: 1n }]);
    down = false;
    expect(await runRelay(ports, callOf(relay))).toMatchObject({ sent: 0, resumed: 0 });
    clock.advance({ minutes: 1 });
    expect(await runRelay(ports, callOf(relay))).toMatchObject({ sent: 2, resumed: 1 });
    expect(relay.arrived.slice(3)).toEqual(['a@1', 'a@2']);
  });

  it('of one stream waits longer each time and is parked when patience ends', async () => {
    const { ports, clock, count } = await createCountingBench();
    const relay = createKeepingRelay(({ subject }) => (subject === 'a' ? unavailable() : undefined));
    const states: string[] = [];
    await count(['a', 'b']);
    for (let pass = 0; pass < 4; pass++) {
      await runRelay(ports, callOf(relay, { patience: 3, width: 1 }));
      const [stopped] = await stoppedStreams(ports, 'out');
      states.push(`${stopped?.state} ${stopped?.attempts} ${stopped?.tryAt}`);
      clock.advance({ minutes: 10 });
      await count(['b']);
    }
    expect(states).toEqual([
      'waits 1 2026-03-02T01:31:00.000Z',
      'waits 2 2026-03-02T01:42:00.000Z',
      'parked 3 2026-03-02T01:54:00.000Z',
      'parked 3 2026-03-02T01:54:00.000Z',
    ]);
  });

  it('of many streams is theirs too, as long as the other side takes others', async () => {
    const { ports, store, count } = await createCountingBench();
    const relay = createKeepingRelay(({ subject }) => (subject.startsWith('bad') ? unavailable() : undefined));
    await count(['bad1', 'bad2', 'bad3', 'bad4', 'good', 'last']);
    for (let more = true; more;) ({ more } = await runRelay(ports, callOf(relay, { width: 1 })));
    await runRelay(ports, callOf(relay, { width: 1 }));
    await runRelay(ports, callOf(relay, { width: 1 }));
    expect(withoutRepeats(relay.arrived)).toEqual({ good: [1], last: [1] });
    expect(await stoppedStreams(ports, 'out')).toHaveLength(4);
    expect(await cursorOf(store)).toBe(6n);
  });

  it('of all streams is an outage: nothing is put aside, and the cursor waits at what was acknowledged', async () => {
    const { ports, store, count } = await createCountingBench();
    let down = false;
    const relay = createKeepingRelay(() => (down ? unavailable() : undefined));
    await count(['a', 'b']);
    await runRelay(ports, callOf(relay));
    down = true;
    await count(['a', 'b', 'c', 'd', 'e']);
    const run = await runRelay(ports, callOf(relay, { width: 1 }));
    expect(run).toMatchObject({ sent: 0, stopped: 0, more: false, fault: { stream: 'a', version: 2n } });
    expect(run.fault?.reason.code).toBe('RELAY_UNAVAILABLE');
    expect([await cursorOf(store), await stoppedStreams(ports, 'out')]).toEqual([2n, []]);
    down = false;
    await runRelay(ports, callOf(relay));
    expect(withoutRepeats(relay.arrived)).toEqual({ a: [1, 2], b: [1, 2], c: [1], d: [1], e: [1] });
  });

  it('is an outage also when what was on its way is still answered', async () => {
    const { ports, count } = await createCountingBench();
    await count(['a', 'b']);
    let down = false;
    let answer = () => {};
    const relay = {
      send: async ({ subject }: { readonly subject: string }) => {
        if (down) throw unavailable();
        // The stream behind has begun by now.
        if (subject === 'a') {
          for (let turn = 0; turn < 20; turn++) await Promise.resolve();
          down = true;
          throw unavailable();
        }
        await new Promise<void>((resolve) => {
          answer = resolve;
        });
      },
      close: async () => {},
    };
    const running = runRelay(ports, callOf(relay));
    for (let turn = 0; turn < 100; turn++) await Promise.resolve();
    answer();
    expect(await running).toMatchObject({ sent: 1, stopped: 0, fault: { stream: 'a' } });
    expect(await stoppedStreams(ports, 'out')).toEqual([]);
  });

  it('in the middle of a pass keeps what was acknowledged before it', async () => {
    const { ports, store, count } = await createCountingBench();
    let sends = 0;
    const relay = createKeepingRelay(() => ((sends += 1) > 2 ? unavailable() : undefined));
    await count(['a', 'b', 'c', 'd', 'e', 'f']);
    const run = await runRelay(ports, callOf(relay, { width: 1 }));
    expect(run).toMatchObject({ sent: 2, stopped: 0, fault: { stream: 'c' } });
    expect(await cursorOf(store)).toBe(2n);
    sends = -100;
    await runRelay(ports, callOf(relay));
    expect(relay.arrived).toEqual(upTo(6).map((at) => `${'abcdef'[at - 1]}@1`));
  });

  it('that names a time to come back ends the pass at once', async () => {
    const { ports, count } = await createCountingBench();
    const relay = createKeepingRelay(({ subject }) => (subject === 'b' ? unavailable(90_000) : undefined));
    await count(['a', 'b', 'c', 'd']);
    const run = await runRelay(ports, callOf(relay, { width: 1 }));
    expect(run).toMatchObject({ sent: 1, stopped: 0, fault: { stream: 'b', retryAfterMs: 90_000 } });
    expect(relay.arrived).toEqual(['a@1']);
  });

  it('of a relay that throws anything at all is named, and its words are not kept', async () => {
    const { ports, count } = await createCountingBench();
    const relay = createKeepingRelay(() => new TypeError('token=secret'));
    await count(['a']);
    const run = await runRelay(ports, callOf(relay));
    expect(run.fault?.reason).toMatchObject({ code: 'RELAY_UNAVAILABLE', details: { problem: 'TypeError' } });
    expect(JSON.stringify(run.fault?.reason)).not.toContain('secret');
  });
});

describe('a stream that is taken up', () => {
  it('begins to count anew where it came further before it stopped again', async () => {
    const { ports, count } = await createCountingBench();
    let broken = '1';
    const relay = createKeepingRelay((event) =>
      event.subject === 'a' && event.streamversion === broken ? refused(event) : undefined,
    );
    await count(['a', 'a', 'a', 'b']);
    await runRelay(ports, callOf(relay));
    await retryStopped(ports, callOf(relay));
    expect(await stoppedStreams(ports, 'out')).toMatchObject([{ fromVersion: 1n, attempts: 2n }]);
    broken = '3';
    await retryStopped(ports, callOf(relay));
    expect(await stoppedStreams(ports, 'out')).toMatchObject([{ fromVersion: 3n, attempts: 1n, state: 'parked' }]);
  });

  it('keeps the facts that the reader goes past meanwhile', async () => {
    const { ports, count } = await createCountingBench();
    let down = true;
    let during = async () => {};
    const keeping = createKeepingRelay(({ subject }) => (down && subject === 'a' ? unavailable() : undefined));
    const relay = {
      ...keeping,
      send: async (...[event]: Parameters<typeof keeping.send>) => {
        await keeping.send(event);
        const act = during;
        during = async () => {};
        await act();
      },
    };
    await count(['a', 'b']);
    await runRelay(ports, callOf(relay));
    down = false;
    // While a@1 is on its way another fact comes, and another process of the reader goes past it.
    during = async () => {
      await count(['a']);
      await runRelay(ports, callOf(keeping, { attempts: 1 }));
    };
    expect(await retryStopped(ports, callOf(relay))).toMatchObject({ resumed: 1 });
    expect(withoutRepeats(relay.arrived)['a']).toEqual([1, 2]);
    expect(await stoppedStreams(ports, 'out')).toEqual([]);
  });
});

it('the source of an event is that of the call, and who did it stays at home', async () => {
  const { ports, count } = await createCountingBench();
  const relay = createKeepingRelay();
  await count(['repair/7'], '备注');
  await runRelay(ports, callOf(relay));
  const [event] = relay.events;
  expect(event).toMatchObject({ id: '330106/repair/7/1', source, partitionkey: '330106/repair/7' });
  const text = JSON.stringify(event);
  expect([text.includes('u-clerk'), text.includes('upkeep'), text.includes('备注')]).toEqual([false, false, true]);
});
