import type { PostgresClient, PostgresPool, PostgresQuery } from '../postgres.ts';

/** Called at every query of a pool's connections; what it throws is what the driver would have thrown. */
export interface Interception {
  /** Before the query is sent: when this throws, it is not. */
  readonly before?: (query: PostgresQuery, client: PostgresClient) => void | Promise<void>;
  /** After it was answered: when this throws, its answer is lost. */
  readonly after?: (query: PostgresQuery, client: PostgresClient) => void | Promise<void>;
}

/** The host's pool, watched and made to fail between the store and the driver. */
export function watchedPool(pool: PostgresPool, { before, after }: Interception): PostgresPool {
  return {
    connect: async () => {
      const client = await pool.connect();
      return {
        query: async (query) => {
          await before?.(query, client);
          const result = await client.query(query);
          await after?.(query, client);
          return result;
        },
        release: (error) => client.release(error),
        on: (event, listener) => client.on(event, listener),
        off: (event, listener) => client.off(event, listener),
      };
    },
  };
}

/** What Node says when the other side is gone. */
export function connectionReset(): Error {
  return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
}

/** What the server says, as `pg` throws it. */
export function serverError(sqlState: string, message = 'a planned fault'): Error {
  return Object.assign(new Error(message), { code: sqlState });
}
