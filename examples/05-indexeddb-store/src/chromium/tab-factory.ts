import type { Store } from '@jiceng/kernel';
import type { StoreFactory } from '@jiceng/testkit';
import type { Chromium } from './chromium.ts';
import type { Tab } from './tab.ts';
import { askTab, openStoreIn, type TabStoreOptions } from './tab-store.ts';
import { startWriterIn } from './writer-tab.ts';

// #region tabs
/**
 * Places for the kit in which every handle is a tab of its own, and every writer that is killed a tab that crashes. Tabs whose
 * place is gone serve the next one.
 */
export function createTabFactory(
  chromium: Chromium,
  page: string,
  options: Omit<TabStoreOptions, 'name'> = {},
): StoreFactory {
  const idle: Tab[] = [];
  const openTab = async (): Promise<Tab> => {
    const spare = idle.pop();
    if (spare !== undefined) return spare;
    const tab = await chromium.openTab();
    await tab.goTo(page);
    return tab;
  };
  return {
    level: 'crash',
    create: async () => {
      const name = `kit-${globalThis.crypto.randomUUID()}`;
      const tabs: Tab[] = [];
      const open = async (): Promise<Store> => {
        const tab = await openTab();
        tabs.push(tab);
        return openStoreIn(tab, { name, ...options });
      };
      const remove = async (): Promise<void> => {
        const [tab] = tabs;
        if (tab !== undefined) await askTab(tab, 'remove', name);
        idle.push(...tabs);
      };
      return { open, remove, address: name };
    },
    openAt: async (name) => openStoreIn(await openTab(), { name, ...options }),
    writer: startWriterIn(openTab),
  };
}
// #endregion tabs
