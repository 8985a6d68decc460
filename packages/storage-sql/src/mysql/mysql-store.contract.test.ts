import { contractFor } from '@jiceng/testkit';
import { describe, expect, it } from 'vitest';
import { findMariadb, onMariadb } from './mariadb.fixture.ts';
import { createContractTests } from '../trials/level-table.fixture.ts';
import { describeWith } from '../trials/services.fixture.ts';
import { defineRaces } from '../trials/store-races.fixture.ts';

const holdTo = createContractTests(2);

describeWith('a store on MariaDB', await findMariadb(), () => {
  const { notRun } = contractFor(onMariadb);
  holdTo('MariaDB', onMariadb);

  it('leaves out only what needs a transaction of the host’s own', () => {
    expect(notRun.filter(({ needs }) => needs !== 'joining').map(({ name }) => name)).toEqual([]);
  });

  describe('between processes', () => {
    defineRaces(onMariadb);
  });
});
