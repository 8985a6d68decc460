import { PGlite } from '@electric-sql/pglite';
import { contractFor } from '@jiceng/testkit';
import { afterAll, describe, expect, it } from 'vitest';
import { placesInPglite } from './pglite-places.fixture.ts';

describe('PGlite', () => {
  const database = new PGlite();
  afterAll(() => database.close());
  const factory = placesInPglite(database);
  const { cases } = contractFor(factory);

  it.each(cases)('$name', async (one) => {
    await expect(one.run(factory)).resolves.toBeUndefined();
  });
});
