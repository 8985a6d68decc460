import { storeContract } from '@jiceng/testkit';
import { describe, expect, it } from 'vitest';
import { tableUnder } from '../docs/tables.ts';
import { pages } from '../docs/written.ts';

it('the page on the contract of stores shows a program that runs to its end', async () => {
  await expect(import('./checked-store.ts')).resolves.toBeDefined();
});

describe.each([
  ['docs/zh-CN/store-contract.md', '各项', 'zh-CN'],
  ['docs/en/store-contract.md', 'The cases', 'en'],
] as const)('%s', (path, heading, locale) => {
  it('lists every case with its level, what it demands and what usually lies behind a fault, and no other', () => {
    const page = pages.find((one) => one.path === path);
    const listed = page === undefined ? [] : tableUnder(page, heading).slice(1);
    const cases = storeContract.map(({ id, level, name, chinese, cause }) => [
      `\`${id}\``,
      level,
      locale === 'en' ? name : chinese,
      cause[locale].replaceAll('|', '\\|'),
    ]);
    expect(listed).toEqual(cases);
  });
});
