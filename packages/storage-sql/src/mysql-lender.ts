import { NoConnection } from './mysql-faults.ts';
import type { MysqlConnection, MysqlPool } from './mysql-pool.ts';
import { prepareSession } from './mysql-session.ts';

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

/** A connection that comes when nobody waits for it any more goes back. */
async function returnLate(coming: Promise<MysqlConnection>): Promise<void> {
  try {
    (await coming).release();
  } catch {
    // It did not come after all.
  }
}

async function takeInTime(pool: MysqlPool, waitMs: number): Promise<MysqlConnection> {
  const coming = pool.getConnection();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      void returnLate(coming);
      reject(new RangeError(`no connection of the pool came free within ${waitMs} ms`));
    }, waitMs);
  });
  try {
    return await Promise.race([coming, late]);
  } catch (error) {
    throw new NoConnection(error);
  } finally {
    clearTimeout(timer);
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
      const connection = await takeInTime(pool, waitMs);
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
