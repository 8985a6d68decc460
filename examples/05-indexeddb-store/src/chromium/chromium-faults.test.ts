import type { Operation, Row, Store, TableSpec } from '@jiceng/kernel';
import { createSeededRandom } from '@jiceng/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { kitFiles } from '../site/kit-files.ts';
import { serve, type Site } from '../site/serve.ts';
import { launchChromium, type Chromium } from './chromium.ts';
import { askTab, openStoreIn } from './tab-store.ts';
import type { Tab } from './tab.ts';
import { temporaryProfile } from './temporary-profile.ts';
import { describeWithChromium } from './with-chromium.fixture.ts';

const noteTable: TableSpec = {
  name: 'note',
  rank: 1,
  columns: { id: 'text', words: 'text', version: 'bigint' },
  key: ['id'],
};
const note = (id: string, more: Row = {}): Operation => ({
  op: 'insert',
  table: 'note',
  row: { id, version: 1n, ...more },
});

async function ids(store: Store): Promise<readonly unknown[]> {
  const [rows = []] = await store.read([{ get: 'rows', table: 'note', index: 'key', prefix: [], limit: 1000 }]);
  return rows.map(({ id }) => id);
}

/** The browser presses texts together before it weighs them. */
function incompressible(length: number): string {
  const { below } = createSeededRandom(1);
  return Array.from({ length }, () => String.fromCodePoint(0x4e00 + below(0x5000))).join('');
}

const usedUp = {
  code: 'STORE_UNAVAILABLE',
  details: { engine: 'indexeddb', problem: 'the space that the browser grants this origin is used up' },
};

/** Writes a row outside the adapter and never lets the transaction end: as a tab that is busy in one. */
const holdTransaction = (database: string): string => `new Promise((resolve, reject) => {
  const opening = indexedDB.open(${JSON.stringify(database)});
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const store = opening.result.transaction(['note'], 'readwrite').objectStore('note');
    const id = new TextEncoder().encode('torn').buffer;
    const again = () => { store.get([id]).onsuccess = again; };
    store.put({ row: { id: 'torn', version: 1n }, sorted: { id } }).onsuccess = () => { again(); resolve('held'); };
  };
})`;

describeWithChromium('what can befall a store in Chromium', (program) => {
  const { profile, remove } = temporaryProfile();
  let started: { readonly site: Site; readonly chromium: Chromium } | undefined;
  beforeAll(async () => {
    const site = await serve(await kitFiles());
    started = { site, chromium: await launchChromium(program, profile) };
  }, 60_000);
  afterAll(async () => {
    await started?.chromium.close();
    await started?.site.close();
    remove();
  });
  const there = () => {
    if (started === undefined) throw new Error('Chromium was not started');
    return started;
  };
  const tabAt = async (
    path = '/tab.html',
    how: { readonly site?: Site; readonly isPrivate?: boolean } = {},
  ): Promise<Tab> => {
    const { chromium, site } = there();
    const tab = how.isPrivate === true ? await chromium.openPrivateTab() : await chromium.openTab();
    await tab.goTo((how.site ?? site).origin + path);
    return tab;
  };
  const storeIn = async (tab: Tab, name: string): Promise<Store> => {
    const store = await openStoreIn(tab, { name });
    await store.migrate([noteTable]);
    return store;
  };

  it.each([
    ['killed', (tab: Tab) => tab.crash()],
    ['closed', (tab: Tab) => tab.close()],
  ] as const)(
    'a tab that is %s in a transaction: nothing of it stays, and who waited for it goes on',
    async (how, end) => {
      const [victim, other] = [await tabAt(), await tabAt()];
      const store = await storeIn(other, how);
      expect(await victim.evaluate(holdTransaction(how))).toBe('held');
      let answered = false;
      const waiting = store.commit([note('patient')]).finally(() => {
        answered = true;
      });
      // Several ways to the tab and back: time enough, if it had not to wait.
      for (let turn = 0; turn < 20; turn++) await store.now();
      expect(answered).toBe(false);
      await end(victim);
      expect(await waiting).toEqual({ ok: true });
      expect(await ids(store)).toEqual(['patient']);
      await other.close();
    },
  );

  it('space used up: the batch is refused as a whole, what was answered stays, and small ones go on', async () => {
    // An origin of its own: for a while the browser remembers how much space an origin had.
    const site = await serve(await kitFiles());
    const tab = await tabAt('/tab.html', { site });
    await tab.send('Storage.overrideQuotaForOrigin', { origin: site.origin, quotaSize: 400_000 });
    const store = await storeIn(tab, 'full');
    expect(await store.commit([note('before')])).toEqual({ ok: true });
    const large = store.commit([note('beside'), note('large', { words: incompressible(600_000) })]);
    await expect(large).rejects.toMatchObject(usedUp);
    expect(await ids(store)).toEqual(['before']);
    expect(await store.commit([note('after')])).toEqual({ ok: true });
    expect(await ids(store)).toEqual(['after', 'before']);
    await tab.close();
    await site.close();
  });

  it('no space for the tables: declaring them is refused, in words', async () => {
    const site = await serve(await kitFiles());
    const tab = await tabAt('/tab.html', { site });
    await tab.send('Storage.overrideQuotaForOrigin', { origin: site.origin, quotaSize: 1 });
    await expect(storeIn(tab, 'none')).rejects.toMatchObject(usedUp);
    await tab.close();
    await site.close();
  });

  it('a frame without an origin: storage is refused, in words', async () => {
    const tab = await tabAt('/sandboxed.html');
    await expect(openStoreIn(tab, { name: 'nowhere' })).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      details: { engine: 'indexeddb', problem: 'the browser allows no storage here' },
    });
    await tab.close();
  });

  it('a private window: it stores, and shares nothing with other windows', async () => {
    const [hidden, open] = [await tabAt('/tab.html', { isPrivate: true }), await tabAt()];
    const [inside, outside] = [await storeIn(hidden, 'same'), await storeIn(open, 'same')];
    expect(await inside.commit([note('hidden')])).toEqual({ ok: true });
    expect([await ids(inside), await ids(outside)]).toEqual([['hidden'], []]);
    await hidden.close();
    await open.close();
  });

  it('storage cleared by whoever uses the browser: the store says so, and does not begin anew by itself', async () => {
    const tab = await tabAt();
    const { origin } = there().site;
    const store = await storeIn(tab, 'cleared');
    expect(await store.commit([note('a')])).toEqual({ ok: true });
    await tab.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
    await expect(store.commit([note('b')])).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      details: { problem: 'the database was deleted' },
    });
    const next = await storeIn(tab, 'cleared');
    expect(await ids(next)).toEqual([]);
    await tab.close();
  });

  it('integers beyond 2^53, and every byte, go through the browser’s own clone unchanged', async () => {
    const tab = await tabAt();
    const store = await openStoreIn(tab, { name: 'exact' });
    const table: TableSpec = { name: 'exact', rank: 1, columns: { id: 'text', n: 'bigint', b: 'bytes' }, key: ['id'] };
    await store.migrate([table]);
    const row = { id: '𠮷', n: 2n ** 53n + 1n, b: Uint8Array.from({ length: 256 }, (_, at) => at) };
    expect(await store.commit([{ op: 'insert', table: 'exact', row }])).toEqual({ ok: true });
    expect(await store.read([{ get: 'row', table: 'exact', key: ['𠮷'] }])).toEqual([[row]]);
    await askTab(tab, 'remove', 'exact');
    await tab.close();
  });
});
