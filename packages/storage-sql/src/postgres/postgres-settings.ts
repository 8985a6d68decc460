import { instantFromMs, kernelError, type Instant, type StoreInfo } from '@jiceng/kernel';
import type { Script, SqlValue, Statement } from '../script/script.ts';

// What a server is asked before it is used.

const settings: Statement = {
  sql: `select "n"."nspname"::text, current_setting('server_encoding'), current_setting('synchronous_commit'), current_setting('fsync') from (select coalesce($1::text, current_schema()::text) as "name") "wanted" left join "pg_catalog"."pg_namespace" "n" on "n"."nspname" = "wanted"."name"`,
  columns: ['schema', 'encoding', 'synchronous_commit', 'fsync'],
};

const clock: Statement = {
  sql: 'select floor(extract(epoch from clock_timestamp()) * 1000)::int8 as "now"',
  columns: ['now'],
  types: ['bigint'],
};

function* firstRow(statement: Statement, values: readonly SqlValue[]): Script<readonly SqlValue[]> {
  const answer = yield { statement, values };
  return typeof answer === 'number' ? [] : (answer[0] ?? []);
}

export interface PostgresSettings {
  readonly schema: string;
  readonly durability: StoreInfo['durability'];
}

/**
 * Where tables are to lie, and what survives there.
 *
 * @throws JicengError `STORE_UNAVAILABLE` when there is no such schema, or text is not kept as UTF-8.
 */
export function* settingsScript(engine: string, wanted: string | undefined): Script<PostgresSettings> {
  const [schema, encoding, synchronousCommit, fsync] = yield* firstRow(settings, [wanted ?? null]);
  const refuse = (problem: string): never => {
    throw kernelError('STORE_UNAVAILABLE', { engine, problem });
  };
  if (encoding !== 'UTF8') refuse(`the database keeps text as ${String(encoding)}, not as UTF8`);
  if (typeof schema !== 'string') {
    return refuse(
      wanted === undefined ? 'no schema of the search_path exists' : `the schema "${wanted}" does not exist`,
    );
  }
  // Any other value waits for the server's own disk at least.
  const flushed = synchronousCommit !== 'off' && fsync !== 'off';
  return { schema, durability: flushed ? 'power' : 'process' };
}

/** What time it is on the server, whatever the zone of its session. */
export function* clockScript(): Script<Instant> {
  const [ms] = yield* firstRow(clock, []);
  return instantFromMs(Number(ms));
}
