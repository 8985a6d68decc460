import type { Row, Store } from '@jiceng/kernel';
import { expectEqual } from '../contract/expectation.ts';
import { entriesOf, entryTable, itemTable, readOne, readRows } from '../contract/kit-tables.ts';
import { allRows } from '../store-content.ts';
import { counterOf, logOf, partOf, partsPerBatch, sharedId } from './crash-task.ts';

/** What a place holds of one writer's batches. */
export interface CrashContent {
  /** Numbers of the batches of which anything is there, in order. */
  readonly there: readonly number[];
  /** How many are there whole. */
  readonly whole: number;
  /** Those of which something is missing, with what. */
  readonly torn: readonly string[];
}

const textIn = (row: Row, column: string): string => {
  const value = row[column];
  return typeof value === 'string' ? value : '';
};

/** Looks for everything that a writer's batches leave behind. */
export async function crashContent(store: Store, name: string): Promise<CrashContent> {
  const parts = new Set((await allRows(store, itemTable)).map((row) => textIn(row, 'id')));
  const entries = (await allRows(store, entryTable)).filter((row) => row['stream'] === logOf(name));
  const entered = new Map<string, number>();
  for (const row of entries) entered.set(textIn(row, 'note'), (entered.get(textIn(row, 'note')) ?? 0) + 1);
  const numbers = new Set(entered.keys());
  for (const id of parts) {
    const [owner, at, part] = id.split('/');
    if (owner === name && at !== undefined && part !== undefined) numbers.add(at);
  }
  const there = [...numbers].map(Number).toSorted((a, b) => a - b);
  const torn = there.flatMap((at) => {
    const missing = Array.from({ length: partsPerBatch }, (_, part) => partOf(name, at, part)).filter(
      (id) => !parts.has(id),
    );
    const found = entered.get(String(at)) ?? 0;
    return missing.length === 0 && found === 1 ? [] : [`${at}: without ${missing.join(' ')}, ${found} entries`];
  });
  return { there, whole: there.length - torn.length, torn };
}

/** What was answered must be there. */
export async function expectAnsweredThere(store: Store, name: string, answered: readonly number[]): Promise<void> {
  const { there } = await crashContent(store, name);
  const known = new Set(there);
  expectEqual(
    'answered batches that are gone',
    answered.filter((at) => !known.has(at)),
    [],
  );
}

export async function expectNothingTorn(store: Store, name: string): Promise<void> {
  expectEqual('batches that are there in part', (await crashContent(store, name)).torn, []);
}

/** Each whole batch counts once: the counters stand where so many lead, and the entries are numbered through. */
export async function expectCountedOnce(store: Store, names: readonly string[]): Promise<void> {
  let sum = 0;
  for (const name of names) {
    const { whole } = await crashContent(store, name);
    sum += whole;
    expectEqual(`the counter of ${name}`, (await readOne(store, counterOf(name)))?.['amount'], BigInt(whole));
    const numbers = (await readRows(store, entriesOf(logOf(name), { limit: 100_000 }))).map(({ number }) => number);
    expectEqual(
      `the numbers of the entries of ${name}`,
      numbers,
      Array.from({ length: whole }, (_, at) => BigInt(at + 1)),
    );
  }
  expectEqual('what all have taken from one row', (await readOne(store, sharedId))?.['amount'], -BigInt(sum));
}
