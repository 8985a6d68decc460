import type { Operation, Query, Store, TableSpec } from '@jiceng/kernel';
import { checkStore, runCrashWriter } from '@jiceng/testkit';
import * as z from 'zod';
import { createIndexedDbFactory } from '../store-factory.ts';
import { deleteDatabase, openIndexedDbStore } from '../store/index.ts';
import { answerText, fromWire } from './wire.ts';

// What a test can ask of a tab, by name. Batches and queries go on as they came: refusing malformed ones is the store's part.
const Opening = z.object({
  name: z.string(),
  durability: z.enum(['strict', 'relaxed']).default('strict'),
  waitMs: z.number().default(5000),
});
const Writing = Opening.omit({ name: true }).extend({ task: z.string() });
const OnStore = z.tuple([z.number(), z.unknown()]);
const Tables = z.custom<readonly TableSpec[]>(Array.isArray);
const Batch = z.custom<readonly Operation[]>(Array.isArray);
const Queries = z.custom<readonly Query[]>(Array.isArray);

const stores: Store[] = [];

function onStore(given: unknown): readonly [store: Store, given: unknown] {
  const [at, rest] = OnStore.parse(given);
  const store = stores[at];
  if (store === undefined) throw new RangeError(`this tab has no store ${at}`);
  return [store, rest];
}

/** The function that the test has given this page; a line that is told has left the page when it returns. */
function tell(line: string): void {
  const told: unknown = Reflect.get(globalThis, 'tell');
  if (typeof told === 'function') Reflect.apply(told, globalThis, [line]);
}

const calls: Readonly<Record<string, (given: unknown) => Promise<unknown>>> = {
  open: async (given) => {
    const store = await openIndexedDbStore(Opening.parse(given));
    return { handle: stores.push(store) - 1, info: store.info };
  },
  migrate: async (given) => {
    const [store, tables] = onStore(given);
    await store.migrate(Tables.parse(tables));
  },
  commit: async (given) => {
    const [store, batch] = onStore(given);
    return store.commit(Batch.parse(batch));
  },
  read: async (given) => {
    const [store, queries] = onStore(given);
    return store.read(Queries.parse(queries));
  },
  now: async (given) => onStore(given)[0].now(),
  close: async (given) => onStore(given)[0].close(),
  remove: async (given) => deleteDatabase(z.string().parse(given)),
  checkStore: async (given) => checkStore(createIndexedDbFactory(), { seed: z.number().parse(given) }),
  crashWriter: async (given) => {
    const { task, ...options } = Writing.parse(given);
    await runCrashWriter(createIndexedDbFactory(options), task, tell);
  },
};

Object.assign(globalThis, {
  jicengTab: (name: string, given: string): Promise<string> =>
    answerText(async () => {
      const call = calls[name];
      if (call === undefined) throw new RangeError(`a tab cannot ${name}`);
      return call(fromWire(given));
    }),
});
