import { beforeEach, expect, it } from 'vitest';
import * as z from 'zod';
import {
  allowAll,
  createMemoryStore,
  createNotifyPolicy,
  createPorts,
  defineErrors,
  kernelTables,
  readFacts,
  retryParked,
  runDecider,
  runPolicies,
  type Notice,
  type Policy,
  type Process,
} from '../index.ts';

const counterError = defineErrors({ COUNTER_FULL: { 'zh-CN': '已满。', en: 'It is full.' } });
const counter: Process<{ readonly count: number }, { type: 'count' }, { type: 'Counted' }> = {
  decider: {
    initialState: { count: 0 },
    commands: ['count'],
    refuse: (_type, { count }) => (count >= 3 ? [counterError.reason('COUNTER_FULL')] : []),
    decide: () => [{ type: 'Counted' }],
    evolve: ({ count }) => ({ count: count + 1 }),
  },
  fold: 'counter/1',
  commandSchema: z.strictObject({ type: z.literal('count') }),
  eventSchema: z.object({ type: z.literal('Counted') }),
};

let store = createMemoryStore(() => 0);
let ports = createPorts({ store, access: allowAll });
let keys = 0;

beforeEach(async () => {
  store = createMemoryStore(() => 1_000_000);
  ports = createPorts({ store, access: allowAll });
  await store.migrate(kernelTables);
});

const count = (stream: string, key = `k${(keys += 1)}`) =>
  runDecider(ports, {
    ...counter,
    tenant: 't',
    stream,
    key,
    command: { type: 'count' },
    actor: { id: 'a', roles: [] },
    purpose: 'p',
  });
const mirror = (name = 'mirror'): Policy => ({
  name,
  on: ['Counted'],
  react: ({ stream }) => (stream.startsWith('copy') ? [] : [{ run: (key) => count(`copy-${stream}`, key) }]),
});
const countOf = async (stream: string) => (await readFacts(store, 't', stream)).length;

it('calls for one command per fact, also when the feed is read again', async () => {
  await count('a');
  await count('b');
  const first = await runPolicies(ports, [mirror()]);
  expect(first).toEqual({ done: 2, refused: 0, parked: 0, more: false });
  const [again, nothing] = [await runPolicies(ports, [mirror()]), await runPolicies(ports, [mirror()])];
  expect([again.done, nothing.done]).toEqual([0, 0]);
  expect([await countOf('copy-a'), await countOf('copy-b')]).toEqual([1, 1]);
});

it('has one effect per fact with four runners at once', async () => {
  for (const stream of ['a', 'b', 'c']) await count(stream);
  await Promise.all(Array.from({ length: 4 }, () => runPolicies(ports, [mirror()])));
  await runPolicies(ports, [mirror()]);
  expect(await Promise.all(['a', 'b', 'c'].map((stream) => countOf(`copy-${stream}`)))).toEqual([1, 1, 1]);
});

it('takes a refusal for an answer, keeps it, and goes on', async () => {
  await Promise.all([count('copy-a'), count('copy-a'), count('copy-a')]);
  await count('a');
  await count('b');
  expect(await runPolicies(ports, [mirror()])).toMatchObject({ done: 1, refused: 1, parked: 0 });
  const [rows = []] = await store.read([
    { get: 'rows', table: 'jiceng_policy_outcome', index: 'policy', prefix: ['mirror'], limit: 9 },
  ]);
  expect(rows).toMatchObject([{ outcome: 'refused', code: 'COMMAND_REFUSED', request: 't/policy/mirror/a/1/0' }]);
});

it('parks the stream at a fault, never the feed, and takes it up in order', async () => {
  const told: Notice[] = [];
  let down = true;
  const policy = createNotifyPolicy(
    'tell',
    ['Counted'],
    {
      notify: async (notice) => {
        if (down && notice.to === 'a') throw new Error('no connection');
        told.push(notice);
      },
    },
    ({ stream, version }) => ({ to: stream, template: 'counted', data: { version: Number(version) } }),
  );
  for (const stream of ['a', 'b', 'a']) await count(stream);
  expect(await runPolicies(ports, [policy])).toMatchObject({ done: 1, parked: 1 });
  await count('a');
  expect(await runPolicies(ports, [policy])).toMatchObject({ done: 0, parked: 0 });
  expect(await retryParked(ports, policy)).toMatchObject({ done: 0, parked: 1 });
  down = false;
  expect(await retryParked(ports, policy)).toMatchObject({ done: 3, parked: 0 });
  expect(told.map(({ to, data }) => `${to}${data['version']}`)).toEqual(['b1', 'a1', 'a2', 'a3']);
  expect(told[1]?.id).toBe('policy/tell/a/1/0');
  await count('b');
  expect(await runPolicies(ports, [policy])).toMatchObject({ done: 1 });
});

it('does not lose a fact that comes while a parked stream is taken up', async () => {
  const seen: string[] = [];
  let broken = true;
  const policy: Policy = {
    name: 'watch',
    on: ['Counted'],
    react: ({ stream, version }) => [
      {
        run: async () => {
          if (broken) throw new Error('down');
          seen.push(`${stream}${version}`);
          if (seen.length === 1) {
            await count('a');
            await runPolicies(ports, [policy]);
          }
        },
      },
    ],
  };
  await count('a');
  await runPolicies(ports, [policy]);
  broken = false;
  await retryParked(ports, policy);
  await retryParked(ports, policy);
  expect([...new Set(seen)]).toEqual(['a1', 'a2']);
  const [parked = []] = await store.read([
    { get: 'rows', table: 'jiceng_parked', index: 'key', prefix: ['watch'], limit: 9 },
  ]);
  expect(parked).toEqual([]);
});

it('promotes what waits in the intake before it reads', async () => {
  const intake = { ...store, info: { ...store.info, positions: 'intake' as const } };
  ports = createPorts({ store: intake, access: allowAll });
  await count('a');
  expect(await runPolicies(ports, [mirror()])).toMatchObject({ done: 1 });
});

it('has a place of its own in each feed: what one jurisdiction commits hides nothing of another', async () => {
  const east = { ...ports, feed: 'east' };
  const countIn = (feed: typeof ports, stream: string) =>
    runDecider(feed, {
      ...counter,
      tenant: 't',
      stream,
      key: `k${(keys += 1)}`,
      command: { type: 'count' },
      actor: { id: 'a', roles: [] },
      purpose: 'p',
    });
  for (const stream of ['a', 'b']) await countIn(ports, stream);
  for (const stream of ['c', 'd']) await countIn(east, stream);
  const seen: string[] = [];
  const watch: Policy = { name: 'watch', on: ['Counted'], react: ({ stream }) => (seen.push(stream), []) };
  for (const feed of [ports, east, ports, east]) await runPolicies(feed, [watch]);
  expect(seen).toEqual(['a', 'b', 'c', 'd']);
});
