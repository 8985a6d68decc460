import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium, type Chromium } from '../chromium/chromium.ts';
import type { Tab } from '../chromium/tab.ts';
import { temporaryProfile } from '../chromium/temporary-profile.ts';
import { describeWithChromium } from '../chromium/with-chromium.fixture.ts';
import { pageFiles } from '../site/page-files.ts';
import { serve, type Site } from '../site/serve.ts';

/** Looks again with every frame until something holds; the test's own time is the bound. */
const until = (condition: string): string =>
  `new Promise((resolve) => { const look = () => (${condition}) ? resolve(true) : requestAnimationFrame(look); look(); })`;
const isReady = until(`document.body.dataset.ready === 'yes'`);
const listed = `[...document.querySelectorAll('.incidents li')].map((li) => [...li.querySelectorAll('strong, span')].map((part) => part.textContent).join(' | '))`;

async function log(tab: Tab, kind: string, grid: string): Promise<void> {
  const before = await tab.evaluate(`document.querySelectorAll('.incidents strong').length`);
  const [value, code] = [JSON.stringify(kind), JSON.stringify(grid)];
  await tab.evaluate(`kind.value = ${value}; grid.value = ${code}; document.querySelector('form').requestSubmit()`);
  await tab.evaluate(until(`document.querySelectorAll('.incidents strong').length > ${String(before)}`));
}

describeWithChromium('the page that logs incidents', (program) => {
  const { profile, remove } = temporaryProfile();
  let chromium: Chromium | undefined;
  beforeAll(async () => {
    chromium = await launchChromium(program, profile);
  }, 60_000);
  afterAll(async () => {
    await chromium?.close();
    remove();
  });
  const open = async (site: Site, path = '/'): Promise<Tab> => {
    if (chromium === undefined) throw new Error('Chromium was not started');
    const tab = await chromium.openTab();
    await tab.goTo(site.origin + path);
    await tab.evaluate(isReady);
    return tab;
  };

  it('logs incidents without a network, through the kernel, and shows them after a reload', async () => {
    const site = await serve(await pageFiles());
    const tab = await open(site);
    await tab.evaluate('navigator.serviceWorker.ready.then(() => true)');
    // Nobody answers any more; the browser is told so too.
    await site.close();
    await tab.offline(true);
    await tab.evaluate(until(`document.querySelector('.offline') !== null`));
    await log(tab, '占用消防通道', '430102001');
    await log(tab, '井盖破损', '430102𠮷');
    await tab.evaluate(`document.querySelector('.incidents button').click()`);
    await tab.evaluate(until(`document.querySelectorAll('.incidents button').length === 1`));
    const rows = [
      '井盖破损 | 网格编号 430102𠮷 | 状态：已核实待派单',
      '占用消防通道 | 网格编号 430102001 | 状态：已上报待核实',
    ];
    expect(await tab.evaluate(listed)).toEqual(rows);
    await tab.reload();
    await tab.evaluate(isReady);
    expect(await tab.evaluate(listed)).toEqual(rows);
    expect(await tab.evaluate(`document.querySelector('.state').textContent`)).toContain('本机已提交 3 次');
    await tab.goTo(`${site.origin}/?lang=en`);
    await tab.evaluate(isReady);
    expect(await tab.evaluate(listed)).toEqual([
      'Manhole cover broken | Grid code 430102𠮷 | Status: verified and waiting for dispatch',
      'Fire lane blocked | Grid code 430102001 | Status: reported and not verified yet',
    ]);
    await tab.close();
  }, 60_000);

  it('takes a report that is sent twice for one', async () => {
    const site = await serve(await pageFiles());
    const tab = await open(site);
    await tab.evaluate(
      `grid.value = '1'; const f = document.querySelector('form'); f.requestSubmit(); f.requestSubmit()`,
    );
    await tab.evaluate(until(`document.querySelectorAll('.incidents strong').length > 0`));
    await log(tab, '路灯不亮', '2');
    expect(await tab.evaluate(`document.querySelectorAll('.incidents strong').length`)).toBe(2);
    await tab.close();
    await site.close();
  }, 60_000);

  it.each([
    ['/', 'zh-CN', 1280],
    ['/', 'zh-CN', 390],
    ['/?lang=en', 'en', 1280],
    ['/?lang=en', 'en', 390],
  ] as const)(
    '%s can be read in %s at a width of %i, and worked without a mouse',
    async (path, lang, width) => {
      const site = await serve(await pageFiles());
      const tab = await open(site, path);
      await tab.resize(width, 900);
      await log(tab, '占用消防通道', '430102001');
      const seen = await tab.evaluate(`({
      lang: document.documentElement.lang,
      title: document.title === document.querySelector('h1').textContent,
      overflow: document.documentElement.scrollWidth > innerWidth,
      unnamed: [...document.querySelectorAll('input, select')].filter((one) => one.labels.length === 0).length,
      small: [...document.querySelectorAll('button, input, select')].filter((one) => one.getBoundingClientRect().height < 44).length,
      live: document.querySelectorAll('[role=status]').length,
      outside: performance.getEntriesByType('resource').filter(({ name }) => !name.startsWith(location.origin) && !name.startsWith('data:')).length,
    })`);
      expect(seen).toEqual({ lang, title: true, overflow: false, unnamed: 0, small: 0, live: 1, outside: 0 });
      await tab.evaluate(`document.querySelector('.incidents button').click()`);
      await tab.evaluate(until(`document.activeElement.tagName === 'H2'`));
      await tab.close();
      await site.close();
    },
    60_000,
  );

  it('says in words when the browser lets it store nothing', async () => {
    const files = new Map(await pageFiles());
    const page = files.get('/');
    if (page !== undefined)
      files.set('/', { ...page, headers: { 'content-security-policy': 'sandbox allow-scripts' } });
    const site = await serve(files);
    if (chromium === undefined) throw new Error('Chromium was not started');
    const tab = await chromium.openTab();
    await tab.goTo(`${site.origin}/?lang=en`);
    await tab.evaluate(until(`document.querySelector('[role=alert]') !== null`));
    const alert = await tab.evaluate(`document.querySelector('[role=alert]').textContent`);
    expect(alert).toContain('The storage cannot be opened: ');
    expect(alert).toContain('the browser allows no storage here');
    await tab.close();
    await site.close();
  }, 60_000);
});
