import type { CommitResult, Operation, Query, Store } from '@jiceng/kernel';

/** In this order an adapter is built: every step needs those before it. */
export const buildingSteps = ['migrate', 'row', 'insert', 'batch', 'change', 'add', 'rows', 'copy'] as const;
export type BuildingStep = (typeof buildingSteps)[number];

function notBuilt(step: BuildingStep): never {
  throw new Error(`not built yet: ${step}`);
}

/** The step that an operation waits for. */
function stepOf(operation: Operation): BuildingStep {
  switch (operation.op) {
    case 'insert':
      return operation.copy === undefined ? 'insert' : 'copy';
    case 'add':
      return 'add';
    case 'update':
    case 'delete':
    case 'check':
      return 'change';
  }
}

const stepOfQuery = ({ get }: Query): BuildingStep => (get === 'row' ? 'row' : 'rows');

/** One operation after another as they were given: what an adapter does before it knows batches. */
async function oneByOne(store: Store, batch: readonly Operation[]): Promise<CommitResult> {
  for (const [index, operation] of batch.entries()) {
    const result = await store.commit([operation]);
    if (!result.ok) return { ...result, failed: index };
  }
  return { ok: true };
}

/** A store as far as it is built: what comes later fails, and says so. */
export function builtUpTo(last: BuildingStep, store: Store): Store {
  const has = (step: BuildingStep): boolean => buildingSteps.indexOf(step) <= buildingSteps.indexOf(last);
  const need = (step: BuildingStep): void => {
    if (!has(step)) notBuilt(step);
  };
  return {
    info: store.info,
    migrate: (tables) => store.migrate(tables),
    commit: async (batch) => {
      for (const operation of batch) need(stepOf(operation));
      return has('batch') ? store.commit(batch) : oneByOne(store, batch);
    },
    read: async (queries) => {
      for (const query of queries) need(stepOfQuery(query));
      return store.read(queries);
    },
    now: () => store.now(),
    close: () => store.close(),
  };
}
