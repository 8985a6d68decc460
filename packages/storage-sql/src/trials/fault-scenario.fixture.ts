import {
  allowAll,
  bigintOf,
  createPorts,
  draft,
  kernelTables,
  openFeed,
  parseInstant,
  promote,
  runDecider,
  runDueTimers,
  runTogether,
  textOf,
  timerKey,
  type Decider,
  type DueTimer,
  type Instant,
  type Operation,
  type Ports,
  type Process,
  type Store,
  type TableSpec,
} from '@jiceng/kernel';
import { allRows, createManualClock, expectWholeFolds, expectWholeRecord, storeContent } from '@jiceng/testkit';
import { expect } from 'vitest';
import * as z from 'zod';

// Two cases, two accounts, a timer, a shared commit, a group and a promoted feed: what is done while an engine is made to fail.

const accountTable: TableSpec = {
  name: 'account',
  rank: 1,
  columns: { id: 'text', balance: 'bigint', version: 'bigint' },
  key: ['id'],
};
const legTable: TableSpec = {
  name: 'leg',
  rank: 2,
  columns: { account: 'text', transfer: 'text', amount: 'bigint', balance_after: 'bigint' },
  key: ['account', 'transfer'],
};
export const faultTables: readonly TableSpec[] = [...kernelTables, accountTable, legTable];
export const tenant = '430102';
const streams = ['case/1', 'case/2', 'case/3'] as const;

const CaseCommand = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('note'), text: z.string() }),
  z.strictObject({ type: z.literal('await'), dueAt: z.string() }),
]);
const CaseEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Noted'), text: z.string() }),
  z.object({ type: z.literal('AnswerAwaited'), dueAt: z.string() }),
]);
export type CaseCommand = z.infer<typeof CaseCommand>;
type CaseEvent = z.infer<typeof CaseEvent>;
interface CaseState {
  readonly notes: readonly string[];
  readonly dueAt: Instant | undefined;
}

const caseDecider: Decider<CaseState, CaseCommand, CaseEvent> = {
  initialState: { notes: [], dueAt: undefined },
  commands: ['note', 'await'],
  refuse: () => [],
  decide: (command) => [
    command.type === 'note' ? { type: 'Noted', text: command.text } : { type: 'AnswerAwaited', dueAt: command.dueAt },
  ],
  evolve: (state, event) =>
    event.type === 'Noted'
      ? { notes: [...state.notes, event.text], dueAt: undefined }
      : { ...state, dueAt: parseInstant(event.dueAt) },
  timers: ({ dueAt }) => (dueAt === undefined ? [] : [{ name: 'answer', dueAt }]),
};
export const caseProcess: Process<CaseState, CaseCommand, CaseEvent> = {
  decider: caseDecider,
  fold: 'case/1',
  commandSchema: CaseCommand,
  eventSchema: CaseEvent,
};

function transfer(id: string, from: string, to: string, amount: bigint): readonly Operation[] {
  const leg = (account: string, change: bigint): readonly Operation[] => [
    {
      op: 'add',
      table: 'account',
      key: [account],
      add: { balance: change },
      ...(change < 0n ? { min: { balance: -100n } } : {}),
    },
    {
      op: 'insert',
      table: 'leg',
      row: { account, transfer: id, amount: change },
      copy: { balance_after: { table: 'account', key: [account], column: 'balance' } },
    },
  ];
  return [...leg(from, -amount), ...leg(to, amount)];
}

const startAt = '2026-03-02T01:30:00.000Z';
export const dueAt = '2026-03-02T02:00:00.000Z';

