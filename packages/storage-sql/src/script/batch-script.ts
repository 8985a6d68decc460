import {
  wholeKey,
  type CommitResult,
  type FailedReason,
  type Operation,
  type PlannedOperation,
  type Row,
  type Value,
} from '@jiceng/kernel';
import type { Form } from '../statements/compiled.ts';
import type { InsertOperation } from '../statements/insert-form.ts';
import { runFrom } from './operation-run.ts';
import { duplicateKey, type Answer, type Script, type SqlRow, type Step } from './script.ts';
import type { StatementsOf, TableStatements } from '../statements/table-statements.ts';

function firstRow(answer: Answer): SqlRow | undefined {
  return typeof answer === 'number' ? undefined : answer[0];
}

const stepBy = <Kind>({ statement, values }: Form<Kind>, operation: Kind): Step => ({
  statement,
  values: values(operation),
});

/** One statement for one operation. */
export function stepOf(operation: Operation, statements: TableStatements): Step {
  switch (operation.op) {
    case 'insert':
      return stepBy(statements.insert(operation), operation);
    case 'update':
      return stepBy(statements.update(operation), operation);
    case 'add':
      return stepBy(statements.add(operation), operation);
    case 'delete':
      return operation.ifVersion === undefined
        ? { statement: statements.remove, values: operation.key }
        : { statement: statements.removeAt, values: [...operation.key, operation.ifVersion] };
    case 'check':
      return { statement: statements.version, values: operation.key };
  }
}

/** What a step that did not do what it should have done must be blamed on, as far as its answer tells. */
function suspicion(operation: Operation, answer: Answer): FailedReason | undefined {
  switch (operation.op) {
    case 'insert':
      return answer === duplicateKey ? 'exists' : answer === 0 ? 'missing' : undefined;
    case 'update':
      return answer === 0 ? 'version' : undefined;
    case 'add':
      return answer === 0 ? 'bound' : undefined;
    case 'delete':
      return answer === 0 && operation.ifVersion !== undefined ? 'version' : undefined;
    case 'check': {
      const row = firstRow(answer);
      return row === undefined || (row[0] ?? 0n) !== operation.ifVersion ? 'version' : undefined;
    }
  }
}

/** What an insert would have copied; `undefined` when a row it copies from is not there. */
function* copiesOf({ copy = {} }: InsertOperation, statementsOf: StatementsOf): Script<Row | undefined> {
  const copied: Record<string, Value> = {};
  for (const [column, from] of Object.entries(copy)) {
    const row = firstRow(yield { statement: statementsOf(from.table).column(from.column), values: from.key });
    if (row === undefined) return undefined;
    const [value] = row;
    if (value !== undefined && value !== null) copied[column] = value;
  }
  return copied;
}

/** Asks for what the answer of a failed step did not tell. Throws when an insert would have copied nothing into its key. */
function* reasonOf(entry: PlannedOperation, suspected: FailedReason, statementsOf: StatementsOf): Script<FailedReason> {
  const { operation } = entry;
  if (operation.op !== 'insert') {
    const row = firstRow(yield { statement: statementsOf(operation.table).version, values: operation.key });
    return row === undefined ? 'missing' : suspected;
  }
  if (suspected === 'missing') {
    const copied = yield* copiesOf(operation, statementsOf);
    if (copied !== undefined) wholeKey(entry, copied);
  }
  return suspected;
}

/** Runs one operation; answers what failed, if anything did. */
function* operationScript(
  entry: PlannedOperation,
  statementsOf: StatementsOf,
): Script<(CommitResult & { readonly ok: false }) | undefined> {
  const { index, operation } = entry;
  const suspected = suspicion(operation, yield stepOf(operation, statementsOf(operation.table)));
  if (suspected === undefined) return undefined;
  return { ok: false, failed: index, reason: yield* reasonOf(entry, suspected, statementsOf) };
}

/**
 * Runs a planned batch in its order. At the first precondition that fails it stops: what was written until then is for
 * the caller to roll back.
 */
export function* batchScript(planned: readonly PlannedOperation[], statementsOf: StatementsOf): Script<CommitResult> {
  for (const entry of planned) {
    const failed = yield* operationScript(entry, statementsOf);
    if (failed !== undefined) return failed;
  }
  return { ok: true };
}

/**
 * As `batchScript`, with one statement for neighbours that it can write together. When one of their rows is there already the answer
 * is `undefined`: which of them, `batchScript` tells, from the beginning.
 */
export function* joinedBatchScript(
  planned: readonly PlannedOperation[],
  statementsOf: StatementsOf,
): Script<CommitResult | undefined> {
  let next = 0;
  for (const [at, entry] of planned.entries()) {
    if (at < next) continue;
    const run = runFrom(planned, at, statementsOf);
    next = at + (run?.count ?? 1);
    if (run === undefined) {
      const failed = yield* operationScript(entry, statementsOf);
      if (failed !== undefined) return failed;
    } else if ((yield run.step) === duplicateKey) return undefined;
  }
  return { ok: true };
}
