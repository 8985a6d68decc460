import * as z from 'zod';
import type { DevTools } from './devtools.ts';

const Evaluated = z.object({
  result: z.object({ value: z.unknown().optional() }),
  exceptionDetails: z
    .object({ text: z.string(), exception: z.object({ description: z.string().optional() }).optional() })
    .optional(),
});
const BindingCalled = z.object({ name: z.string(), payload: z.string() });
const Screenshot = z.object({ data: z.base64() });

/** One page of a browser, in a process of its own. */
export interface Tab {
  readonly goTo: (url: string) => Promise<void>;
  readonly reload: () => Promise<void>;
  /** What an expression gives, awaited; it must be JSON. */
  readonly evaluate: (expression: string) => Promise<unknown>;
  /** Gives the page a function of this name, and tells what it is called with, until the answer is called. */
  readonly hear: (name: string, tell: (text: string) => void) => Promise<() => void>;
  /** Ends the page's process where it stands. */
  readonly crash: () => Promise<void>;
  readonly close: () => Promise<void>;
  readonly resize: (width: number, height: number) => Promise<void>;
  readonly screenshot: () => Promise<Buffer>;
  readonly offline: (is: boolean) => Promise<void>;
  /** Any other command of the protocol. */
  readonly send: (method: string, params?: object) => Promise<unknown>;
}

const Created = z.object({ targetId: z.string() });
const Attached = z.object({ sessionId: z.string() });

/** Opens an empty tab, in a context of its own when one is named. */
export async function openTab(devTools: DevTools, browserContextId?: string): Promise<Tab> {
  const context = browserContextId === undefined ? {} : { browserContextId };
  const { targetId } = Created.parse(await devTools.send('Target.createTarget', { url: 'about:blank', ...context }));
  const attached = await devTools.send('Target.attachToTarget', { targetId, flatten: true });
  const { sessionId } = Attached.parse(attached);
  const send = (method: string, params?: object) => devTools.send(method, params, sessionId);

  const next = (method: string): Promise<void> =>
    new Promise((resolve) => {
      const stop = devTools.listen((event) => {
        if (event.sessionId !== sessionId || event.method !== method) return;
        stop();
        resolve();
      });
    });
  const loaded = async (begin: () => Promise<unknown>): Promise<void> => {
    const load = next('Page.loadEventFired');
    await begin();
    await load;
  };
  await Promise.all([send('Page.enable'), send('Runtime.enable')]);
  devTools.listen((event) => {
    if (event.sessionId !== sessionId || event.method !== 'Inspector.targetCrashed') return;
    devTools.fail('the tab has crashed', sessionId);
  });

  return {
    send,
    goTo: (url) => loaded(() => send('Page.navigate', { url })),
    reload: () => loaded(() => send('Page.reload')),
    evaluate: async (expression) => {
      const answer = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
      const { result, exceptionDetails } = Evaluated.parse(answer);
      if (exceptionDetails === undefined) return result.value;
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    },
    hear: async (name, tell) => {
      const stop = devTools.listen((event) => {
        if (event.sessionId !== sessionId || event.method !== 'Runtime.bindingCalled') return;
        const called = BindingCalled.parse(event.params);
        if (called.name === name) tell(called.payload);
      });
      await send('Runtime.addBinding', { name });
      return stop;
    },
    crash: async () => {
      const crashed = next('Inspector.targetCrashed');
      // Never answered: whoever would answer is gone.
      void send('Page.crash').catch(() => undefined);
      await crashed;
      await devTools.send('Target.closeTarget', { targetId });
    },
    close: async () => {
      await devTools.send('Target.closeTarget', { targetId });
      devTools.fail('the tab was closed', sessionId);
    },
    resize: async (width, height) => {
      const size = { width, height, deviceScaleFactor: 1, mobile: width < 600 };
      await send('Emulation.setDeviceMetricsOverride', size);
    },
    screenshot: async () => {
      const { data } = Screenshot.parse(await send('Page.captureScreenshot', { captureBeyondViewport: true }));
      return Buffer.from(data, 'base64');
    },
    offline: async (is) => {
      await send('Network.enable');
      const limits = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
      await send('Network.emulateNetworkConditions', { offline: is, ...limits });
    },
  };
}