/** What the fault must not change: run again with the same keys, it ends the same. */
export async function scenario(store: Store, sweptAt: Instant): Promise<void> {
  const clock = createManualClock(startAt);
  const own = { access: allowAll, clock, pause: () => Promise.resolve() };
  const ports = createPorts({ store, ...own });
  const intake = createPorts({
    store: { ...store, info: { ...store.info, positions: 'intake' } },
    ...own,
    feed: 'late',
  });
  const call = (stream: string, key: string, command: CaseCommand, documents: readonly Operation[] = []) => ({
    ...caseProcess,
    tenant,
    stream,
    key,
    command,
    actor: { id: 'officer', roles: [] },
    purpose: 'handling',
    documents: () => documents,
  });
  const run = (at: Ports, ...parts: Parameters<typeof call>) => runDecider(at, call(...parts));

  await run(ports, 'case/1', 'first', { type: 'note', text: '受理' }, transfer('t1', 'pool', 'resident', 30n));
  await run(ports, 'case/1', 'await', { type: 'await', dueAt });
  const together = { tenant, scope: 'case', key: 'together', body: 'both' };
  await runTogether(ports, together, async () => [
    await draft(ports, call('case/1', 'unused', { type: 'await', dueAt: startAt })),
    await draft(
      ports,
      call('case/2', 'unused', { type: 'note', text: '并案' }, transfer('t2', 'pool', 'resident', 5n)),
    ),
  ]);
  // A group: two that go through beside one whose document is refused.
  const refused: Operation = { op: 'check', table: 'account', key: ['nobody'], ifVersion: 1n };
  const answers = await Promise.allSettled([
    run(ports, 'case/2', 'group 2', { type: 'note', text: '踏勘' }),
    run(ports, 'case/3', 'group 3', { type: 'note', text: '另案' }),
    run(ports, 'case/3', 'group x', { type: 'note', text: '不应写入' }, [refused]),
  ]);
  for (const [at, answer] of answers.slice(0, 2).entries()) {
    if (answer.status === 'rejected') throw new Error(`group ${at}`, { cause: answer.reason });
  }
  await run(intake, 'case/2', 'late 2', { type: 'note', text: '补充' });
  await run(intake, 'case/3', 'late 3', { type: 'note', text: '补充' });
  while ((await promote(store, 'late', 5)) > 0);
  const fire = (timer: DueTimer) => run(ports, timer.stream, timerKey(timer), { type: 'note', text: '到期' });
  const sweep = await runDueTimers(store, sweptAt, fire);
  if (sweep.failed > 0) throw new Error('a timer failed');
  if (store.info.positions === 'intake') while ((await promote(store, 'main', 5)) > 0);
}

/** Everything that must agree in a store at every moment. */
export async function expectWhole(store: Store): Promise<void> {
  await expectWholeRecord(store);
  await expectWholeFolds(store, caseProcess, tenant, streams);
  const [accounts, legs] = [await allRows(store, accountTable), await allRows(store, legTable)];
  expect(accounts.reduce((sum, row) => sum + bigintOf(row, 'balance'), 0n)).toBe(0n);
  for (const row of accounts) {
    const own = legs.filter(({ account }) => account === row['id']);
    expect(own.reduce((sum, leg) => sum + bigintOf(leg, 'amount'), 0n)).toBe(bigintOf(row, 'balance'));
  }
}

/** The content, but for the order in which commits that waited together came to their positions. */
export async function contentOf(store: Store): Promise<string> {
  const unordered = faultTables.filter(({ name }) => name !== 'jiceng_feed_entry');
  const entries = await allRows(store, faultTables.find(({ name }) => name === 'jiceng_feed_entry') ?? legTable);
  const refs = entries.map((row) => `${textOf(row, 'feed')} ${textOf(row, 'refs')}`).toSorted();
  return [await storeContent(store, unordered), ...refs].join('\n');
}

/** What stands there before the first fault. */
export async function prepareScenario(store: Store): Promise<void> {
  await store.migrate(faultTables);
  await openFeed(store, 'main');
  const account = (id: string): Operation => ({
    op: 'insert',
    table: 'account',
    row: { id, balance: 0n, version: 1n },
  });
  await store.commit([account('pool'), account('resident')]);
}
