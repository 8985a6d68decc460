import type { Compilable } from 'kysely';
import type { SqlValue, Statement } from './script.ts';

/** A statement for all operations of one shape, and how it takes its values from one of them. */
export interface Form<Operation> {
  readonly statement: Statement;
  readonly values: (operation: Operation) => readonly SqlValue[];
}

/**
 * Compiles a statement that was built with numbers for its values: each the place of the value that will stand there.
 * Such a statement takes its values in the order of their places.
 */
export function compileInOrder(query: Compilable, columns?: readonly string[]): Statement {
  const { sql, parameters } = query.compile();
  if (!parameters.every((place, at) => place === at)) throw new RangeError(`values out of order: ${sql}`);
  return columns === undefined ? { sql } : { sql, columns };
}

/** Keeps what `make` makes of the first operation of a shape for all others. */
export function oncePerShape<Operation, Made>(
  shapeOf: (operation: Operation) => string,
  make: (operation: Operation) => Made,
): (operation: Operation) => Made {
  const known = new Map<string, Made>();
  return (operation) => {
    const shape = shapeOf(operation);
    let made = known.get(shape);
    if (made === undefined) known.set(shape, (made = make(operation)));
    return made;
  };
}

/** The columns that an operation names, as text: operations of equal text need the same statement. */
export function namesOf(columns: Readonly<Record<string, unknown>> | undefined): string {
  let names = '';
  for (const column in columns) names += `${column},`;
  return names;
}
