import { kernelError, type ColumnType } from '@jiceng/kernel';
import type { SqlRow, SqlValue, Statement } from '../script/script.ts';

const wholeNumber = /^-?\d{1,19}$/;

function bigintFrom(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'string' && wholeNumber.test(value)) return BigInt(value);
  // Beyond this a number has lost digits on its way.
  return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : undefined;
}

/** A value as the port has it; `undefined` when it cannot be told from what the driver gave. */
function valueFrom(value: unknown, type: ColumnType): SqlValue | undefined {
  switch (type) {
    case 'text':
      return typeof value === 'string' ? value : undefined;
    case 'bigint':
      return bigintFrom(value);
    case 'bytes':
      return value instanceof Uint8Array ? Uint8Array.from(value) : undefined;
  }
}

/**
 * A row as a driver gave it that the host has set up in its own way: integers as texts, numbers or bigint, bytes as some kind of
 * Uint8Array.
 *
 * @throws JicengError `STORE_VALUE_INVALID` when a value came in a form that has lost something, or has another type.
 */
export function rowFromHost(given: unknown, { columns = [], types = [] }: Statement): SqlRow {
  const row = new Map(typeof given === 'object' && given !== null ? Object.entries(given) : []);
  return columns.map((column, at) => {
    const value: unknown = row.get(column);
    if (value === null || value === undefined) return null;
    const type = types[at] ?? 'text';
    const known = valueFrom(value, type);
    if (known !== undefined) return known;
    const problem = `the transaction's connection gives ${typeof value} that is no ${type}, or has lost digits`;
    throw kernelError('STORE_VALUE_INVALID', { table: 'read', column, problem });
  });
}
