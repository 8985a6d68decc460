import { findChromium } from './chromium/find-chromium.ts';
import { kitTabs } from './chromium/kit-tabs.ts';
import { createTabFactory } from './chromium/tab-factory.ts';
import { createMemoryPlatform } from './memory-platform.ts';
import { createIndexedDbFactory } from './store-factory.ts';

// #region module
/** `jiceng-store-check src/kit-factory.ts`: in Chromium, a tab for every handle. */
export const factory = createTabFactory(kitTabs(findChromium()));

/** `jiceng-store-check src/kit-factory.ts --export inMemory`: under Node, where there is no browser. */
export const inMemory = createIndexedDbFactory({ platform: createMemoryPlatform() });
// #endregion module
