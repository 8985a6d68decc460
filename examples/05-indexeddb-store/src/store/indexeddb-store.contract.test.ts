import { describeConformance } from '@jiceng/testkit';
import { describe, expect, it } from 'vitest';
import { createMemoryPlatform } from '../memory-platform.ts';
import { createIndexedDbFactory } from '../store-factory.ts';

describe('IndexedDB in memory, under Node', () => {
  // #region run
  const factory = createIndexedDbFactory({ platform: createMemoryPlatform() });
  const { notRun } = describeConformance(factory, { describe, it });
  // #endregion run

  it('leaves out what has no processes that could be killed, and no transaction of a host', () => {
    const left = notRun.filter(({ level, why }) => level !== 'crash' && why !== 'doesNotJoin');
    expect(left).toEqual([]);
  });
});
