import type { Key, Row, Store, TableSpec } from '@jiceng/kernel';
import { expectTrue } from './contract/expectation.ts';
import { shown } from './shown.ts';

const pageSize = 500;

/**
 * All rows of a table in the order of its key.
 *
 * @throws JicengError `TESTKIT_CONTRACT_BROKEN` when the store answers one page again and again.
 */
export async function allRows(store: Store, spec: TableSpec): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (let after: Key | undefined; ;) {
    const bound = after === undefined ? {} : { after };
    const [page = []] = await store.read([
      { get: 'rows', table: spec.name, index: 'key', prefix: [], ...bound, limit: pageSize },
    ]);
    rows.push(...page);
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return rows;
    const next = spec.key.flatMap((column) => last[column] ?? []);
    expectTrue(`a page of ${spec.name} goes on behind the one before it`, shown(next) !== shown(after));
    after = next;
  }
}

/** Everything that a store holds in these tables, as text: two stores with equal texts hold the same. */
export async function storeContent(store: Store, tables: readonly TableSpec[]): Promise<string> {
  const lines: string[] = [];
  for (const spec of tables) {
    for (const row of await allRows(store, spec)) lines.push(`${spec.name} ${shown(row)}`);
  }
  return lines.join('\n');
}
