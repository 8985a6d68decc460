import type { MysqlConnection, MysqlPool, MysqlQuery } from '../mysql.ts';

/** Called at every statement of a pool's connections; what it throws is thrown as if the driver had. */
export interface PoolWatch {
  /** Before a connection is taken. */
  readonly taking?: () => void;
  /** Before the statement is sent: when this throws, it is not. */
  readonly before?: (sql: string) => void | Promise<void>;
  /** After it was run: when this throws, its answer is lost. */
  readonly after?: (sql: string) => void;
  /** A connection that is not given to anybody again. */
  readonly destroyed?: () => void;
}

function watchedConnection(given: MysqlConnection, watch: PoolWatch): MysqlConnection {
  const watched = async <Answer>(query: MysqlQuery, send: (query: MysqlQuery) => Promise<Answer>): Promise<Answer> => {
    await watch.before?.(query.sql);
    const answer = await send(query);
    watch.after?.(query.sql);
    return answer;
  };
  return {
    connection: given.connection,
    execute: (query) => watched(query, (sent) => given.execute(sent)),
    query: (query) => watched(query, (sent) => given.query(sent)),
    changeUser: (options) => given.changeUser(options),
    release: () => given.release(),
    destroy: () => {
      watch.destroyed?.();
      given.destroy();
    },
  };
}

/** The same pool, with somebody looking on. */
export function watchedPool(pool: MysqlPool, watch: PoolWatch): MysqlPool {
  return {
    getConnection: async () => {
      watch.taking?.();
      return watchedConnection(await pool.getConnection(), watch);
    },
  };
}

/** An error as the server sends it. @see https://mariadb.com/kb/en/mariadb-error-codes/ */
export function serverError(errno: number, sqlState = 'HY000'): Error {
  return Object.assign(new Error('a planned fault'), { errno, code: 'ER_PLANNED', sqlState });
}

/** An error as the driver makes it of a connection that is gone. */
export function connectionLoss(): Error {
  return Object.assign(new Error('Connection lost: The server closed the connection.'), {
    code: 'PROTOCOL_CONNECTION_LOST',
    fatal: true,
  });
}
