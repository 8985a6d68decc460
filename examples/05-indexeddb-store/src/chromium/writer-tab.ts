import type { StartWriter } from '@jiceng/testkit';
import type { Tab } from './tab.ts';
import { askTab } from './tab-store.ts';

/** A writer of the kit in a tab of its own. Killing it crashes the tab's process: nobody there has time to say farewell. */
export function startWriterIn(openTab: () => Promise<Tab>): StartWriter {
  return (task) => {
    let told: (line: string) => void = () => undefined;
    let killed = false;
    const tab = openTab();
    const work = async (): Promise<string> => {
      const page = await tab;
      await page.hear('tell', (line) => told(line));
      const writing = askTab(page, 'crashWriter', task);
      const [ended] = await Promise.allSettled([writing]);
      return ended.status === 'rejected' && !killed ? String(ended.reason) : '';
    };
    const worked = work();
    return {
      onLine: (tell) => {
        told = tell;
      },
      kill: () => {
        killed = true;
        void tab.then((page) => page.crash());
      },
      ended: worked.then((complaint) => ({ killed, complaint })),
    };
  };
}
