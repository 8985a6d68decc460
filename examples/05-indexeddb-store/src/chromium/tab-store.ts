import type { CommitResult, Row, Store, StoreInfo } from '@jiceng/kernel';
import { InstantText } from '@jiceng/kernel';
import * as z from 'zod';
import { answerIn, toWire } from '../tab/wire.ts';
import type { Tab } from './tab.ts';

/** Asks a page of `tab-main.ts` for something. */
export async function askTab(tab: Tab, call: string, given: unknown): Promise<unknown> {
  return answerIn(await tab.evaluate(`jicengTab(${JSON.stringify(call)}, ${JSON.stringify(toWire(given))})`));
}

const Opened = z.object({ handle: z.number(), info: z.custom<StoreInfo>((info) => typeof info === 'object') });
// What a store answers is for the kit to judge, not for the way there.
const Committed = z.custom<CommitResult>(() => true);
const Rows = z.custom<readonly (readonly Row[])[]>(() => true);

export interface TabStoreOptions {
  readonly name: string;
  readonly durability?: 'strict' | 'relaxed';
  readonly waitMs?: number;
}

/** A store that lives in a tab, as a store here. */
export async function openStoreIn(tab: Tab, options: TabStoreOptions): Promise<Store> {
  const { handle, info } = Opened.parse(await askTab(tab, 'open', options));
  const ask = (call: string, given?: unknown) => askTab(tab, call, [handle, given]);
  return {
    info,
    migrate: async (tables) => void (await ask('migrate', tables)),
    commit: async (batch) => Committed.parse(await ask('commit', batch)),
    read: async (queries) => Rows.parse(await ask('read', queries)),
    now: async () => InstantText.parse(await ask('now')),
    close: async () => void (await ask('close')),
  };
}
