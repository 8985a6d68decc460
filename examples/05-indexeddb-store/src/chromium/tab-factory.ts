import type { Store } from '@jiceng/kernel';
import type { StoreFactory } from '@jiceng/testkit';
import type { Tab } from './tab.ts';
import type { TabSource } from './tab-source.ts';
import { askTab, openStoreIn, type TabStoreOptions } from './tab-store.ts';
import { startWriterIn } from './writer-tab.ts';

// #region tabs
/**
 * Places for the kit, which runs here while every handle is a tab of its own, and every process that is killed is a tab too.
 */
export function createTabFactory(source: TabSource, options: Omit<TabStoreOptions, 'name'> = {}): StoreFactory {
  return {
    level: 'crash',
    create: async () => {
      const name = `kit-${globalThis.crypto.randomUUID()}`;
      const tabs: Tab[] = [];
      const open = async (): Promise<Store> => {
        const tab = await source.open();
        tabs.push(tab);
        return openStoreIn(tab, { name, ...options });
      };
      const remove = async (): Promise<void> => {
        const [tab] = tabs;
        if (tab !== undefined) await askTab(tab, 'remove', name);
        source.giveBack(tabs);
      };
      return { open, remove, address: name };
    },
    openAt: async (name) => openStoreIn(await source.open(), { name, ...options }),
    writer: startWriterIn(source, options),
  };
}
// #endregion tabs
