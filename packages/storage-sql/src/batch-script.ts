import {
  wholeKey,
  type CommitResult,
  type FailedReason,
  type Operation,
  type PlannedOperation,
  type Row,
  type Value,
} from '@jiceng/kernel';
import { duplicateKey, type Answer, type Script, type SqlRow, type SqlValue, type Step } from './script.ts';
import type { TableStatements } from './table-statements.ts';

export type StatementsOf = (table: string) => TableStatements;

const nothingCopied: Row = {};

function firstRow(answer: Answer): SqlRow | undefined {
  return typeof answer === 'number' ? undefined : answer[0];
}

type Copies = NonNullable<(Operation & { readonly op: 'insert' })['copy']>;

/** What an insert takes from other rows, as the batch has left them by now; `undefined` when one of them is not there. */
function* copyRows(copies: Copies, statementsOf: StatementsOf): Script<Row | undefined> {
  const copied: Record<string, Value> = {};
  for (const [column, from] of Object.entries(copies)) {
    const row = firstRow(yield { statement: statementsOf(from.table).column(from.column), values: from.key });
    if (row === undefined) return undefined;
    const [value] = row;
    if (value !== undefined && value !== null) copied[column] = value;
  }
  return copied;
}

function stepOf(operation: Operation, statements: TableStatements, copied: Row): Step {
  switch (operation.op) {
    case 'insert': {
      const values: SqlValue[] = [];
      for (const column of statements.columns) values.push(operation.row[column] ?? copied[column] ?? null);
      return { statement: statements.insert, values };
    }
    case 'update': {
      const { statement, values } = statements.update(operation);
      return { statement, values: values(operation) };
    }
    case 'add': {
      const { statement, values } = statements.add(operation);
      return { statement, values: values(operation) };
    }
    case 'delete':
      return operation.ifVersion === undefined
        ? { statement: statements.remove, values: operation.key }
        : { statement: statements.removeAt, values: [...operation.key, operation.ifVersion] };
    case 'check':
      return { statement: statements.version, values: operation.key };
  }
}

/** What a step that did not do what it should have done must be blamed on; `missing` is told apart only afterwards. */
function suspicion(operation: Operation, answer: Answer): FailedReason | undefined {
  switch (operation.op) {
    case 'insert':
      return answer === duplicateKey ? 'exists' : undefined;
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

/**
 * Runs a planned batch in its order. At the first precondition that fails it stops: what was written until then is for
 * the caller to roll back.
 */
export function* batchScript(planned: readonly PlannedOperation[], statementsOf: StatementsOf): Script<CommitResult> {
  const copiedRows: (readonly [index: number, copied: Row])[] = [];
  for (const entry of planned) {
    const { index, operation } = entry;
    const statements = statementsOf(operation.table);
    let copied: Row | undefined = nothingCopied;
    if (operation.op === 'insert' && operation.copy !== undefined) {
      copied = yield* copyRows(operation.copy, statementsOf);
      if (copied === undefined) return { ok: false, failed: index, reason: 'missing' };
      wholeKey(entry, copied);
      copiedRows.push([index, copied]);
    }
    const suspected = suspicion(operation, yield stepOf(operation, statements, copied));
    if (suspected === undefined) continue;
    if (operation.op === 'insert') return { ok: false, failed: index, reason: suspected };
    const row = firstRow(yield { statement: statements.version, values: operation.key });
    return { ok: false, failed: index, reason: row === undefined ? 'missing' : suspected };
  }
  return { ok: true, copied: copiedRows.toSorted(([a], [b]) => a - b).map(([, row]) => row) };
}
