import { instantFromMs, type StoreInfo } from '@jiceng/kernel';
import type { Engine } from '../engine/engine.ts';
import { nodeSqlite } from './node-sqlite.ts';
import { duplicateKey, type Answer, type Script, type Statement, type Step } from '../script/script.ts';
import type { SqliteConnection, SqliteDriver, SqliteStatement, Synchronous } from './sqlite-connection.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { isDuplicateKey, isDuplicateKeyOfAny, sqliteFault } from './sqlite-faults.ts';

/** Beyond this, a group would hold the write lock longer than a neighbour process should wait. */
const groupSize = 128;
/** SQLite waits in its own thread, which is ours: only as long as a short transaction takes. The rest is waited for outside. */
const blockingWaitMs = 5;

/** 16 MiB of write-ahead log between two checkpoints. */
const checkpointPages = 4096;
const cacheKibibytes = 65_536;

const isInMemory = (file: string): boolean => file === ':memory:' || file === '';

function infoOf(file: string, synchronous: Synchronous): StoreInfo {
  const shared = { engine: 'sqlite', joined: false, positions: 'inline' } as const;
  if (isInMemory(file)) return { ...shared, durability: 'none', multiProcess: false };
  return { ...shared, durability: synchronous === 'FULL' ? 'power' : 'process', multiProcess: true };
}

/** Looks at a file that must be there, and can write nothing: neither through us nor past us. */
function setToRead(connection: SqliteConnection): void {
  connection.run(`pragma busy_timeout = ${blockingWaitMs}; pragma query_only = on; pragma trusted_schema = off`);
  // The first statement that looks into the file: what is no database is found out here, and not by the first question.
  connection.prepare('pragma schema_version', true).rows([]);
}

/** Sets what a connection keeps. Throws what the driver throws, also `database is locked`. */
function setToWrite(connection: SqliteConnection, file: string, synchronous: Synchronous): void {
  connection.run(`pragma busy_timeout = ${blockingWaitMs}`);
  const mode = connection.prepare('pragma journal_mode = wal', true).rows([])[0]?.[0];
  if (mode !== 'wal' && !isInMemory(file)) throw new RangeError(`no write-ahead log here, only "${String(mode)}"`);
  // A page is written back once for many commits instead of once for a few, and found in memory instead of in the file.
  connection.run(`pragma wal_autocheckpoint = ${checkpointPages}; pragma cache_size = -${cacheKibibytes}`);
  // Without fullfsync, FULL would stop at the drive's own cache on macOS.
  connection.run(`pragma synchronous = ${synchronous}; pragma fullfsync = on; pragma trusted_schema = off`);
}

function connect(
  driver: SqliteDriver,
  file: string,
  synchronous: Synchronous,
  access: 'write' | 'read',
): SqliteConnection {
  const connection = driver.connect(file, access);
  try {
    if (access === 'read') setToRead(connection);
    else setToWrite(connection, file, synchronous);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/**
 * SQLite through a synchronous driver, `node:sqlite` unless another is named: a script is played in one go and nothing else
 * comes between.
 */
export function createSqliteEngine(
  file: string,
  synchronous: Synchronous,
  nowMs: () => number,
  access: 'write' | 'read' = 'write',
  driver: SqliteDriver = nodeSqlite,
): Engine {
  const connection = connect(driver, file, synchronous, access);
  const prepared = new WeakMap<Statement, SqliteStatement>();

  const prepare = (statement: Statement): SqliteStatement => {
    const known = prepared.get(statement);
    if (known !== undefined) return known;
    const fresh = connection.prepare(statement.sql, statement.columns !== undefined);
    prepared.set(statement, fresh);
    return fresh;
  };

  const run = ({ statement, values }: Step): Answer => {
    const ready = prepare(statement);
    if (statement.columns !== undefined) return ready.rows(values);
    try {
      return ready.touched(values);
    } catch (error) {
      if (isDuplicateKey(driver, error)) return duplicateKey;
      throw error;
    }
  };

  return {
    info: infoOf(file, synchronous),
    dialect: sqliteDialect,
    groupSize,
    synchronous: true,
    play: <Result>(script: Script<Result>): Result => {
      let step = script.next(0);
      while (step.done !== true) {
        let answer: Answer;
        try {
          answer = run(step.value);
        } catch (error) {
          step = script.throw(error);
          continue;
        }
        step = script.next(answer);
      }
      return step.value;
    },
    faultOf: (error, atCommit) => sqliteFault(driver, error, atCommit),
    isDuplicateKey: isDuplicateKeyOfAny,
    now: async () => instantFromMs(nowMs()),
    close: async () => connection.close(),
  };
}
