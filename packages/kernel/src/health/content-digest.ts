import type { Digest } from '../plain/digest.ts';
import { digestNamed } from '../plain/digest.ts';
import { compareText } from '../store/key-order.ts';
import type { Key, Row, Store, TableSpec, Value } from '../store/store.ts';

/** What a store holds, as one value: two stores with equal digests hold the same rows. */
export interface ContentDigest {
  /** `sha256:…` */
  readonly digest: string;
  readonly rows: number;
}

const pageSize = 500;

async function* rowsOf(store: Store, spec: TableSpec): AsyncGenerator<Row> {
  for (let after: Key | undefined; ;) {
    const bound = after === undefined ? {} : { after };
    const [page = []] = await store.read([
      { get: 'rows', table: spec.name, index: 'key', prefix: [], ...bound, limit: pageSize },
    ]);
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    after = spec.key.flatMap((column) => last[column] ?? []);
  }
}

const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Each value with its type, so that the text `1` and the number are two. */
function typed(value: Value): readonly [type: string, text: string] {
  if (typeof value === 'string') return ['text', value];
  return typeof value === 'bigint' ? ['bigint', String(value)] : ['bytes', toHex(value)];
}

/** A row as one text whatever the order of its columns; a column that holds nothing is not there. */
function rowText(row: Row): string {
  const columns = Object.keys(row).toSorted(compareText);
  return JSON.stringify(
    columns.flatMap((column) => {
      const value = row[column];
      return value === undefined ? [] : [[column, ...typed(value)]];
    }),
  );
}

/**
 * Digests all rows of these tables: tables by name, rows in the order of their keys, columns by name, each row with all before it.
 * A table without rows and a column that no row fills count for nothing, so that a migration which adds them changes nothing.
 * It reads everything and in pages: nobody may write meanwhile, or it is the digest of no moment.
 */
export async function contentDigest(
  store: Store,
  tables: readonly TableSpec[],
  digest: Digest = digestNamed('sha256'),
): Promise<ContentDigest> {
  let [hex, rows] = ['', 0];
  for (const spec of tables.toSorted((a, b) => compareText(a.name, b.name))) {
    for await (const row of rowsOf(store, spec)) {
      hex = digest.hex(JSON.stringify(['jiceng-content/1', digest.name, hex, spec.name, rowText(row)]));
      rows += 1;
    }
  }
  return { digest: `${digest.name}:${hex}`, rows };
}
