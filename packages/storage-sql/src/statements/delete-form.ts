import type { Operation, TableSpec } from '@jiceng/kernel';
import { compileInOrder, type Form } from './compiled.ts';
import type { EngineDialect } from '../engine/engine-dialect.ts';
import { hasKey } from './row-condition.ts';

export type DeleteOperation = Operation & { readonly op: 'delete' };

/** So many rows, by their keys. Written out: engines differ in `(a, b) in (…)`. */
export function removeManyForm(
  { builder }: EngineDialect,
  spec: TableSpec,
  count: number,
): Form<readonly DeleteOperation[]> {
  const query = builder
    .deleteFrom(spec.name)
    .where((terms) =>
      terms.or(Array.from({ length: count }, (_, row) => terms.and([...hasKey(terms, spec, row * spec.key.length)]))),
    );
  return { statement: compileInOrder(query), values: (operations) => operations.flatMap(({ key }) => key) };
}
