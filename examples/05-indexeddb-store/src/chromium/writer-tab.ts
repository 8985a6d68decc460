import type { StartWriter } from '@jiceng/testkit';
import type { TabSource } from './tab-source.ts';
import { askTab, type TabStoreOptions } from './tab-store.ts';

/** A writer of the kit in a tab of its own. When it is killed, nobody there has time to say farewell. */
export function startWriterIn(source: TabSource, options: Omit<TabStoreOptions, 'name'>): StartWriter {
  return (task) => {
    let told: (line: string) => void = () => undefined;
    let killed = false;
    const tab = source.open();
    let dying: Promise<void> | undefined;
    const complaintOf = async (): Promise<string> => {
      const page = await tab;
      const deaf = await page.hear('tell', (line) => told(line));
      const [ended] = await Promise.allSettled([askTab(page, 'crashWriter', { task, ...options })]);
      await dying;
      deaf();
      if (!killed) source.giveBack([page]);
      return ended.status === 'rejected' && !killed ? String(ended.reason) : '';
    };
    const complained = complaintOf();
    return {
      onLine: (tell) => {
        told = tell;
      },
      kill: () => {
        killed = true;
        dying ??= tab.then((page) => source.kill(page));
      },
      ended: complained.then((complaint) => ({ killed, complaint })),
    };
  };
}
