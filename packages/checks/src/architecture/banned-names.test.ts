import { expect, it } from 'vitest';
import { source } from '../repository/source-text.ts';
import { bannedNames } from './banned-names.ts';
import { publishedSources } from './published.ts';

it('no published declaration has a name that says nothing', () => {
  expect(bannedNames(publishedSources)).toEqual([]);
});

it.each([
  ['interface IStore {}'],
  ['type IClock = string;'],
  ['class StoreImpl {}'],
  ['class ClockBase {}'],
  ['interface CaseManager {}'],
  ['function dateHelper() {}'],
  ['const dateUtils = {};'],
  ['const { a: storeManager } = b;'],
  ['function run(clockImpl: Clock) {}'],
  ['interface Ports { readonly storeManager: Store }'],
  ['class Ports { storeUtil() {} }'],
  ['type CaseBase = {};'],
])('%s is refused', (text) => {
  expect(bannedNames([source('a', 'src/a.ts', text)])).toEqual([expect.stringMatching(/^a\/src\/a\.ts:1: "/)]);
});

it.each([
  ['interface Ids {}'],
  ['type Instant = string;'],
  ['interface IOStream {}'],
  ['const database = 1;'],
  ['const hasBase = 1;'],
  ['const x = "StoreImpl";'],
])('%s is fine', (text) => {
  expect(bannedNames([source('a', 'src/a.ts', text)])).toEqual([]);
});
