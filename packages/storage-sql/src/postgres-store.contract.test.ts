import { contractFor } from '@jiceng/testkit';
import { afterAll, expect, it } from 'vitest';
import { findDatabase, placesIn } from './postgres-server.fixture.ts';
import { describeWith } from './services.fixture.ts';

describeWith('PostgreSQL', await findDatabase(), (database) => {
  afterAll(() => database.remove());
  const factory = placesIn(database);
  const { cases } = contractFor(factory);

  it.each(cases)('$name', async (one) => {
    await expect(one.run(factory)).resolves.toBeUndefined();
  });
});
