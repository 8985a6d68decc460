import type { Operation, TableSpec } from '@jiceng/kernel';
import { compileInOrder, type Form } from './compiled.ts';
import type { EngineDialect } from '../engine/engine-dialect.ts';
import { hasKey, isAtVersion } from './row-condition.ts';
import type { SqlValue } from '../script/script.ts';

export type UpdateOperation = Operation & { readonly op: 'update' };

/** Writes the columns that such an operation sets, and moves the version, if it stands where it should. */
export function updateForm({ builder }: EngineDialect, spec: TableSpec, like: UpdateOperation): Form<UpdateOperation> {
  const columns = Object.keys(like.set);
  const changes = Object.fromEntries([...columns, 'version'].map((column, place) => [column, place]));
  const keyFrom = columns.length + 1;
  const query = builder
    .updateTable(spec.name)
    .set(changes)
    .where((terms) => terms.and([...hasKey(terms, spec, keyFrom), isAtVersion(terms, keyFrom + spec.key.length)]));
  return {
    statement: compileInOrder(query),
    values: ({ set, key, ifVersion, toVersion }) => {
      const values: SqlValue[] = [];
      for (const column of columns) values.push(set[column] ?? null);
      values.push(toVersion ?? ifVersion + 1n, ...key, ifVersion);
      return values;
    },
  };
}
