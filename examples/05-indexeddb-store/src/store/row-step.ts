import type { FailedReason, Operation, Row, Value } from '@jiceng/kernel';

// #region step
/** What one operation does to its row: the row as it is afterwards, `undefined` for gone; or why the batch fails. */
export type RowStep =
  | { readonly ok: true; readonly row: Row | undefined }
  | { readonly ok: false; readonly reason: FailedReason };

const to = (row: Row | undefined): RowStep => ({ ok: true, row });
const failed = (reason: FailedReason): RowStep => ({ ok: false, reason });

/** Pure: the transaction reads the row before and writes the row after, and nothing comes in between. */
export function rowStep(operation: Operation, before: Row | undefined, copied: Row): RowStep {
  switch (operation.op) {
    case 'insert':
      return before === undefined ? to({ ...operation.row, ...copied }) : failed('exists');
    case 'update': {
      const { set, ifVersion, toVersion = ifVersion + 1n } = operation;
      return guarded(before, ifVersion, (row) => to({ ...row, ...set, version: toVersion }));
    }
    case 'add':
      return before === undefined ? failed('missing') : addStep(operation, before);
    case 'delete':
      if (operation.ifVersion === undefined) return to(undefined);
      return guarded(before, operation.ifVersion, () => to(undefined));
    case 'check':
      return guarded(before, operation.ifVersion, to);
  }
}

function guarded(before: Row | undefined, ifVersion: bigint, then: (row: Row) => RowStep): RowStep {
  if (before === undefined) return failed('missing');
  return before['version'] === ifVersion ? then(before) : failed('version');
}
// #endregion step

function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (!(a instanceof Uint8Array) || !(b instanceof Uint8Array)) return a === b;
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

/** An absent amount, and an absent version, count as zero. */
const amountOf = (value: Value | undefined): bigint => (typeof value === 'bigint' ? value : 0n);
const fits = (sum: bigint): boolean => BigInt.asIntN(64, sum) === sum;

// #region add
function addStep(operation: Operation & { readonly op: 'add' }, before: Row): RowStep {
  const { add, where = {}, min = {}, max = {} } = operation;
  if (!Object.entries(where).every(([column, value]) => sameValue(before[column], value))) return failed('bound');
  const after: Record<string, Value | undefined> = { ...before, version: amountOf(before['version']) + 1n };
  for (const [column, amount] of Object.entries(add)) {
    const sum = amountOf(before[column]) + amount;
    if (!fits(sum)) return failed('bound');
    after[column] = sum;
  }
  // A bound on a column that holds nothing holds for nothing: it fails.
  const holds = (column: string, within: (value: bigint) => boolean): boolean => {
    const value = after[column];
    return typeof value === 'bigint' && within(value);
  };
  const bounded =
    Object.entries(min).every(([column, floor]) => holds(column, (value) => value >= floor)) &&
    Object.entries(max).every(([column, ceiling]) => holds(column, (value) => value <= ceiling));
  return bounded ? to(after) : failed('bound');
}
// #endregion add
