import { kernelError } from '../errors.ts';
import type { Row } from './store.ts';

/** The text of a column that must be there. @throws JicengError `STORE_VALUE_INVALID` when it is absent or of another type. */
export function textOf(row: Row, column: string): string {
  const value = row[column];
  if (typeof value === 'string') return value;
  throw kernelError('STORE_VALUE_INVALID', { table: 'read', column, problem: `text expected, ${typeof value} found` });
}

/** The integer of a column that must be there. @throws JicengError `STORE_VALUE_INVALID` when it is absent or of another type. */
export function bigintOf(row: Row, column: string): bigint {
  const value = row[column];
  if (typeof value === 'bigint') return value;
  throw kernelError('STORE_VALUE_INVALID', {
    table: 'read',
    column,
    problem: `bigint expected, ${typeof value} found`,
  });
}
