import { planBatch, type CommitResult, type Operation, type Store } from '@jiceng/kernel';
import { kitTables } from '../contract/kit-tables.ts';
import { committing, fault, type StoreMutant } from './mutant.ts';

type Batch = readonly Operation[];

const tables = new Map(kitTables.map((spec) => [spec.name, spec]));

/** Collects the batches that are given in one turn, and writes them together; one that comes alone goes its own way. */
const together = (write: (store: Store, batches: readonly Batch[]) => Promise<readonly CommitResult[]>) =>
  function grouping(store: Store): Store {
    let waiting: Batch[] = [];
    let writing: Promise<readonly CommitResult[]> | undefined;
    const writeAll = async () => {
      await Promise.resolve();
      const batches = waiting;
      [waiting, writing] = [[], undefined];
      return batches.length === 1 ? Promise.all(batches.map((batch) => store.commit(batch))) : write(store, batches);
    };
    return committing(store, async (batch) => {
      if (!batch.every(({ table }) => tables.has(table))) return store.commit(batch);
      const place = waiting.push(batch) - 1;
      writing ??= writeAll();
      return (await writing)[place] ?? { ok: true };
    });
  };

async function eachAfterAllAreChecked(store: Store, batches: readonly Batch[]): Promise<readonly CommitResult[]> {
  for (const batch of batches) planBatch(tables, batch);
  return Promise.all(batches.map((batch) => store.commit(batch)));
}

/** Writes the batches of a group one by one, and gives all the answer of the one that fails. */
async function allFailWithOne(store: Store, batches: readonly Batch[]): Promise<readonly CommitResult[]> {
  const results = await Promise.all(batches.map((batch) => store.commit(batch)));
  const failed = results.find(({ ok }) => !ok);
  return failed === undefined ? results : results.map(() => ({ ...failed, failed: 0 }));
}

/** Faults of stores that write what waits together with one flush. */
export const groupMutants: readonly StoreMutant[] = [
  fault(
    'refuses all that were given together when one of them is malformed',
    ['bad-neighbour'],
    together(eachAfterAllAreChecked),
  ),
  fault(
    'fails all that were given together when one of them fails',
    ['one-creator', 'one-updater', 'gapless-appends', 'exact-spenders', 'no-write-skew', 'bad-neighbour'],
    together(allFailWithOne),
  ),
];
