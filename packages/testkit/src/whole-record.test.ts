import {
  allowAll,
  createMemoryStore,
  createPorts,
  kernelTables,
  openFeed,
  runDecider,
  type Operation,
  type Store,
} from '@jiceng/kernel';
import { beforeEach, expect, it } from 'vitest';
import * as z from 'zod';
import { createManualClock, expectWholeFolds, expectWholeRecord } from './index.ts';

const Command = z.strictObject({ type: z.literal('note'), text: z.string() });
const Event = z.object({ type: z.literal('Noted'), text: z.string() });
interface State {
  readonly last: string;
}
const dueAt = '2026-03-10T00:00:00.000Z';
const notes = {
  decider: {
    initialState: { last: '' },
    commands: ['note'],
    refuse: () => [],
    decide: ({ text }: z.infer<typeof Command>): readonly z.infer<typeof Event>[] => [{ type: 'Noted', text }],
    evolve: (_state: State, { text }: z.infer<typeof Event>): State => ({ last: text }),
    timers: ({ last }: State) => (last === '' ? [] : [{ name: 'answer', dueAt } as const]),
  },
  fold: 'notes/1',
  commandSchema: Command,
  eventSchema: Event,
} as const;
const [tenant, stream] = ['430102', 'note/1'];

let store: Store = createMemoryStore();
beforeEach(async () => {
  store = createMemoryStore();
  await store.migrate(kernelTables);
  await openFeed(store, 'main');
  const clock = createManualClock('2026-03-02T01:30:00.000Z');
  const ports = createPorts({ store, access: allowAll, clock });
  for (const text of ['one', 'two']) {
    const asked = { actor: { id: 'a', roles: [] }, purpose: 'test' };
    await runDecider(ports, { ...notes, ...asked, tenant, stream, key: text, command: { type: 'note', text } });
  }
});

const commit = async (...batch: readonly Operation[]) => expect((await store.commit(batch)).ok).toBe(true);
const head = { table: 'jiceng_stream', key: [tenant, stream] };

it('finds nothing wrong with what the kernel has written', async () => {
  await expect(expectWholeRecord(store)).resolves.toBeUndefined();
  await expect(expectWholeFolds(store, notes, tenant, [stream, 'note/nobody'])).resolves.toBeUndefined();
});

it.each<[string, readonly Operation[], string]>([
  [
    'a fact that was lost',
    [{ op: 'delete', table: 'jiceng_fact', key: [tenant, stream, 2n] }],
    'TESTKIT_CONTRACT_BROKEN',
  ],
  [
    'a fact that was lost in the middle',
    [{ op: 'delete', table: 'jiceng_fact', key: [tenant, stream, 1n] }],
    'FACT_CHAIN_BROKEN',
  ],
  ['a head that was moved', [{ op: 'update', ...head, ifVersion: 2n, set: {} }], 'TESTKIT_CONTRACT_BROKEN'],
  ['a head that was lost', [{ op: 'delete', ...head }], 'TESTKIT_CONTRACT_BROKEN'],
  [
    'a digest that was changed',
    [{ op: 'update', ...head, ifVersion: 2n, set: { digest: 'x' } }],
    'TESTKIT_CONTRACT_BROKEN',
  ],
  [
    'a key that was lost',
    [{ op: 'delete', table: 'jiceng_request', key: [tenant, 'note', 'one'] }],
    'TESTKIT_CONTRACT_BROKEN',
  ],
  [
    'a position that was lost',
    [{ op: 'delete', table: 'jiceng_feed_entry', key: ['main', 1n] }],
    'TESTKIT_CONTRACT_BROKEN',
  ],
  [
    'a position that was taken for nothing',
    [{ op: 'add', table: 'jiceng_feed', key: ['main'], add: { position: 1n } }],
    'TESTKIT_CONTRACT_BROKEN',
  ],
  ['a feed whose head was lost', [{ op: 'delete', table: 'jiceng_feed', key: ['main'] }], 'TESTKIT_CONTRACT_BROKEN'],
  [
    'a commit that stands in the feed twice',
    [
      { op: 'add', table: 'jiceng_feed', key: ['main'], add: { position: 1n } },
      {
        op: 'insert',
        table: 'jiceng_feed_entry',
        row: { feed: 'main', position: 3n, refs: `[["${tenant}","${stream}","2","2"]]` },
      },
    ],
    'TESTKIT_CONTRACT_BROKEN',
  ],
])('finds %s', async (_what, batch, code) => {
  await commit(...batch);
  await expect(expectWholeRecord(store)).rejects.toMatchObject({ code });
});

it('finds a state that is not the fold, and a timer that nobody waits for or that is not there', async () => {
  const folds = () => expectWholeFolds(store, notes, tenant, [stream]);
  await commit({ op: 'delete', table: 'jiceng_timer', key: [tenant, stream, dueAt, 'answer'] });
  await expect(folds()).rejects.toMatchObject({ code: 'TESTKIT_CONTRACT_BROKEN' });
  const row = { tenant, stream, due_at: dueAt, name: 'answer', try_at: dueAt, attempts: 0n, parked: 0n, version: 1n };
  await commit({ op: 'insert', table: 'jiceng_timer', row });
  await expect(folds()).resolves.toBeUndefined();
  await commit({ op: 'insert', table: 'jiceng_timer', row: { ...row, name: 'other' } });
  await expect(folds()).rejects.toMatchObject({ code: 'TESTKIT_CONTRACT_BROKEN' });
  await commit({ op: 'delete', table: 'jiceng_timer', key: [tenant, stream, dueAt, 'other'] });
  await commit({ op: 'update', ...head, ifVersion: 2n, set: { state: '{"last":"three"}' } });
  await expect(folds()).rejects.toMatchObject({ code: 'TESTKIT_CONTRACT_BROKEN' });
  await commit({ op: 'update', ...head, ifVersion: 3n, set: { state: '{"last":"two"}' } });
  await expect(folds()).resolves.toBeUndefined();
  await commit({ op: 'update', ...head, ifVersion: 4n, set: { state: '{"last":"two","more":null}' } });
  await expect(folds()).rejects.toMatchObject({ code: 'TESTKIT_CONTRACT_BROKEN' });
});
