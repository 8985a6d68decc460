import process from 'node:process';
import { kitFiles } from '../site/kit-files.ts';
import { serve } from '../site/serve.ts';
import { launchChromium } from './chromium.ts';
import { tabsOf, type TabSource } from './tab-source.ts';
import { temporaryProfile } from './temporary-profile.ts';

async function start(program: string | undefined): Promise<TabSource> {
  if (program === undefined) throw new Error('There is no Chromium on the PATH; JICENG_CHROMIUM may name one.');
  const { profile, remove } = temporaryProfile();
  process.once('exit', remove);
  const [site, chromium] = [await serve(await kitFiles()), await launchChromium(program, profile)];
  return tabsOf(chromium, `${site.origin}/tab.html`);
}

/** Tabs of a Chromium that starts when the first is asked for, and goes with this process. */
export function kitTabs(program: string | undefined): TabSource {
  let started: Promise<TabSource> | undefined;
  const source = (): Promise<TabSource> => (started ??= start(program));
  return {
    open: async () => (await source()).open(),
    giveBack: (tabs) => void started?.then((tabsThere) => tabsThere.giveBack(tabs)),
    kill: async (tab) => (await source()).kill(tab),
  };
}
