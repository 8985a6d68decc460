import { expect, it } from 'vitest';
import { machinePaths } from './machine-paths.ts';
import { readEverything } from './written.ts';

const found = (text: string) => machinePaths([{ path: 'a.ts', text }]);

it('no file of the repository names a place of one machine', () => {
  const files = readEverything();
  expect(files.length).toBeGreaterThan(100);
  expect(machinePaths(files)).toEqual([]);
});

it.each([
  ['home', 'wang'],
  ['root', '.npmrc'],
  ['Users', 'li'],
  ['work', 'main'],
])('/%s/%s is found', (folder, name) => {
  expect(found(`fine\nconst path = '/${folder}/${name}/x';`)).toEqual([`a.ts:2: /${folder}/${name}`]);
});

it('addresses, relative paths and words are fine', () => {
  const [home, work] = ['home', 'work'];
  expect(found(`https://example.org/${home}/a ./${work}/b team/${work}/c 1/2`)).toEqual([]);
});
