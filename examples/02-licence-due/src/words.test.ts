import type { ClockFact } from '@jiceng/sla';
import { expect, it } from 'vitest';
import { theCase } from './licence.fixture.ts';
import { factText, kindName } from './words.ts';

it('tells every kind of fact, in both languages', () => {
  const at = '2026-03-02T01:00:00.000Z';
  const others: readonly ClockFact[] = [
    { type: 'restarted', at, basis: 'x' },
    { type: 'paused', at, kind: 'own:flood' },
  ];
  for (const fact of [...theCase('en').offered.map((one) => one.fact), ...others]) {
    expect(factText(fact, 'en')).not.toMatch(/\p{Script=Han}|undefined/u);
    expect(factText(fact, 'zh-CN')).toMatch(/\p{Script=Han}/u);
  }
  expect(kindName('own:flood', 'zh-CN')).toBe('own:flood');
});
