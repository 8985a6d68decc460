import type { TableSpec } from '@jiceng/kernel';
import {
  DummyDriver,
  Kysely,
  MysqlAdapter,
  MysqlIntrospector,
  MysqlQueryCompiler,
  sql,
  type BinaryOperationNode,
  type CreateTableBuilder,
} from 'kysely';
import type { AnyTables, EngineDialect } from '../engine/engine-dialect.ts';
import { indexName } from '../script/migrate-script.ts';
import { describeMysqlTable } from './mysql-describe.ts';
import { indexWidths, mysqlLimits } from './mysql-widths.ts';
import { plainStep, type Statement } from '../script/script.ts';

/**
 * `mysql2` sends a bigint as text, and MariaDB adds texts as floating point: 2^53 + 1 would become 2^53. So what meets a number
 * that may be absent is said to be a number. Elsewhere the column at its side says so.
 */
class ExactIntegerCompiler extends MysqlQueryCompiler {
  protected override visitBinaryOperation(node: BinaryOperationNode): void {
    const { leftOperand, operator, rightOperand } = node;
    const isPlace =
      rightOperand.kind === 'ValueNode' && !('immediate' in rightOperand && rightOperand.immediate === true);
    if (leftOperand.kind !== 'FunctionNode' || !isPlace) {
      super.visitBinaryOperation(node);
      return;
    }
    this.visitNode(leftOperand);
    this.append(' ');
    this.visitNode(operator);
    this.append(' cast(');
    this.visitNode(rightOperand);
    this.append(' as signed)');
  }
}

const builder = new Kysely<AnyTables>({
  dialect: {
    createAdapter: () => new MysqlAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new MysqlIntrospector(db),
    createQueryCompiler: () => new ExactIntegerCompiler(),
  },
});

/** Answers 1 when the lock of migrations was taken within so many seconds. A database has one, and a lost connection gives it up. */
export const takeMigrationLock: Statement = {
  sql: `select get_lock(concat('jiceng/', md5(database())), ?)`,
  columns: ['taken'],
};
const releaseMigrationLock: Statement = {
  sql: `select release_lock(concat('jiceng/', md5(database())))`,
  columns: ['released'],
};
const release = { statement: releaseMigrationLock, values: [] };

function isUnindexed({ columns, key }: TableSpec, found: TableSpec, column: string): boolean {
  const indexed = [...key, ...Object.values(found.indexes ?? {}).flat()];
  return columns[column] !== 'bigint' && Object.hasOwn(found.columns, column) && !indexed.includes(column);
}

/** Short, so that who waits is asked now and then whether it still wants to. */
const migrationLockSeconds = 1n;

/**
 * MySQL 8 and MariaDB on InnoDB. A definition of a table commits by itself there: migrations stand within a lock instead of a transaction, and one
 * that broke off is gone on with, since each of its statements is only said when it is still needed.
 *
 * @param collation orders by code point and pads nothing.
 */
export function createMysqlDialect(collation: string): EngineDialect {
  const columnType = (spec: TableSpec, column: string) => {
    const [type, width] = [spec.columns[column] ?? 'text', mysqlLimits(spec)[column]];
    if (type === 'bigint') return sql`bigint`;
    if (type === 'bytes') return width === undefined ? sql`longblob` : sql.raw(`varbinary(${width})`);
    const text = width === undefined ? 'longtext' : `varchar(${width})`;
    return sql.raw(`${text} character set utf8mb4 collate ${collation}`);
  };
  return {
    builder,
    begin: plainStep('start transaction'),
    beginRead: plainStep('start transaction with consistent snapshot'),
    commit: plainStep('commit'),
    rollback: plainStep('rollback'),
    migration: {
      begin: [{ statement: takeMigrationLock, values: [migrationLockSeconds] }],
      end: [release],
      abandon: [release],
    },
    savepoint: plainStep('savepoint batch'),
    release: plainStep('release savepoint batch'),
    rollbackToSavepoint: plainStep('rollback to savepoint batch'),
    locking: (query) => query.forUpdate(),
    limit: (query, place) => query.limit(place),
    rowsAtOnce: 64,
    partialIndexes: false,
    valueLimits: mysqlLimits,
    createTable: (spec) => {
      let table: CreateTableBuilder<string, string> = builder.schema.createTable(spec.name);
      for (const column of Object.keys(spec.columns)) {
        table = table.addColumn(column, columnType(spec, column), (made) =>
          spec.key.includes(column) ? made.notNull() : made,
        );
      }
      return table
        .addPrimaryKeyConstraint(indexName(spec, 'key'), [...spec.key])
        .modifyEnd(sql.raw(`engine = InnoDB default character set utf8mb4 collate ${collation} row_format = dynamic`))
        .compile();
    },
    addColumn: (spec, column) =>
      builder.schema.alterTable(spec.name).addColumn(column, columnType(spec, column)).compile(),
    createIndex: (spec, index, found) => {
      const columns = spec.indexes?.[index] ?? [];
      // InnoDB completes every index with the rest of the key by itself, and that does not count towards its limit.
      const parts = indexWidths(spec, columns).map(([column, width]) =>
        width === undefined ? sql.ref(column) : sql`${sql.ref(column)}(${sql.raw(String(width))})`,
      );
      const added = sql`add index ${sql.ref(indexName(spec, index))} (${sql.join(parts)})`;
      // Long text is put in order by its beginning only. A column that was in no index until now becomes one that holds less.
      const narrowed = columns
        .filter((column) => found !== undefined && isUnindexed(spec, found, column))
        .map((column) => sql`modify column ${sql.ref(column)} ${columnType(spec, column)}`);
      return sql`alter table ${sql.table(spec.name)} ${sql.join([...narrowed, added])}`.compile(builder);
    },
    describe: (spec) => describeMysqlTable(spec, collation),
  };
}
