import type { ColumnType } from '@jiceng/kernel';
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
  type CreateTableBuilder,
  type TableNode,
} from 'kysely';
import type { AnyTables, EngineDialect } from '../engine/engine-dialect.ts';
import { indexName } from '../script/migrate-script.ts';
import { describeTable } from './postgres-table-facts.ts';
import { plainStep } from '../script/script.ts';

/** Names the schema with every table: what a connection's search_path says may change, and differ from the next one's. */
class SchemaCompiler extends PostgresQueryCompiler {
  readonly #schema: string;

  constructor(schema: string) {
    super();
    this.#schema = `"${schema.replaceAll('"', '""')}".`;
  }

  protected override visitTable(node: TableNode): void {
    // Before a column stands the name that the table goes by in this statement.
    if (this.parentNode?.kind !== 'ReferenceNode') this.append(this.#schema);
    super.visitTable(node);
  }
}

/** Compared by the bytes of UTF-8, which is the order of code points. */
const typeNames: Readonly<Record<ColumnType, string>> = {
  text: 'text collate "C"',
  bigint: 'bigint',
  bytes: 'bytea',
};

const typeOf = (type: ColumnType = 'text') => sql.raw(typeNames[type]);

/** `jiceng` as a number: those who migrate, in whichever schema of a database, do so one after the other. */
const migrationLock = 0x6a_69_63_65_6e_67;

const longestLockTimeoutMs = 2 ** 31 - 1;

/** PostgreSQL's milliseconds: whole ones, and not 0, which would be for ever. */
export const wholeMs = (waitMs: number): number => Math.max(1, Math.min(Math.ceil(waitMs), longestLockTimeoutMs));

/**
 * PostgreSQL and what speaks like it: rows are locked one by one, so that batches on different rows do not wait for one another.
 *
 * @param waitMs how long a statement waits for a lock, at most.
 */
export function createPostgresDialect(schema: string, waitMs: number): EngineDialect {
  const builder = new Kysely<AnyTables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new SchemaCompiler(schema),
    },
  });
  // Said for this transaction alone, in the message that begins it: the connection is the host's.
  const begin = plainStep(
    `begin isolation level read committed read write; set local lock_timeout = ${wholeMs(waitMs)}`,
  );
  const commit = plainStep('commit');
  const rollback = plainStep('rollback');
  return {
    builder,
    begin,
    beginRead: plainStep('begin isolation level repeatable read read only'),
    commit,
    rollback,
    migration: {
      begin: [begin, plainStep(`select pg_catalog.pg_advisory_xact_lock(${migrationLock})`)],
      end: [commit],
      abandon: [rollback],
    },
    savepoint: plainStep('savepoint batch'),
    release: plainStep('release savepoint batch'),
    rollbackToSavepoint: plainStep('rollback to savepoint batch'),
    locking: (query) => query.forUpdate(),
    limit: (query, place) => query.limit(sql<number>`${place}`),
    rowsAtOnce: 64,
    partialIndexes: true,
    createTable: (spec) => {
      let table: CreateTableBuilder<string, string> = builder.schema.createTable(spec.name);
      for (const [column, type] of Object.entries(spec.columns)) {
        table = table.addColumn(column, typeOf(type), (made) => (spec.key.includes(column) ? made.notNull() : made));
      }
      return table.addPrimaryKeyConstraint(indexName(spec, 'key'), [...spec.key]).compile();
    },
    addColumn: (spec, column) =>
      builder.schema.alterTable(spec.name).addColumn(column, typeOf(spec.columns[column])).compile(),
    describe: (spec) => describeTable(schema, spec),
  };
}
