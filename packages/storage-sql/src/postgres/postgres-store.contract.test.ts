import { PGlite } from '@electric-sql/pglite';
import { afterAll, describe } from 'vitest';
import { placesInPglite } from '../pglite/pglite-places.fixture.ts';
import { findDatabase, placesIn } from './postgres-server.fixture.ts';
import { createContractTests } from '../trials/level-table.fixture.ts';
import { describeWith } from '../trials/services.fixture.ts';

const holdTo = createContractTests(3);

describeWith('PostgreSQL', await findDatabase(), (database) => {
  afterAll(() => database.remove());
  describe('with prepared statements', () => {
    holdTo(database.version, { ...placesIn(database), level: 'crash' });
  });
  // As behind a pooler that does not know them; what is written is the same, and so is how a process dies.
  describe('without prepared statements', () => {
    holdTo(`${database.version}, preparedStatements: false`, placesIn(database, { preparedStatements: false }));
  });
});

describe('PGlite', () => {
  let database: PGlite | undefined;
  // Booted once, and not while others are timed: that takes seconds of processor.
  const boot = () => (database ??= new PGlite());
  afterAll(() => database?.close());
  holdTo('PGlite', placesInPglite(boot));
});
