import { digestNamed, type Operation, type PlannedOperation } from '@jiceng/kernel';
import { stepOf } from '../script/batch-script.ts';
import type { StatementsOf } from '../statements/table-statements.ts';
import { oncePerShape } from '../statements/compiled.ts';
import type { SqlValue, Statement, Step } from '../script/script.ts';

/** A batch as one call: a stored function for all batches of its shape, and the values of this one. */
export interface BatchCall {
  readonly function: BatchFunction;
  readonly values: readonly SqlValue[];
}

/** A stored function that does a batch of one shape, statement by statement in the order of locks, or nothing. */
export interface BatchFunction {
  /** Creates it, or puts the same text in its place. */
  readonly create: Statement;
  /** Answers one row when the batch was written; throws when a precondition failed. */
  readonly call: Statement;
}

/** PostgreSQL takes no more arguments. */
const maxArguments = 100;

/** What the function throws when a row was not as a guarded write wanted it: a class of our own, which no server uses. */
export const preconditionFailed = 'JG001';

type ArgumentType = 'text' | 'bigint' | 'bytea';

/** Nothing has no type of its own. */
function typeOf(value: SqlValue): ArgumentType | undefined {
  if (value === null) return undefined;
  if (typeof value === 'string') return 'text';
  return typeof value === 'bigint' ? 'bigint' : 'bytea';
}

/** A statement with its values in places of the function's arguments; a value that is absent is written into the text. */
function renumbered({ statement, values }: Step, places: readonly (number | undefined)[]): string {
  return statement.sql.replaceAll(/\$(\d+)/g, (whole, digits: string) => {
    const at = Number(digits) - 1;
    if (at >= values.length) return whole;
    const place = places[at];
    return place === undefined ? 'null' : `$${place}`;
  });
}

const guard = ` if not found then raise sqlstate '${preconditionFailed}'; end if;`;

/** One line of the function: the statement of an operation, and what must have come of it. */
function lineOf(operation: Operation, sql: string, versionPlace: number): string {
  if (operation.op === 'check') {
    return `perform 1 from (${sql}) as "row" where coalesce("row"."version", 0) = $${versionPlace};${guard}`;
  }
  const isGuarded = operation.op !== 'delete' || operation.ifVersion !== undefined;
  return `${sql};${isGuarded ? guard : ''}`;
}

interface PlannedStep {
  readonly operation: Operation;
  readonly step: Step;
}

/** What the steps of a batch hand over: a check also says which version it relies on. */
function valuesOf({ operation, step }: PlannedStep): readonly SqlValue[] {
  return operation.op === 'check' ? [...step.values, operation.ifVersion] : step.values;
}

const sha256 = digestNamed('sha256');

function createFunction(
  steps: readonly PlannedStep[],
  { inSchema, waitMs }: Pick<BatchFunctionSettings, 'inSchema' | 'waitMs'>,
): BatchFunction {
  const types: string[] = [];
  const lines = steps.map((one) => {
    const places = valuesOf(one).map((value) => {
      const type = typeOf(value);
      return type === undefined ? undefined : types.push(type);
    });
    return lineOf(one.operation, renumbered(one.step, places), places.at(-1) ?? 0);
  });
  const body = `begin\n${lines.join('\n')}\nend`;
  const text = `(${types.join(', ')}) returns void language plpgsql set lock_timeout = ${waitMs} as $batch$ ${body} $batch$`;
  // The same text has the same name, so that any number of processes create the same function.
  const name = inSchema(`jiceng_batch_${sha256.hex(text).slice(0, 32)}`);
  return {
    create: { sql: `create or replace function ${name}${text}` },
    call: { sql: `select ${name}(${types.map((_, at) => `$${at + 1}`).join(', ')})`, columns: ['done'] },
  };
}

/** Where functions are kept, and what they keep to. */
export interface BatchFunctionSettings {
  /** A name with its schema before it. */
  readonly inSchema: (name: string) => string;
  /** How long a statement waits for a lock, at most: whole milliseconds. */
  readonly waitMs: number;
  readonly maxShapes: number;
}

/**
 * Puts batches into calls; `undefined` for a batch that has more values than a function takes arguments, or whose shape comes when
 * `maxShapes` others are known: each is a function in the database and a plan in every connection.
 */
export function createBatchFunctions(
  statementsOf: StatementsOf,
  { inSchema, waitMs, maxShapes }: BatchFunctionSettings,
): (planned: readonly PlannedOperation[]) => BatchCall | undefined {
  const numbers = new WeakMap<Statement, number>();
  let statements = 0;
  const numberOf = (statement: Statement): number => {
    const known = numbers.get(statement);
    if (known !== undefined) return known;
    numbers.set(statement, (statements += 1));
    return statements;
  };
  let shapes = 0;
  const functionFor = oncePerShape(
    (steps: readonly PlannedStep[]) =>
      steps.flatMap((one) => [
        one.operation.op,
        numberOf(one.step.statement),
        valuesOf(one)
          .map((value) => typeOf(value) ?? 'null')
          .join(),
      ]),
    (steps): { readonly made: BatchFunction | undefined } => {
      if (shapes >= maxShapes) return { made: undefined };
      shapes += 1;
      return { made: createFunction(steps, { inSchema, waitMs }) };
    },
  );
  return (planned) => {
    const steps = planned.map(({ operation }) => ({
      operation,
      step: stepOf(operation, statementsOf(operation.table)),
    }));
    const values = steps.flatMap(valuesOf).filter((value) => value !== null);
    if (values.length > maxArguments) return undefined;
    const { made } = functionFor(steps);
    return made && { function: made, values };
  };
}
