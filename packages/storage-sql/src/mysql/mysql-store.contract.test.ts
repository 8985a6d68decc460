import { contractFor } from '@jiceng/testkit';
import { describe, expect, it } from 'vitest';
import { findMariadb, onMariadb } from './mariadb.fixture.ts';
import { describeWith } from '../trials/services.fixture.ts';
import { defineRaces } from '../trials/store-races.fixture.ts';

/** How often a case kills its writers: a soak does it more often, by `jiceng-store-check`. */
const kills = 2;

describeWith('a store on MariaDB', await findMariadb(), () => {
  const { cases, notRun } = contractFor(onMariadb);

  it.each(cases)('$name', { timeout: 120_000 }, async (one) => {
    await expect(one.run(onMariadb, { kills })).resolves.toBeUndefined();
  });

  it('leaves out only what needs a transaction of the host’s own', () => {
    expect(notRun.filter(({ needs }) => needs !== 'joining').map(({ name }) => name)).toEqual([]);
  });

  describe('between processes', () => {
    defineRaces(onMariadb);
  });
});
