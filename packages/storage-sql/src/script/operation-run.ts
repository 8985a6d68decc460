import type { Operation, PlannedOperation } from '@jiceng/kernel';
import type { StatementsOf } from '../statements/table-statements.ts';
import type { DeleteOperation } from '../statements/delete-form.ts';
import { isGiven, type InsertOperation } from '../statements/insert-form.ts';
import type { Step } from './script.ts';

/** Neighbours that one statement writes. */
export interface OperationRun {
  readonly count: number;
  readonly step: Step;
}

const isGivenInsert = (operation: Operation): operation is InsertOperation =>
  operation.op === 'insert' && isGiven(operation);
const isPlainDelete = (operation: Operation): operation is DeleteOperation =>
  operation.op === 'delete' && operation.ifVersion === undefined;

/** Those of one kind on one table that follow one another from here on. */
function neighbours<Kind extends Operation>(
  planned: readonly PlannedOperation[],
  from: number,
  limit: number,
  isKind: (operation: Operation) => operation is Kind,
): readonly Kind[] {
  const found: Kind[] = [];
  const spec = planned[from]?.spec;
  for (let at = from; found.length < limit; at++) {
    const entry = planned[at];
    if (entry === undefined || entry.spec !== spec || !isKind(entry.operation)) break;
    found.push(entry.operation);
  }
  return found;
}

/** Sizes are powers of two, so that there are few texts to prepare. */
function wholeSize<Kind>(found: readonly Kind[]): readonly Kind[] {
  return found.slice(0, 2 ** Math.floor(Math.log2(found.length)));
}

/** What stands here and the neighbours that can be written with it; `undefined` when it must be written alone. */
export function runFrom(
  planned: readonly PlannedOperation[],
  from: number,
  statementsOf: StatementsOf,
): OperationRun | undefined {
  const [entry, next] = [planned[from], planned[from + 1]];
  if (entry === undefined || next === undefined || entry.spec !== next.spec) return undefined;
  const { atOnce, insertMany, removeMany } = statementsOf(entry.spec.name);
  const inserts = wholeSize(neighbours(planned, from, atOnce.insert, isGivenInsert));
  if (inserts.length > 1) {
    const { statement, values } = insertMany(inserts.length);
    return { count: inserts.length, step: { statement, values: values(inserts) } };
  }
  const deletes = wholeSize(neighbours(planned, from, atOnce.delete, isPlainDelete));
  if (deletes.length > 1) {
    const { statement, values } = removeMany(deletes.length);
    return { count: deletes.length, step: { statement, values: values(deletes) } };
  }
  return undefined;
}
