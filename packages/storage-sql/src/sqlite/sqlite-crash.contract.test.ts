import { contractFor } from '@jiceng/testkit';
import { describe, expect, it } from 'vitest';
import { onDiskFull, onDiskNormal } from './sqlite-places.fixture.ts';

// A process that is killed is no power cut: both keep what was answered. The soak kills more often:
// `pnpm soak kills`.
const engines = [
  ['a SQLite file, FULL', onDiskFull, 3],
  ['a SQLite file, NORMAL', onDiskNormal, 2],
] as const;

describe.each(engines)('%s, whose writers are killed,', (_name, factory, kills) => {
  const cases = contractFor(factory).cases.filter(({ level }) => level === 'crash');

  it('is asked every case that there is', () => {
    expect(cases.length).toBeGreaterThan(5);
  });

  it.each(cases)('$name', { timeout: 120_000 }, async (one) => {
    await expect(one.run(factory, { kills })).resolves.toBeUndefined();
  });
});
