import { expect, it } from 'vitest';
import { overweight } from './bundle-size.ts';
import { sizeCeilings } from './size-ceilings.ts';

it('a bundle above its ceiling is named with the reason of the ceiling', () => {
  const ceiling = { title: 'a', program: '', ceilingBytes: 100, why: 'a good reason' };
  expect(overweight(ceiling, 100)).toEqual([]);
  expect(overweight(ceiling, 101)).toEqual(['101 bytes are more than 100: a good reason']);
});

it('a ceiling far above its bundle holds nothing', () => {
  const ceiling = { title: 'a', program: '', ceilingBytes: 130, why: 'a good reason' };
  expect(overweight(ceiling, 100)).toEqual(['100 bytes are far below 130: lower the ceiling']);
});

it('every ceiling has a title of its own and a reason', () => {
  expect(new Set(sizeCeilings.map(({ title }) => title)).size).toBe(sizeCeilings.length);
  expect(sizeCeilings.filter(({ why }) => why.length < 20)).toEqual([]);
});
