import type { Chromium } from './chromium.ts';
import type { Tab } from './tab.ts';

/** Where the kit's tabs come from, and what it means to kill one. */
export interface TabSource {
  /** A tab that shows the kit's page, and that nobody else uses. */
  readonly open: () => Promise<Tab>;
  /** Tabs that are not needed any more; every store in them is closed. */
  readonly giveBack: (tabs: readonly Tab[]) => void;
  readonly kill: (tab: Tab) => Promise<void>;
}

async function showing(chromium: Chromium, page: string): Promise<Tab> {
  const tab = await chromium.openTab();
  await tab.goTo(page);
  return tab;
}

/** Tabs of one browser. To kill one is to crash its process; the browser goes on. */
export function tabsOf(chromium: Chromium, page: string): TabSource {
  const idle: Tab[] = [];
  return {
    open: async () => idle.pop() ?? showing(chromium, page),
    giveBack: (tabs) => void idle.push(...tabs),
    kill: (tab) => tab.crash(),
  };
}

/** Tabs of a browser that is killed as a whole, with all its processes, and started again on the same profile. */
export function tabsOfKilledBrowsers(
  start: () => Promise<Chromium>,
  page: string,
): TabSource & { readonly close: () => Promise<void> } {
  let running: Promise<Chromium> | undefined;
  return {
    open: async () => {
      running ??= start();
      return showing(await running, page);
    },
    giveBack: (tabs) => void Promise.allSettled(tabs.map((tab) => tab.close())),
    kill: async () => {
      const killed = running;
      running = undefined;
      await (await killed)?.kill();
    },
    close: async () => (await running)?.close(),
  };
}
