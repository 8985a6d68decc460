import { contractFor, type StoreFactory } from '@jiceng/testkit';
import { describe, expect, it } from 'vitest';
import { createMariadbPlace, findMariadb } from './mariadb.fixture.ts';
import { openMysqlStore } from './mysql.ts';
import { describeWith } from './services.fixture.ts';
import { defineRaces } from './store-races.fixture.ts';

/** A new database for each place, and a pool for each handle, as each process would have it. */
const onMariadb: StoreFactory = {
  level: 'processes',
  create: async () => {
    const place = await createMariadbPlace();
    return {
      open: () => openMysqlStore({ pool: place.pool() }),
      remove: place.remove,
    };
  },
};

describeWith('a store on MariaDB', await findMariadb(), () => {
  const { cases, notRun } = contractFor(onMariadb);

  it.each(cases)(
    '$name',
    async (one) => {
      await expect(one.run(onMariadb)).resolves.toBeUndefined();
    },
    30_000,
  );

  it('leaves out only what needs processes that are killed, or a transaction of the host’s own', () => {
    const ours = notRun.filter(({ level, needs }) => level !== 'crash' && needs === undefined);
    expect(ours.map(({ name }) => name)).toEqual([]);
  });

  describe('between processes', () => {
    defineRaces(onMariadb);
  });
});
