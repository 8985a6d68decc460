import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { instantFromMs, type StoreInfo } from '@jiceng/kernel';
import type { Engine } from './engine.ts';
import { duplicateKey, type Answer, type Script, type SqlRow, type Statement, type Step } from './script.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { isDuplicateKey, sqliteFault } from './sqlite-faults.ts';

export type Synchronous = 'FULL' | 'NORMAL';

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

/** Opens a file that must be there, and can write nothing: neither through us nor past us. */
function connectToRead(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    database.exec(`pragma busy_timeout = ${blockingWaitMs}; pragma query_only = on; pragma trusted_schema = off`);
    // The first statement that looks into the file: what is no database is found out here, and not by the first question.
    database.prepare('pragma schema_version').get();
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Opens the file and sets what a connection keeps. Throws what the driver throws, also `database is locked`. */
function connect(file: string, synchronous: Synchronous): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
    database.exec(`pragma busy_timeout = ${blockingWaitMs}`);
    const mode = database.prepare('pragma journal_mode = wal').get()?.['journal_mode'];
    if (mode !== 'wal' && !isInMemory(file)) throw new RangeError(`no write-ahead log here, only "${String(mode)}"`);
    // A page is written back once for many commits instead of once for a few, and found in memory instead of in the file.
    database.exec(`pragma wal_autocheckpoint = ${checkpointPages}; pragma cache_size = -${cacheKibibytes}`);
    // Without fullfsync, FULL would stop at the drive's own cache on macOS.
    database.exec(`pragma synchronous = ${synchronous}; pragma fullfsync = on; pragma trusted_schema = off`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

const isRows = (rows: readonly unknown[]): rows is readonly SqlRow[] => rows.length === 0 || Array.isArray(rows[0]);

/** SQLite through `node:sqlite`: synchronous, so a script is played in one go and nothing else comes between. */
export function createSqliteEngine(
  file: string,
  synchronous: Synchronous,
  nowMs: () => number,
  access: 'write' | 'read' = 'write',
): Engine {
  const database = access === 'read' ? connectToRead(file) : connect(file, synchronous);
  const prepared = new WeakMap<Statement, StatementSync>();

  const prepare = (statement: Statement): StatementSync => {
    const known = prepared.get(statement);
    if (known !== undefined) return known;
    const fresh = database.prepare(statement.sql);
    if (statement.columns !== undefined) {
      fresh.setReadBigInts(true);
      // Twice as fast as objects; Node has it since 22.16.
      if ('setReturnArrays' in fresh) fresh.setReturnArrays(true);
    }
    prepared.set(statement, fresh);
    return fresh;
  };

  const run = ({ statement, values }: Step): Answer => {
    const ready = prepare(statement);
    if (statement.columns !== undefined) {
      const rows = ready.all(...values);
      return isRows(rows)
        ? rows
        : rows.map((row) => Object.values(row).map((value) => (typeof value === 'number' ? BigInt(value) : value)));
    }
    try {
      return Number(ready.run(...values).changes);
    } catch (error) {
      if (isDuplicateKey(error)) return duplicateKey;
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
    faultOf: sqliteFault,
    now: async () => instantFromMs(nowMs()),
    close: async () => database.close(),
  };
}
