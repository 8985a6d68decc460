import { PGlite } from '@electric-sql/pglite';
import { contractFor, type StoreFactory } from '@jiceng/testkit';
import { afterAll, describe, expect, it } from 'vitest';
import { placesInPglite } from '../pglite/pglite-places.fixture.ts';
import { findDatabase, placesIn } from './postgres-server.fixture.ts';
import { describeWith } from '../trials/services.fixture.ts';

/** A short run: the soak kills often. */
const kills = 3;

/** What each engine was asked, and kept. */
const asked: { readonly engine: string; readonly level: string; kept: number; readonly all: number; left: string }[] =
  [];
afterAll(() => {
  const lines = asked.map(
    ({ engine, level, kept, all, left }) =>
      `${engine.padEnd(42)} ${level.padEnd(10)} ${kept}/${all} cases${left === '' ? '' : `; not run: ${left}`}\n`,
  );
  process.stdout.write(`${'engine'.padEnd(42)} level      contract\n${lines.join('')}`);
});

function holdTo(engine: string, factory: StoreFactory): void {
  const { cases, notRun } = contractFor(factory);
  const left = [...new Set(notRun.map(({ level, needs }) => needs ?? level))].join(', ');
  const row = { engine, level: factory.level, kept: 0, all: cases.length, left };
  asked.push(row);
  it.each(cases)(
    '$name',
    async (one) => {
      await expect(one.run(factory, { kills })).resolves.toBeUndefined();
      row.kept += 1;
    },
    60_000,
  );
}

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
