import type { ConformanceReport } from '@jiceng/testkit';
import { describeConformance } from '@jiceng/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { kitFiles } from '../site/kit-files.ts';
import { serve, type Site } from '../site/serve.ts';
import { launchChromium, type Chromium } from './chromium.ts';
import { createTabFactory } from './tab-factory.ts';
import { tabsOf, tabsOfKilledBrowsers, type TabSource } from './tab-source.ts';
import { askTab } from './tab-store.ts';
import { temporaryProfile } from './temporary-profile.ts';
import { describeWithChromium } from './with-chromium.fixture.ts';

const Report = z.custom<ConformanceReport>((report) => typeof report === 'object');

/** Tabs that are there when the first case asks for one. */
const later = (source: () => TabSource): TabSource => ({
  open: () => source().open(),
  giveBack: (tabs) => source().giveBack(tabs),
  kill: (tab) => source().kill(tab),
});

describeWithChromium('IndexedDB in Chromium', (program) => {
  const { profile, remove } = temporaryProfile();
  let [site, chromium, tabs]: [Site?, Chromium?, TabSource?] = [];
  beforeAll(async () => {
    site = await serve(await kitFiles());
    chromium = await launchChromium(program, profile);
    tabs = tabsOf(chromium, `${site.origin}/tab.html`);
  }, 60_000);
  afterAll(async () => {
    await chromium?.close();
    await site?.close();
    remove();
  });
  const there = <Thing>(thing: Thing | undefined): Thing => {
    if (thing === undefined) throw new Error('Chromium was not started');
    return thing;
  };

  it('keeps the contract in one page, where the kit runs too', async () => {
    const tab = await there(tabs).open();
    const { cases, notRun, reached, node } = Report.parse(await askTab(tab, 'checkStore', 1));
    expect(cases.filter(({ outcome }) => outcome === 'broken')).toEqual([]);
    expect(notRun.filter(({ level, why }) => level !== 'crash' && why !== 'doesNotJoin')).toEqual([]);
    expect({ reached, node }).toEqual({ reached: 'processes', node: undefined });
    await tab.close();
  }, 60_000);

  describe('with a tab for every handle', () => {
    const { notRun, report } = describeConformance(
      createTabFactory(later(() => there(tabs))),
      { describe, it },
      { kills: 2 },
    );
    it('leaves out nothing but the transaction of a host, which a browser has not', () => {
      expect(notRun.filter(({ why }) => why !== 'doesNotJoin')).toEqual([]);
      expect(report().reached).toBe('crash');
    });
  });
});

describeWithChromium('IndexedDB in a Chromium that is killed', (program) => {
  // Cases in which nobody else has the place open while it happens: the whole browser goes.
  const only = ['answered-survives-kill', 'no-torn-batch', 'counted-once', 'record-survives-kill'];
  const { profile, remove } = temporaryProfile();
  let site: Site | undefined;
  let killed: ReturnType<typeof tabsOfKilledBrowsers> | undefined;
  beforeAll(async () => {
    site = await serve(await kitFiles());
    killed = tabsOfKilledBrowsers(() => launchChromium(program, profile), `${site.origin}/tab.html`);
  }, 60_000);
  afterAll(async () => {
    await killed?.close();
    await site?.close();
    remove();
  });
  const source = (): TabSource => {
    if (killed === undefined) throw new Error('the site was not started');
    return killed;
  };

  describe.each(['strict', 'relaxed'] as const)('durability %s', (durability) => {
    const { cases } = describeConformance(
      createTabFactory(later(source), { durability }),
      { describe, it },
      { only, kills: 1 },
    );
    it('runs what it means to run', () => {
      expect(cases.map(({ id }) => id).toSorted()).toEqual(only.toSorted());
    });
  });
});
