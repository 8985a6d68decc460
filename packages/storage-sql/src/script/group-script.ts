import type { CommitResult, PlannedOperation } from '@jiceng/kernel';
import { batchScript, joinedBatchScript } from './batch-script.ts';
import type { StatementsOf } from '../statements/table-statements.ts';
import type { EngineDialect } from '../engine/engine-dialect.ts';
import { CommitFailed, type Script, type Step } from './script.ts';

export type PlannedBatch = readonly PlannedOperation[];
/** What came of one batch of a group: an answer, or an error that is its own. */
export type BatchOutcome = CommitResult | { readonly error: unknown };

/** Gives up the transaction. That there is none any more is as good. */
export function* giveUp({ rollback }: EngineDialect): Script<void> {
  try {
    yield rollback;
  } catch {
    // The engine had rolled back by itself, or the connection is gone and the transaction with it.
  }
}

/** A batch, its neighbours together; from its beginning again, one by one, where that did not tell which row was there already. */
function* wholeBatchScript(
  batch: PlannedBatch,
  statementsOf: StatementsOf,
  backToItsBeginning: readonly Step[],
): Script<CommitResult> {
  const joined = yield* joinedBatchScript(batch, statementsOf);
  if (joined !== undefined) return joined;
  for (const step of backToItsBeginning) yield step;
  return yield* batchScript(batch, statementsOf);
}

/** One batch between two savepoints, whoever began the transaction. What the engine cannot even roll back to the savepoint is the whole group's error. */
export function* batchWithin(
  dialect: EngineDialect,
  batch: PlannedBatch,
  statementsOf: StatementsOf,
): Script<BatchOutcome> {
  yield dialect.savepoint;
  let outcome: BatchOutcome;
  try {
    outcome = yield* wholeBatchScript(batch, statementsOf, [dialect.rollbackToSavepoint]);
  } catch (error) {
    outcome = { error };
  }
  try {
    if ('error' in outcome || !outcome.ok) yield dialect.rollbackToSavepoint;
    yield dialect.release;
  } catch (error) {
    throw 'error' in outcome ? outcome.error : error;
  }
  return outcome;
}

/** Commits one batch in a transaction of its own. */
export function* singleScript(
  dialect: EngineDialect,
  batch: PlannedBatch,
  statementsOf: StatementsOf,
): Script<BatchOutcome> {
  const [outcome] = yield* groupScript(dialect, [batch], statementsOf);
  // Of a batch that nothing is said about nobody may think that it was written.
  if (outcome === undefined) throw new RangeError('a batch without an outcome');
  return outcome;
}

/**
 * Commits batches that waited together in one transaction: a failed one is rolled back alone. A COMMIT that fails is an
 * error of all of them.
 */
export function* groupScript(
  dialect: EngineDialect,
  batches: readonly PlannedBatch[],
  statementsOf: StatementsOf,
): Script<readonly BatchOutcome[]> {
  yield dialect.begin;
  let committing = false;
  try {
    const outcomes: BatchOutcome[] = [];
    const [first = [], ...others] = batches;
    if (others.length === 0) {
      const outcome = yield* wholeBatchScript(first, statementsOf, [dialect.rollback, dialect.begin]);
      if (!outcome.ok) {
        yield* giveUp(dialect);
        return [outcome];
      }
      outcomes.push(outcome);
    } else {
      for (const batch of batches) outcomes.push(yield* batchWithin(dialect, batch, statementsOf));
    }
    committing = true;
    yield dialect.commit;
    return outcomes;
  } catch (error) {
    yield* giveUp(dialect);
    throw committing ? new CommitFailed(error) : error;
  }
}
