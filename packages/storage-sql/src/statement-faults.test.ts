import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openWatchedStore, sqliteError, type Interception } from '../bench/watched-store.ts';

// Two cases, two accounts, a timer, a shared commit, a group and a promoted feed; with a fault at every statement of it.

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
const tables = [...kernelTables, accountTable, legTable];
const tenant = '430102';
const streams = ['case/1', 'case/2', 'case/3'] as const;

const CaseCommand = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('note'), text: z.string() }),
  z.strictObject({ type: z.literal('await'), dueAt: z.string() }),
]);
const CaseEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Noted'), text: z.string() }),
  z.object({ type: z.literal('AnswerAwaited'), dueAt: z.string() }),
]);
type CaseCommand = z.infer<typeof CaseCommand>;
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
const caseProcess: Process<CaseState, CaseCommand, CaseEvent> = {
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
const dueAt = '2026-03-02T02:00:00.000Z';

/** What the fault must not change: run again with the same keys, it ends the same. */
async function scenario(store: Store, sweptAt: Instant): Promise<void> {
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
}

/** Everything that must agree in a store at every moment. */
async function expectWhole(store: Store): Promise<void> {
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
async function contentOf(store: Store): Promise<string> {
  const unordered = tables.filter(({ name }) => name !== 'jiceng_feed_entry');
  const entries = await allRows(store, tables.find(({ name }) => name === 'jiceng_feed_entry') ?? legTable);
  const refs = entries.map((row) => `${textOf(row, 'feed')} ${textOf(row, 'refs')}`).toSorted();
  return [await storeContent(store, unordered), ...refs].join('\n');
}

const failed = () => sqliteError(10);

type Moment = 'before' | 'after';
type Kind = 'one fault' | 'the end of the process';

/** Fails at the statement of this number; `end` says whether anything works afterwards. */
function faultAt(number: number, moment: Moment, kind: Kind) {
  const said = { statements: 0, fired: false, group: false, armed: false };
  const dead = () => said.fired && kind === 'the end of the process';
  const interception: Interception = {
    before: ({ statement }) => {
      if (!said.armed) return;
      if (dead()) throw failed();
      said.statements += 1;
      if (statement.sql === 'savepoint batch') said.group = true;
      if (statement.sql === 'commit') said.group = false;
      if (moment === 'before' && said.statements === number) {
        said.fired = true;
        throw failed();
      }
    },
    after: () => {
      if (!said.armed || dead() || moment === 'before' || said.statements !== number || said.fired) return;
      said.fired = true;
      throw failed();
    },
  };
  return { said, interception };
}

describe('a fault at every statement', () => {
  let folder = '';
  let undisturbed = '';
  let boundaries = 0;
  let groupBoundaries = 0;
  const template = () => join(folder, 'template.db');

  const openStore = async (file: string, interception: Interception = {}, transactions = true): Promise<Store> => {
    const { store } = openWatchedStore({ file, interception, transactions });
    await store.migrate(tables);
    return store;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'jiceng-faults-'));
    const store = await openStore(template());
    await openFeed(store, 'main');
    const account = (id: string): Operation => ({
      op: 'insert',
      table: 'account',
      row: { id, balance: 0n, version: 1n },
    });
    await store.commit([account('pool'), account('resident')]);
    await store.close();

    copyFileSync(template(), join(folder, 'undisturbed.db'));
    const { said, interception } = faultAt(Number.POSITIVE_INFINITY, 'before', 'one fault');
    const counted: Interception = {
      ...interception,
      before: (step) => {
        interception.before?.(step);
        if (said.armed && said.group) groupBoundaries += 1;
      },
    };
    const first = await openStore(join(folder, 'undisturbed.db'), counted);
    said.armed = true;
    await scenario(first, dueAt);
    said.armed = false;
    boundaries = said.statements;
    await expectWhole(first);
    undisturbed = await contentOf(first);
    await scenario(first, dueAt);
    expect(await contentOf(first)).toBe(undisturbed);
    await first.close();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ['one fault', 'before'],
    ['one fault', 'after'],
    // After a statement is before the next one, when nothing works any more.
    ['the end of the process', 'before'],
  ] as const)(
    '%s %s it leaves everything whole, and ends the same when it is asked for again',
    async (kind, moment) => {
      for (let number = 1; number <= boundaries; number++) {
        const file = join(folder, `fault-${number}.db`);
        copyFileSync(template(), file);
        const { said, interception } = faultAt(number, moment, kind);
        const faulty = await openStore(file, interception);
        said.armed = true;
        // What the caller was told does not count here, only what stands in the file.
        await Promise.allSettled([scenario(faulty, dueAt)]);
        expect(said.fired).toBe(true);
        await faulty.close();

        const store = await openStore(file);
        await expectWhole(store);
        // A timer that failed waits a while before it is tried again.
        await scenario(store, '2026-03-02T09:00:00.000Z');
        await expectWhole(store);
        expect(await contentOf(store)).toBe(undisturbed);
        await store.close();
        for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
      }
    },
    120_000,
  );

  it('is found where there are no transactions to keep things whole', async () => {
    let torn = 0;
    for (let number = 1; number <= boundaries; number += 3) {
      const file = join(folder, `torn-${number}.db`);
      copyFileSync(template(), file);
      const { said, interception } = faultAt(number, 'before', 'the end of the process');
      const faulty = await openStore(file, interception, false);
      said.armed = true;
      await Promise.allSettled([scenario(faulty, dueAt)]);
      await faulty.close();
      const store = await openStore(file);
      const [answer] = await Promise.allSettled([expectWhole(store)]);
      if (answer?.status === 'rejected') torn += 1;
      await store.close();
    }
    expect(torn).toBeGreaterThan(10);
  });

  it('covers statements of batches alone, of a group, of reads, and every COMMIT', () => {
    process.stdout.write(
      `statement boundaries with a fault: ${boundaries}, of them ${groupBoundaries} inside a commit group\n`,
    );
    expect(boundaries).toBeGreaterThan(100);
    expect(groupBoundaries).toBeGreaterThan(15);
  });
});
