import { afterAll } from 'vitest';
import { findDatabase, placesIn } from './postgres-server.fixture.ts';
import { describeWith } from '../trials/services.fixture.ts';
import { defineRaces } from '../trials/store-races.fixture.ts';

describeWith('races on PostgreSQL', await findDatabase(), (database) => {
  afterAll(() => database.remove());
  defineRaces(placesIn(database));
});
