import type { PlannedOperation, Row, TableSpec } from '@jiceng/kernel';
import { storageError } from '../errors.ts';

/** How much the columns of a table hold that do not hold everything: code points of text, or bytes. */
export type ValueLimits = Readonly<Record<string, number>>;

function codePointsIn(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

function refuseTooLong({ name }: TableSpec, limits: ValueLimits, row: Row): void {
  for (const column in limits) {
    const [value, limit] = [row[column], limits[column] ?? 0];
    // No text has more code points than UTF-16 units: most are settled without counting.
    if (typeof value === 'string' && value.length > limit) {
      const length = codePointsIn(value);
      if (length > limit) throw storageError('STORAGE_SQL_TEXT_TOO_LONG', { table: name, column, limit, length });
    } else if (value instanceof Uint8Array && value.length > limit) {
      throw storageError('STORAGE_SQL_BYTES_TOO_LONG', { table: name, column, limit, length: value.length });
    }
  }
}

/**
 * Refuses what a batch would write beyond the limits of an engine that has such limits. A key that is only looked for may be
 * of any length: there is no such row.
 *
 * @throws JicengError `STORAGE_SQL_TEXT_TOO_LONG` when a text is longer than its column.
 * @throws JicengError `STORAGE_SQL_BYTES_TOO_LONG` when bytes are.
 */
export function refuseBeyondLimits(
  limitsOf: ((spec: TableSpec) => ValueLimits) | undefined,
  batch: readonly PlannedOperation[],
): void {
  if (limitsOf === undefined) return;
  for (const { spec, operation } of batch) {
    if (operation.op === 'insert') refuseTooLong(spec, limitsOf(spec), operation.row);
    else if (operation.op === 'update') refuseTooLong(spec, limitsOf(spec), operation.set);
  }
}
