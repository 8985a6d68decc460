import { instantFromMs, type Instant } from '@jiceng/kernel';
import type { Engine } from '../engine/engine.ts';
import { createMysqlDialect, takeMigrationLock } from './mysql-dialect.ts';
import { isConnectionLoss, isDuplicateKey, MigrationLockHeld, mysqlFault, StaleConnection } from './mysql-faults.ts';
import type { MysqlLender } from './mysql-lender.ts';
import type { MysqlConnection } from './mysql-pool.ts';
import { ask, isRows, type MysqlServer } from './mysql-session.ts';
import { playSteps } from '../script/play-steps.ts';
import { duplicateKey, type Answer, type Script, type SqlRow, type Statement, type Step } from '../script/script.ts';

const clock: Statement = {
  sql: "select timestampdiff(microsecond, '1970-01-01', utc_timestamp(3)) as `now`",
  columns: ['now'],
  types: ['bigint'],
};

function* clockScript(): Script<Instant> {
  const answer = yield { statement: clock, values: [] };
  const [[microseconds] = []] = isRows(answer) ? answer : [];
  return instantFromMs(Number(microseconds) / 1000);
}

/** How many rows a write found: every guarded write moves the version, so what it found it has changed as well. */
function touched(result: unknown): number {
  const counted = typeof result === 'object' && result !== null && 'affectedRows' in result;
  return counted && typeof result.affectedRows === 'number' ? result.affectedRows : 0;
}

const isPlain = ({ statement, values }: Step): boolean => statement.columns === undefined && values.length === 0;

/** MySQL or MariaDB through a pool of `mysql2`: a script has a connection to itself from its beginning to its end. */
export function createMysqlEngine(lender: MysqlLender, { info, collation }: MysqlServer): Engine {
  const dialect = createMysqlDialect(collation);
  // A session at READ COMMITTED would see another moment at each statement.
  const before = new Map<Statement, string>([
    [dialect.beginRead.statement, 'set transaction isolation level repeatable read'],
  ]);

  const run = async (connection: MysqlConnection, step: Step): Promise<Answer> => {
    const { statement, values } = step;
    if (isPlain(step)) {
      const first = before.get(statement);
      if (first !== undefined) await connection.query({ sql: first });
      await connection.query({ sql: statement.sql });
      return 0;
    }
    if (statement.columns === undefined) {
      try {
        return touched(await ask(connection, statement.sql, values));
      } catch (error) {
        if (isDuplicateKey(error)) return duplicateKey;
        throw error;
      }
    }
    const result = await ask(connection, statement.sql, values);
    const rows: readonly SqlRow[] = isRows(result) ? result : [];
    if (statement === takeMigrationLock && rows[0]?.[0] !== 1n) throw new MigrationLockHeld();
    return rows;
  };

  const play = async <Result>(script: Script<Result>): Promise<Result> => {
    const { connection, lent, giveBack } = await lender.take();
    let [sound, answered] = [true, 0];
    try {
      return await playSteps(script, async (step) => {
        try {
          const answer = await run(connection, step);
          answered += 1;
          return answer;
        } catch (error) {
          const lost = isConnectionLoss(error);
          // A transaction whose beginning or end failed is not left to the next who takes the connection.
          if (lost || isPlain(step)) sound = false;
          throw lost && answered === 0 && lent ? new StaleConnection(error) : error;
        }
      });
    } finally {
      giveBack(sound);
    }
  };

  return {
    info,
    dialect,
    groupSize: 1,
    synchronous: false,
    play,
    faultOf: mysqlFault,
    isDuplicateKey,
    clockScript,
    now: async () => {
      const { connection, giveBack } = await lender.take();
      let sound = false;
      try {
        const rows = await ask(connection, clock.sql, []);
        sound = true;
        const [[microseconds] = []] = isRows(rows) ? rows : [];
        return instantFromMs(Number(microseconds) / 1000);
      } finally {
        giveBack(sound);
      }
    },
    // The pool is the host's, and so is its end.
    close: () => Promise.resolve(),
  };
}
