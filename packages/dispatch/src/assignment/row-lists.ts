/** The rows of each column as linked lists: a row moves in constant time, and nothing is allocated for it. */
export interface RowLists {
  readonly first: Int32Array;
  readonly next: Int32Array;
  readonly previous: Int32Array;
}

/** Empty lists. */
export function createRowLists(rows: number, columns: number): RowLists {
  return {
    first: new Int32Array(columns).fill(-1),
    next: new Int32Array(rows).fill(-1),
    previous: new Int32Array(rows).fill(-1),
  };
}

/** Puts a row that is in no list in front of a column's list. */
export function link({ first, next, previous }: RowLists, row: number, column: number): void {
  const after = first[column] ?? -1;
  next[row] = after;
  previous[row] = -1;
  if (after >= 0) previous[after] = row;
  first[column] = row;
}

/** Takes a row out of the list of the column it is in. */
export function unlink({ first, next, previous }: RowLists, row: number, column: number): void {
  const after = next[row] ?? -1;
  const before = previous[row] ?? -1;
  if (before >= 0) next[before] = after;
  else first[column] = after;
  if (after >= 0) previous[after] = before;
}
