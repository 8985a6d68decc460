import { checkStore, createManualClock, createSeededIds, type ConformanceReport } from '@jiceng/testkit';
import type { StoreInfo, TableSpec } from '@jiceng/kernel';
import { openDesk, type DeskRow } from './desk/incident-desk.ts';
import { createMemoryPlatform } from './memory-platform.ts';
import { createIndexedDbFactory } from './store-factory.ts';
import { openIndexedDbStore } from './store/index.ts';

/** What one run of the example comes to. */
export interface Account {
  readonly info: StoreInfo;
  readonly logged: readonly DeskRow[];
  /** The same rows, read by another handle after the first was closed. */
  readonly again: readonly DeskRow[];
  readonly waiting: number;
  /** Keys as the store orders them. */
  readonly ordered: readonly string[];
  /** Ids that an index declared by a newer tab finds, among them rows written by an older tab afterwards. */
  readonly byNewIndex: readonly string[];
  readonly report: ConformanceReport;
}

const noteTable: TableSpec = {
  name: 'note',
  rank: 1,
  columns: { id: 'text', colour: 'text', version: 'bigint' },
  key: ['id'],
};
const newerTable: TableSpec = { ...noteTable, indexes: { colour: ['colour'] } };

const textsOf = (values: readonly unknown[]): readonly string[] =>
  values.map((value) => (typeof value === 'string' ? value : ''));

/** Two tabs, of which one runs a newer version of the program. */
async function twoTabs(): Promise<Pick<Account, 'ordered' | 'byNewIndex'>> {
  const platform = createMemoryPlatform();
  const open = () => openIndexedDbStore({ name: 'notes', platform });
  const [older, newer] = [await open(), await open()];
  await older.migrate([noteTable]);
  const note = (id: string, colour: string) => ({
    op: 'insert' as const,
    table: 'note',
    row: { id, colour, version: 1n },
  });
  await older.commit(['😀', 'ａ', '𠮷', '一', 'Z', 'a'].map((id) => note(id, 'red')));
  await newer.migrate([newerTable]);
  await older.commit([note('后来', 'blue')]);
  const [byKey = [], byColour = []] = await newer.read([
    { get: 'rows', table: 'note', index: 'key', prefix: [], limit: 10 },
    { get: 'rows', table: 'note', index: 'colour', prefix: ['blue'], limit: 10 },
  ]);
  await Promise.all([older.close(), newer.close()]);
  return { ordered: textsOf(byKey.map(({ id }) => id)), byNewIndex: textsOf(byColour.map(({ id }) => id)) };
}

/** Everything that the example shows, on an IndexedDB in memory, at a time that stands still. */
export async function accountOf(): Promise<Account> {
  const clock = createManualClock('2026-03-02T01:30:00.000Z');
  const platform = createMemoryPlatform();
  const open = () => openIndexedDbStore({ name: 'jiceng-incidents', platform, nowMs: clock.nowMs });
  const store = await open();
  const desk = await openDesk(store, createSeededIds(1, clock));
  const found = [
    ['占用消防通道', '430102001'],
    ['井盖破损', '430102002'],
    ['路灯不亮', '430102001'],
  ] as const;
  for (const [kind, grid] of found) {
    await desk.report(desk.newId(), kind, grid);
    clock.advance({ minutes: 20 });
  }
  const [first] = await desk.rows();
  if (first !== undefined) await desk.verify(first.incidentId);
  const logged = await desk.rows();
  await store.close();
  const next = await open();
  const later = await openDesk(next, createSeededIds(2, clock));
  const [again, waiting] = await Promise.all([later.rows(), later.waiting()]);
  await next.close();
  const report = await checkStore(createIndexedDbFactory({ platform: createMemoryPlatform() }), { seed: 1 });
  return { info: store.info, logged, again, waiting, ...(await twoTabs()), report };
}
