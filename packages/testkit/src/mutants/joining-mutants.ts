import { kernelError, type Store } from '@jiceng/kernel';
import { createMemoryFactory } from '../contract/memory-factory.ts';
import { itemTable } from '../contract/kit-tables.ts';
import type { StoreMutant } from './mutant.ts';

function joiningFault(
  name: string,
  caughtBy: readonly string[],
  plant: (joined: Store, outside: Store) => Store,
): StoreMutant {
  return { name, caughtBy, factory: createMemoryFactory(undefined, plant) };
}

/** Faults of stores that have joined a transaction of the host. */
export const joiningMutants: readonly StoreMutant[] = [
  joiningFault('reads past the transaction it has joined', ['joined-commits-with-host'], (joined, outside) => ({
    ...joined,
    read: (queries) => (queries.some(({ table }) => table === itemTable.name) ? outside : joined).read(queries),
  })),
  joiningFault('writes past the transaction it has joined', ['joined-rolls-back-with-host'], (joined, outside) => ({
    ...outside,
    info: joined.info,
  })),
  joiningFault(
    'leaves the transaction of the host aborted when it refuses a batch',
    ['joined-refusal-is-an-answer'],
    (joined) => {
      let aborted = false;
      return {
        ...joined,
        commit: async (batch) => {
          if (aborted)
            throw kernelError('STORE_UNAVAILABLE', { engine: 'memory', problem: 'the transaction is aborted' });
          const result = await joined.commit(batch);
          aborted = !result.ok;
          return result;
        },
      };
    },
  ),
  joiningFault(
    'does not say that it has joined, so that facts are published before the host commits',
    ['joined-publishes-nothing'],
    (joined) => ({ ...joined, info: { ...joined.info, joined: false } }),
  ),
  joiningFault(
    'leaves what was written within the transaction of the host in the intake, where others take their positions at once',
    ['joined-publishes-nothing'],
    (joined) => ({ ...joined, info: { ...joined.info, positions: 'intake' } }),
  ),
];
