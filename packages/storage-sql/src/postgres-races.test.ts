import { afterAll } from 'vitest';
import { findDatabase, placesIn } from './postgres-server.fixture.ts';
import { describeWith } from './services.fixture.ts';
import { defineRaces } from './store-races.fixture.ts';

describeWith('races on PostgreSQL', await findDatabase(), (database) => {
  afterAll(() => database.remove());
  defineRaces(placesIn(database));
});
