import type { StatementsOf } from '../statements/table-statements.ts';
import type { EngineDialect } from '../engine/engine-dialect.ts';
import { singleScript, type BatchOutcome, type PlannedBatch } from '../script/group-script.ts';
import { preconditionFailed, type BatchCall, type createBatchFunctions } from './postgres-batch-function.ts';
import { sqlStateOf } from './postgres-faults.ts';
import { CommitFailed, duplicateKey, type Script } from '../script/script.ts';

const undefinedFunction = '42883';
const insufficientPrivilege = '42501';
/** Somebody else is putting the same function there at this moment: `tuple concurrently updated`, or the same name twice. */
const createdByOthers: ReadonlySet<string> = new Set(['XX000', '23505']);

/** Creates the function of a call. Answers whether it is there now. */
function* createFor({ function: { create } }: BatchCall): Script<boolean> {
  try {
    yield { statement: create, values: [] };
    return true;
  } catch (error) {
    const state = sqlStateOf(error) ?? '';
    if (createdByOthers.has(state)) return true;
    if (state === insufficientPrivilege) return false;
    throw error;
  }
}

const maxCreations = 3;

/** Commits a batch by one call. Answers whether it was written; when it was not, nothing was. */
function* callFor(call: BatchCall): Script<boolean> {
  for (let created = 0; ; created += 1) {
    try {
      return (yield { statement: call.function.call, values: call.values }) !== duplicateKey;
    } catch (error) {
      const state = sqlStateOf(error);
      if (state === preconditionFailed) return false;
      // The call is its own COMMIT: of what the server refused nothing was written, of what it did not answer all may have been.
      if (state === undefined) throw new CommitFailed(error);
      if (state !== undefinedFunction) throw error;
    }
    if (created === maxCreations || !(yield* createFor(call))) return false;
  }
}

/**
 * Commits a batch by one call of a stored function, where that does it; else, and for the reason why not, by the statements that every
 * engine knows. A batch that a precondition stops is so asked twice, and answered once.
 */
export function* fastCommitScript(
  dialect: EngineDialect,
  planned: PlannedBatch,
  callOf: ReturnType<typeof createBatchFunctions>,
  statementsOf: StatementsOf,
): Script<BatchOutcome> {
  const call = callOf(planned);
  if (call !== undefined && (yield* callFor(call))) return { ok: true };
  return yield* singleScript(dialect, planned, statementsOf);
}
