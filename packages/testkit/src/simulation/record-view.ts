import {
  bigintOf,
  eventOf,
  kernelTables,
  readFacts,
  textOf,
  type FeedRef,
  type RecordedFact,
  type Row,
  type Store,
} from '@jiceng/kernel';
import type { SimulatedEvent } from './schemas.ts';
import { simulatedProcess } from './simulated-case.ts';
import { ledgerTables } from './simulated-ledger.ts';

/** More rows than any history makes. */
const rowsMax = 100_000;
const tables = [...kernelTables, ...ledgerTables].map(({ name }) => name);

/** One stream as it is stored: its head, its facts, and what they say. */
export interface StoredStream {
  /** Tenant and stream. */
  readonly place: string;
  readonly head: Row;
  readonly facts: readonly RecordedFact[];
  readonly events: readonly SimulatedEvent[];
}

/** Facts that stand at one place of the feed, or wait for theirs. */
export interface StoredEntry {
  /** Absent while it waits. */
  readonly position: bigint | undefined;
  readonly refs: readonly FeedRef[];
}

/** All that a store holds at one moment. */
export interface RecordView {
  readonly rows: (table: string) => readonly Row[];
  readonly streams: readonly StoredStream[];
  /** By position; then what waits. */
  readonly entries: readonly StoredEntry[];
}

export const placeOf = (tenant: string, stream: string): string => `${tenant} ${stream}`;

const entryOf = (row: Row): StoredEntry => ({
  position: row['position'] === undefined ? undefined : bigintOf(row, 'position'),
  // Written by the kernel.
  refs: JSON.parse(textOf(row, 'refs')) as readonly FeedRef[],
});

/** Reads everything, past all hosts: nobody is kept waiting by it, and nobody can come between. */
export async function viewRecord(store: Store): Promise<RecordView> {
  const answers = await store.read(
    tables.map((table) => ({ get: 'rows' as const, table, index: 'key', prefix: [], limit: rowsMax })),
  );
  const byTable = new Map(tables.map((table, at) => [table, answers[at] ?? []]));
  const rows = (table: string): readonly Row[] => byTable.get(table) ?? [];
  const process = simulatedProcess(1);
  const streams: StoredStream[] = [];
  for (const head of rows('jiceng_stream')) {
    const [tenant, stream] = [textOf(head, 'tenant'), textOf(head, 'stream')];
    const facts = await readFacts(store, tenant, stream);
    streams.push({
      place: placeOf(tenant, stream),
      head,
      facts,
      events: facts.map((fact) => eventOf(process, fact)),
    });
  }
  const entries = [...rows('jiceng_feed_entry'), ...rows('jiceng_feed_intake')].map(entryOf);
  return { rows, streams, entries };
}
