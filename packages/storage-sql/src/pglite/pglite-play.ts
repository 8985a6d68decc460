import type { EngineDialect } from '../engine/engine-dialect.ts';
import type { PgliteDatabase, PgliteOptions, PgliteTransaction } from './pglite-database.ts';
import { PostgresFailure, uniqueViolation } from '../postgres/postgres-faults.ts';
import { parserFor } from '../postgres/postgres-values.ts';
import { duplicateKey, type Answer, type Script, type SqlValue, type Step } from '../script/script.ts';

/** bytea, int8 and text; `name` and `oid` of the catalog are read as texts too. */
const typesInUse = [17, 19, 20, 25, 26];

/** As the server reads a parameter: bytes in hexadecimal, anything else as its text. */
function written(value: SqlValue): string {
  if (!(value instanceof Uint8Array)) return String(value);
  return `\\x${Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

const options: PgliteOptions = {
  rowMode: 'array',
  parsers: Object.fromEntries(typesInUse.map((type) => [type, parserFor(type)])),
  serializers: Object.fromEntries(typesInUse.map((type) => [type, written])),
};

type Asked = Pick<PgliteTransaction, 'query' | 'exec'>;

async function run(asked: Asked, { statement, values }: Step): Promise<Answer> {
  const { sql, columns } = statement;
  if (values.length === 0 && columns === undefined) {
    await asked.exec(sql);
    return 0;
  }
  const { rows, affectedRows = 0 } = await asked.query(sql, [...values], options);
  return columns === undefined ? affectedRows : rows;
}

/** What a script does next, once its step was answered or failed. */
async function next<Result>(script: Script<Result>, asked: Asked, step: Step): Promise<IteratorResult<Step, Result>> {
  let answer: Answer;
  try {
    answer = await run(asked, step);
  } catch (error) {
    const failure = new PostgresFailure(error);
    if (failure.sqlState !== uniqueViolation || step.values.length === 0) return script.throw(failure);
    answer = duplicateKey;
  }
  return script.next(answer);
}

type Brackets = Pick<EngineDialect, 'begin' | 'beginRead' | 'commit' | 'rollback'>;

/** Plays from a BEGIN to its end, as a transaction of PGlite's own: until it ends, nobody else's statement comes between. */
async function playTransaction<Result>(
  script: Script<Result>,
  database: PgliteDatabase,
  { commit, rollback }: Brackets,
): Promise<IteratorResult<Step, Result>> {
  // At which of its ends the database was asked for something that the script has not heard of yet.
  const asked: { of: 'begin' | 'script' | 'end' } = { of: 'begin' };
  try {
    const ended = await database.transaction(async (transaction) => {
      asked.of = 'script';
      let step = script.next(0);
      while (step.done !== true && step.value !== commit && step.value !== rollback) {
        step = await next(script, transaction, step.value);
      }
      asked.of = 'end';
      if (step.done === true || step.value === rollback) await transaction.rollback();
      return step;
    });
    if (ended.done === true) return ended;
  } catch (error) {
    if (asked.of === 'script') throw error;
    return script.throw(new PostgresFailure(error));
  }
  return script.next(0);
}

/** Plays scripts on the one connection there is: whoever comes later waits. */
export function playOnPglite(database: PgliteDatabase, brackets: Brackets) {
  return async <Result>(script: Script<Result>): Promise<Result> => {
    let step = script.next(0);
    while (step.done !== true) {
      const begins = step.value === brackets.begin || step.value === brackets.beginRead;
      step = begins ? await playTransaction(script, database, brackets) : await next(script, database, step.value);
    }
    return step.value;
  };
}
