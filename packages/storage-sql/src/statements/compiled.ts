import type { TableSpec } from '@jiceng/kernel';
import type { Compilable } from 'kysely';
import type { SqlValue, Statement } from '../script/script.ts';

/** A statement for all operations of one shape, and how it takes its values from one of them. */
export interface Form<Operation> {
  readonly statement: Statement;
  readonly values: (operation: Operation) => readonly SqlValue[];
}

/**
 * Compiles a statement that was built with numbers for its values: each the place of the value that will stand there.
 * Such a statement takes its values in the order of their places.
 */
export function compileInOrder(query: Compilable, reading: Omit<Statement, 'sql'> = {}): Statement {
  const { sql, parameters } = query.compile();
  if (!parameters.every((place, at) => place === at)) throw new RangeError(`values out of order: ${sql}`);
  return { sql, ...reading };
}

/** What a statement answers that reads these columns. */
export function readingOf(spec: TableSpec, columns: readonly string[]): Pick<Statement, 'columns' | 'types'> {
  return { columns, types: columns.map((column) => spec.columns[column] ?? 'text') };
}

/** What tells operations apart that need different statements, word for word: names of columns, and signs that are no names. */
export type Shape = readonly (string | number)[];

/** What is kept for a shape, and for those that begin with it. */
interface Kept<Made> {
  made: Made | undefined;
  readonly further: Map<string | number, Kept<Made>>;
}

/** Keeps what `make` makes of the first operation of a shape for all others. No text is put together to look it up. */
export function oncePerShape<Operation, Made>(
  shapeOf: (operation: Operation) => Shape,
  make: (operation: Operation) => Made,
): (operation: Operation) => Made {
  const known: Kept<Made> = { made: undefined, further: new Map() };
  return (operation) => {
    let kept = known;
    for (const word of shapeOf(operation)) {
      let next = kept.further.get(word);
      if (next === undefined) kept.further.set(word, (next = { made: undefined, further: new Map() }));
      kept = next;
    }
    return (kept.made ??= make(operation));
  };
}
