import { kernelError, type TableSpec } from '@jiceng/kernel';
import type { ValueLimits } from '../statements/value-limits.ts';

/** What InnoDB enters into one key, at its default page of 16 KiB. */
const keyBytesMax = 3072;
/** It reckons with the longest code point there is. */
const bytesPerCodePoint = 4;
const bytesPerInteger = 8;
/** Room for a part of a key, and more for its last text, which is what tells rows apart: a request's key, a stream. */
const [partMax, lastMax] = [160, 255] as const;
/** With less than this a key is of no use. */
const partMin = 16;

const countOf = (spec: TableSpec, columns: readonly string[], type: string): number =>
  columns.filter((column) => spec.columns[column] === type).length;

function keyLimits(spec: TableSpec): ValueLimits {
  const texts = spec.key.filter((column) => spec.columns[column] === 'text');
  const [integers, bytes] = [countOf(spec, spec.key, 'bigint'), countOf(spec, spec.key, 'bytes')];
  const codePoints = Math.floor((keyBytesMax - bytesPerInteger * integers - lastMax * bytes) / bytesPerCodePoint);
  const part = Math.min(partMax, Math.floor(codePoints / Math.max(1, texts.length)));
  if (part < partMin) {
    throw kernelError('STORE_TABLE_INVALID', { table: spec.name, problem: 'its key has too many columns for InnoDB' });
  }
  const last = Math.min(lastMax, codePoints - part * (texts.length - 1));
  const limits: Record<string, number> = {};
  for (const column of spec.key) {
    if (spec.columns[column] === 'bytes') limits[column] = lastMax;
    else if (spec.columns[column] === 'text') limits[column] = column === texts.at(-1) ? last : part;
  }
  return limits;
}

const known = new WeakMap<TableSpec, ValueLimits>();

/**
 * How much each column holds that is part of a key or an index. The key alone decides about its columns, and it never changes;
 * so a table that gains an index keeps the limits that it has.
 *
 * @throws JicengError `STORE_TABLE_INVALID` when the key has so many columns that hardly anything fits into each.
 */
export function mysqlLimits(spec: TableSpec): ValueLimits {
  const before = known.get(spec);
  if (before !== undefined) return before;
  const limits: Record<string, number> = {};
  for (const column of Object.values(spec.indexes ?? {}).flat()) {
    if (spec.columns[column] !== 'bigint') limits[column] = lastMax;
  }
  const whole = { ...limits, ...keyLimits(spec) };
  known.set(spec, whole);
  return whole;
}

/**
 * How much of each column an index enters; `undefined` for a number, which is entered whole. Only where many wide columns meet
 * is it less than the whole column: such an index still finds its rows, and the engine puts them in order.
 */
export function indexWidths(
  spec: TableSpec,
  columns: readonly string[],
): readonly (readonly [column: string, width: number | undefined])[] {
  const integers = countOf(spec, columns, 'bigint');
  const share = Math.floor((keyBytesMax - bytesPerInteger * integers) / Math.max(1, columns.length - integers));
  const limits = mysqlLimits(spec);
  return columns.map((column) => {
    const limit = limits[column];
    const room = spec.columns[column] === 'text' ? Math.floor(share / bytesPerCodePoint) : share;
    return [column, limit === undefined ? undefined : Math.min(limit, room)];
  });
}
