import * as z from 'zod';
import { factTable } from '../record/kernel-tables.ts';
import { textOf } from '../store/row.ts';
import type { Store } from '../store/store.ts';

const Editioned = z.object({ edition: z.string() });

/**
 * The edition that a case of a defined process runs under: the one its last fact was recorded under. `undefined` for a stream
 * nobody has written to. A host with several editions in force picks the process by it, for commands and for timers.
 */
export async function editionOf(store: Store, tenant: string, stream: string): Promise<string | undefined> {
  const [[last] = []] = await store.read([
    { get: 'rows', table: factTable.name, index: 'key', prefix: [tenant, stream], limit: 1, reverse: true },
  ]);
  if (last === undefined) return undefined;
  const body = Editioned.safeParse(JSON.parse(textOf(last, 'body')));
  return body.success ? body.data.edition : undefined;
}
