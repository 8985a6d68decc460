import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { Readable, Writable } from 'node:stream';
import * as z from 'zod';
import { createDevTools } from './devtools.ts';
import { openTab, type Tab } from './tab.ts';

/** A running browser. */
export interface Chromium {
  readonly version: string;
  readonly openTab: () => Promise<Tab>;
  /** A tab of a private window of its own: it shares nothing with others, and keeps nothing. */
  readonly openPrivateTab: () => Promise<Tab>;
  /** Ends all its processes at once, as a power cut would end them. */
  readonly kill: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const flags = [
  '--headless',
  '--no-sandbox', // a container has no user namespaces, and the pages are ours
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--remote-debugging-pipe',
];

const Version = z.object({ product: z.string() });
const Context = z.object({ browserContextId: z.string() });

/**
 * Starts a Chromium without a window, and with a profile of its own.
 *
 * @param profile an empty folder, or one from an earlier run.
 */
export async function launchChromium(program: string, profile: string): Promise<Chromium> {
  const child = spawn(program, [...flags, `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    detached: true, // a group of its own, so that all of it can be ended
  });
  const [, , , toBrowser, fromBrowser] = child.stdio;
  if (!(toBrowser instanceof Writable) || !(fromBrowser instanceof Readable)) throw new Error('no pipes to Chromium');
  const devTools = createDevTools(toBrowser, fromBrowser);
  const endAll = (): void => {
    const runs = child.exitCode === null && child.signalCode === null;
    if (runs && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  };
  // Whoever started it may end without closing it.
  process.once('exit', endAll);
  const exited = once(child, 'exit');
  child.on('exit', () => {
    process.off('exit', endAll);
    devTools.fail('Chromium has ended');
  });
  child.on('error', (error) => devTools.fail(`Chromium cannot be started: ${error.message}`));
  const { product } = Version.parse(await devTools.send('Browser.getVersion'));
  return {
    version: product,
    openTab: () => openTab(devTools),
    openPrivateTab: async () => {
      const { browserContextId } = Context.parse(await devTools.send('Target.createBrowserContext'));
      return openTab(devTools, browserContextId);
    },
    kill: async () => {
      endAll();
      await exited;
    },
    close: async () => {
      // It may be gone before it answers.
      await devTools.send('Browser.close').catch(() => undefined);
      await exited;
    },
  };
}
