import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '@jiceng/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWatchedStore, sqliteError, type Interception } from '../../bench/watched-store.ts';
import {
  contentOf,
  dueAt,
  expectWhole,
  faultTables,
  prepareScenario,
  scenario,
} from '../trials/fault-scenario.fixture.ts';

const failed = () => sqliteError(10);

type Moment = 'before' | 'after';
type Kind = 'one fault' | 'the end of the process';

/** Fails at the statement of this number; `end` says whether anything works afterwards. */
function faultAt(number: number, moment: Moment, kind: Kind) {
  const said = { statements: 0, fired: false, group: false, armed: false };
  const dead = () => said.fired && kind === 'the end of the process';
  const interception: Interception = {
    before: ({ statement }) => {
      if (!said.armed) return;
      if (dead()) throw failed();
      said.statements += 1;
      if (statement.sql === 'savepoint batch') said.group = true;
      if (statement.sql === 'commit') said.group = false;
      if (moment === 'before' && said.statements === number) {
        said.fired = true;
        throw failed();
      }
    },
    after: () => {
      if (!said.armed || dead() || moment === 'before' || said.statements !== number || said.fired) return;
      said.fired = true;
      throw failed();
    },
  };
  return { said, interception };
}

describe('a fault at every statement', () => {
  let folder = '';
  let undisturbed = '';
  let boundaries = 0;
  let groupBoundaries = 0;
  const template = () => join(folder, 'template.db');

  const openStore = async (file: string, interception: Interception = {}, transactions = true): Promise<Store> => {
    const { store } = openWatchedStore({ file, interception, transactions });
    await store.migrate(faultTables);
    return store;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'jiceng-faults-'));
    const store = await openStore(template());
    await prepareScenario(store);
    await store.close();

    copyFileSync(template(), join(folder, 'undisturbed.db'));
    const { said, interception } = faultAt(Number.POSITIVE_INFINITY, 'before', 'one fault');
    const counted: Interception = {
      ...interception,
      before: (step) => {
        interception.before?.(step);
        if (said.armed && said.group) groupBoundaries += 1;
      },
    };
    const first = await openStore(join(folder, 'undisturbed.db'), counted);
    said.armed = true;
    await scenario(first, dueAt);
    said.armed = false;
    boundaries = said.statements;
    await expectWhole(first);
    undisturbed = await contentOf(first);
    await scenario(first, dueAt);
    expect(await contentOf(first)).toBe(undisturbed);
    await first.close();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ['one fault', 'before'],
    ['one fault', 'after'],
    // After a statement is before the next one, when nothing works any more.
    ['the end of the process', 'before'],
  ] as const)(
    '%s %s it leaves everything whole, and ends the same when it is asked for again',
    async (kind, moment) => {
      for (let number = 1; number <= boundaries; number++) {
        const file = join(folder, `fault-${number}.db`);
        copyFileSync(template(), file);
        const { said, interception } = faultAt(number, moment, kind);
        const faulty = await openStore(file, interception);
        said.armed = true;
        // What the caller was told does not count here, only what stands in the file.
        await Promise.allSettled([scenario(faulty, dueAt)]);
        expect(said.fired).toBe(true);
        await faulty.close();

        const store = await openStore(file);
        await expectWhole(store);
        // A timer that failed waits a while before it is tried again.
        await scenario(store, '2026-03-02T09:00:00.000Z');
        await expectWhole(store);
        expect(await contentOf(store)).toBe(undisturbed);
        await store.close();
        for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
      }
    },
    120_000,
  );

  it('is found where there are no transactions to keep things whole', async () => {
    let torn = 0;
    for (let number = 1; number <= boundaries; number += 3) {
      const file = join(folder, `torn-${number}.db`);
      copyFileSync(template(), file);
      const { said, interception } = faultAt(number, 'before', 'the end of the process');
      const faulty = await openStore(file, interception, false);
      said.armed = true;
      await Promise.allSettled([scenario(faulty, dueAt)]);
      await faulty.close();
      const store = await openStore(file);
      const [answer] = await Promise.allSettled([expectWhole(store)]);
      if (answer?.status === 'rejected') torn += 1;
      await store.close();
    }
    expect(torn).toBeGreaterThan(10);
  });

  it('covers statements of batches alone, of a group, of reads, and every COMMIT', () => {
    process.stdout.write(
      `statement boundaries with a fault: ${boundaries}, of them ${groupBoundaries} inside a commit group\n`,
    );
    expect(boundaries).toBeGreaterThan(100);
    expect(groupBoundaries).toBeGreaterThan(15);
  });
});
