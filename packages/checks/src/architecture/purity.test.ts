import { describe, expect, it } from 'vitest';
import { source } from '../repository/source-text.ts';
import { publishedSources } from './published.ts';
import { allowances, idleAllowances, impurities } from './purity.ts';

describe('published source', () => {
  it('gets time, chance, zone and language from its caller', () => {
    expect(impurities(publishedSources, allowances)).toEqual([]);
  });

  it('needs every allowance there is', () => {
    expect(idleAllowances(publishedSources, allowances)).toEqual([]);
  });

  it.each([
    ['Date.now()'],
    ['globalThis.Date.now()'],
    ['const clock = Date.now'],
    ['new Date()'],
    ['Date()'],
    ['new Date(2026, 1, 1)'],
    ['Math.random()'],
    ['performance.now()'],
    ['globalThis.crypto.randomUUID()'],
    ['crypto.getRandomValues(bytes)'],
    ['process.env'],
    ['date.getHours()'],
    ['date.getTimezoneOffset()'],
    ['date.setMonth(1)'],
    ['date.toLocaleDateString()'],
    ['names.sort((a, b) => a.localeCompare(b))'],
    ['setTimeout(act, 10)'],
  ])('is caught at %s', (text) => {
    expect(impurities([source('sla', 'src/a.ts', text)], allowances)).toEqual([
      expect.stringContaining('sla/src/a.ts:1'),
    ]);
  });

  it.each([
    ['new Date(ms)'],
    ['date.getUTCHours()'],
    ['Date.UTC(2026, 0)'],
    ['new Intl.Collator("zh-CN")'],
    ['// Date.now()'],
    ['"Date.now()"'],
  ])('may say %s', (text) => {
    expect(impurities([source('sla', 'src/a.ts', text)], allowances)).toEqual([]);
  });
});

describe('an allowance', () => {
  const allowed = [{ file: 'kernel/src/host/clock.ts', what: ['Date.now'], why: 'a clock' }];

  it('covers what it names in the file it names, and no more', () => {
    expect(impurities([source('kernel', 'src/host/clock.ts', 'Date.now();')], allowed)).toEqual([]);
    expect(impurities([source('kernel', 'src/host/clock.ts', 'Math.random();')], allowed)).toHaveLength(1);
    expect(impurities([source('sla', 'src/host/clock.ts', 'Date.now();')], allowed)).toHaveLength(1);
  });

  it('that nobody needs is found', () => {
    expect(idleAllowances([source('kernel', 'src/host/clock.ts', 'const a = 1;')], allowed)).toEqual([
      'kernel/src/host/clock.ts: nothing there asks for Date.now any more',
    ]);
  });
});
