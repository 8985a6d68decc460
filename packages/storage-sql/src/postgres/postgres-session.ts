import { createHash } from 'node:crypto';
import type { EngineDialect } from '../engine/engine-dialect.ts';
import { PostgresFailure, statementGone, uniqueViolation } from './postgres-faults.ts';
import type { PostgresClient, PostgresPool, PostgresQuery, PostgresResult, PostgresTypes } from './postgres-pool.ts';
import { parserFor } from './postgres-values.ts';
import { duplicateKey, type Answer, type Statement, type Step } from '../script/script.ts';
import { takeInTime } from '../engine/take-in-time.ts';

const types: PostgresTypes = { getTypeParser: parserFor };

const names = new WeakMap<Statement, string>();

/** Of the text, so that stores that share a connection do not give one name to two texts; the server takes 63 bytes. */
function nameOf(statement: Statement): string {
  const known = names.get(statement);
  if (known !== undefined) return known;
  const name = `jiceng_${createHash('sha256').update(statement.sql).digest('hex').slice(0, 40)}`;
  names.set(statement, name);
  return name;
}

/** A step without values and answers is sent as it is: BEGIN, DDL, and several of them in one message. */
const isPlain = ({ statement, values }: Step): boolean => values.length === 0 && statement.columns === undefined;

function queryFor(step: Step, named: boolean): PostgresQuery {
  const { statement, values } = step;
  if (isPlain(step)) return { text: statement.sql };
  const query: PostgresQuery = { text: statement.sql, values: [...values], rowMode: 'array', types };
  return named ? { ...query, name: nameOf(statement) } : query;
}

/** One connection for as long as a script is played. */
export interface PostgresSession {
  readonly run: (step: Step) => Promise<Answer>;
  /** Gives the connection back to the pool, or has it closed when it is broken or still inside a transaction. */
  readonly end: () => void;
}

export interface SessionSettings {
  readonly pool: PostgresPool;
  readonly waitMs: number;
  /** Are statements prepared under names? */
  readonly named: boolean;
  readonly dialect: Pick<EngineDialect, 'begin' | 'beginRead' | 'commit' | 'rollback'>;
}

export async function openSession({ pool, waitMs, named, dialect }: SessionSettings): Promise<PostgresSession> {
  let client: PostgresClient;
  try {
    client = await takeInTime(pool.connect(), waitMs, (late) => late.release());
  } catch (error) {
    throw new PostgresFailure(error, true);
  }
  let inTransaction = false;
  let broken: PostgresFailure | undefined;
  // Without a listener, a connection that ends between two statements would end the process.
  const breaks = (error: Error): void => {
    broken ??= new PostgresFailure(error);
  };
  client.on('error', breaks);

  const failureOf = (error: unknown): PostgresFailure => {
    const failure = new PostgresFailure(error);
    if (failure.at === 'connection' || failure.sqlState === statementGone) broken ??= failure;
    return failure;
  };

  const run = async (step: Step): Promise<Answer> => {
    if (broken !== undefined) throw broken;
    if (step === dialect.begin || step === dialect.beginRead) inTransaction = true;
    let result: PostgresResult;
    try {
      result = await client.query(queryFor(step, named));
    } catch (error) {
      const failure = failureOf(error);
      if (failure.sqlState === uniqueViolation && !isPlain(step)) return duplicateKey;
      throw failure;
    }
    if (step === dialect.commit || step === dialect.rollback) inTransaction = false;
    if (step === dialect.commit && result.command !== 'COMMIT') {
      throw new PostgresFailure(Object.assign(new Error('the server has rolled back'), { code: '25P02' }));
    }
    return step.statement.columns === undefined ? (result.rowCount ?? 0) : result.rows;
  };

  return {
    run,
    end: () => {
      if (broken === undefined && !inTransaction) {
        client.off('error', breaks);
        client.release();
        return;
      }
      // Its listener stays: it may still say that it was closed.
      client.release(broken ?? new Error('its transaction has not ended'));
    },
  };
}
