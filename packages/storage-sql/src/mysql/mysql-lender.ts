import { NoConnection } from './mysql-faults.ts';
import type { MysqlConnection, MysqlPool } from './mysql-pool.ts';
import { prepareSession } from './mysql-session.ts';
import { takeInTime } from '../engine/take-in-time.ts';

/** A connection of the pool, ready for us, until it is given back. */
export interface Lent {
  readonly connection: MysqlConnection;
  /** Was it lent before? Then it may have been lost in the pool. */
  readonly lent: boolean;
  /** One that is not sound is not given to anybody again. */
  readonly giveBack: (sound: boolean) => void;
}

export interface MysqlLender {
  /** Throws `NoConnection` when the pool gives none. */
  readonly take: () => Promise<Lent>;
}

async function takeFrom(pool: MysqlPool, waitMs: number): Promise<MysqlConnection> {
  try {
    return await takeInTime(pool.getConnection(), waitMs, (late) => late.release());
  } catch (error) {
    throw new NoConnection(error);
  }
}

/**
 * Takes connections from the host's pool and sets once what each keeps. A pool that resets what it takes back makes that
 * necessary every time.
 */
export function createMysqlLender(pool: MysqlPool, waitMs: number): MysqlLender {
  const ready = new WeakSet<object>();
  const forgets = pool.pool?.config?.resetOnRelease === true;
  return {
    take: async () => {
      const connection = await takeFrom(pool, waitMs);
      const giveBack = (sound: boolean) => {
        if (sound) connection.release();
        else connection.destroy();
      };
      const lent = ready.has(connection.connection);
      if (lent && !forgets) return { connection, lent, giveBack };
      try {
        await prepareSession(connection, waitMs);
      } catch (error) {
        giveBack(false);
        throw error;
      }
      ready.add(connection.connection);
      return { connection, lent, giveBack };
    },
  };
}
