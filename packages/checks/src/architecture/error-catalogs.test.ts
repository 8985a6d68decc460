import { describe, expect, it } from 'vitest';
import { source } from '../repository/source-text.ts';
import { catalogFlaws, readCatalogs } from './error-catalogs.ts';
import { published, publishedSources } from './published.ts';

const owners = ['kernel', 'sla', 'time-bank', 'incidents'];

const catalog = (owner: string, entries: string) =>
  source(owner, 'src/errors.ts', `export const error = defineErrors({ ${entries} });`);

describe('the words of errors', () => {
  it('exist in both languages for every code of every package', () => {
    expect(readCatalogs(publishedSources).entries.length).toBeGreaterThan(20);
    expect(
      catalogFlaws(
        publishedSources,
        published.map(({ name }) => name),
      ),
    ).toEqual([]);
  });

  it.each([
    ['no English', `SLA_A: { 'zh-CN': '不行。' }`, 'words are needed in zh-CN and en'],
    ['a third language', `SLA_A: { 'zh-CN': '不行。', en: 'No.', fr: 'Non.' }`, 'words are needed in zh-CN and en'],
    [
      'placeholders that differ',
      `SLA_A: { 'zh-CN': '“{date}”不行。', en: '"{day}" is no good.' }`,
      'placeholders differ: {date} and {day}',
    ],
    [
      'a placeholder in one language only',
      `SLA_A: { 'zh-CN': '{a} 与 {b}。', en: 'Only {a}.' }`,
      'placeholders differ',
    ],
    ['English in the Chinese place', `SLA_A: { 'zh-CN': 'No.', en: 'No.' }`, 'the Chinese words are not Chinese'],
    ['Chinese in the English place', `SLA_A: { 'zh-CN': '不行。', en: '不行。' }`, 'the English words are not English'],
    [
      'Chinese signs in the English place',
      `SLA_A: { 'zh-CN': '不行。', en: 'No，thanks.' }`,
      'the English words are not English',
    ],
    ['a code in its words', `SLA_A: { 'zh-CN': '不行。', en: 'See SLA_OTHER.' }`, 'a code appears in the words'],
    ['a code in another form', `slaBad: { 'zh-CN': '不行。', en: 'No.' }`, 'a code is written PACKAGE_REASON'],
    ['the prefix of nobody', `BROKEN_DATE: { 'zh-CN': '不行。', en: 'No.' }`, 'must begin with SLA_'],
    ['an entry that is computed', `...more`, 'an entry must be written out here'],
    ['words that are computed', `SLA_A: words('a')`, 'words are needed in zh-CN and en'],
  ])('are refused with %s', (_what, entries, flaw) => {
    expect(catalogFlaws([catalog('sla', entries)], owners)).toContainEqual(expect.stringContaining(flaw));
  });

  it('are refused when a catalog is not written out', () => {
    expect(catalogFlaws([source('sla', 'src/errors.ts', 'defineErrors(catalog);')], owners)).toEqual([
      'sla/src/errors.ts:1: the catalog must be written out here',
    ]);
  });

  it('belong to one code in all packages, under the prefix of its own', () => {
    const twice = `SLA_A: { 'zh-CN': '不行。', en: 'No.' }`;
    expect(catalogFlaws([catalog('sla', twice), catalog('sla', twice)], owners)).toEqual([
      expect.stringContaining('already taken'),
    ]);
    expect(catalogFlaws([catalog('kernel', twice)], owners)).toEqual([
      expect.stringContaining('this prefix belongs to sla'),
    ]);
    const bank = `TIME_BANK_A: { 'zh-CN': '不行。', en: 'No.' }`;
    expect(catalogFlaws([catalog('time-bank', bank)], owners)).toEqual([]);
    const incident = `INCIDENTS_A: { 'zh-CN': '不行。', en: 'No.' }`;
    expect(catalogFlaws([catalog('incidents', incident)], owners)).toEqual([]);
  });

  it('may leave everything to their placeholders', () => {
    const passing = `SLA_A: { 'zh-CN': '{path}：{problem}', en: '{path}: {problem}' }`;
    expect(catalogFlaws([catalog('sla', passing)], owners)).toEqual([]);
  });

  it('may be put together from two lines', () => {
    const long = `SLA_A: { 'zh-CN': '不' + '行：{why}。', en: 'No: ' + '{why}.' }`;
    expect(catalogFlaws([catalog('sla', long)], owners)).toEqual([]);
  });
});
