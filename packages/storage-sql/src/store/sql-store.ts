import { checkTable, kernelError, planBatch, type Store, type TableSpec } from '@jiceng/kernel';
import { createCommitQueue } from './commit-queue.ts';
import type { Engine } from '../engine/engine.ts';
import { makeJoinable } from '../joining/joinable-store.ts';
import { migrateScript } from '../script/migrate-script.ts';
import { createPlayer } from '../engine/player.ts';
import { readScript, stepFor } from '../script/read-script.ts';
import { createSingleCommits } from './single-commits.ts';
import { createTableStatements, type TableStatements } from '../statements/table-statements.ts';
import { refuseBeyondLimits } from '../statements/value-limits.ts';

/** So many reads may follow one another before everybody else in the process has had a turn. */
const readsPerTurn = 32;
const turnOfTheEventLoop = (): Promise<unknown> => new Promise((resolve) => void setImmediate(resolve));

/**
 * The `Store` port over any engine: checks what comes in before the engine sees it, and says every fault of the engine as an
 * error of ours.
 *
 * @param waitMs how long a caller waits, at most, while others hold the locks.
 */
export function createSqlStore(engine: Engine, waitMs: number): Store {
  const specs = new Map<string, TableSpec>();
  const statements = new Map<string, TableStatements>();
  const statementsOf = (table: string): TableStatements => {
    const known = statements.get(table);
    if (known === undefined) throw kernelError('STORE_TABLE_UNKNOWN', { table });
    return known;
  };
  const player = createPlayer(engine, waitMs);
  const createCommits = engine.groupSize > 1 ? createCommitQueue : createSingleCommits;
  const commits = createCommits(engine, player, statementsOf);
  let reads = 0;
  let closing: Promise<void> | undefined;

  const refuseClosed = () => {
    if (closing !== undefined) throw kernelError('STORE_CLOSED');
  };
  const finish = async (): Promise<void> => {
    await commits.drained();
    await player.idle();
    await engine.close();
  };

  const store: Store = {
    info: engine.info,
    migrate: async (tables) => {
      refuseClosed();
      for (const spec of tables) checkTable(spec, specs.get(spec.name));
      await player.play(() => migrateScript(engine.dialect, tables));
      for (const spec of tables) {
        specs.set(spec.name, spec);
        statements.set(spec.name, createTableStatements(engine.dialect, spec, specs));
      }
    },
    commit: async (batch) => {
      refuseClosed();
      const planned = planBatch(specs, batch);
      refuseBeyondLimits(engine.dialect.valueLimits, planned);
      return planned.length === 0 ? { ok: true } : await commits.commit(planned);
    },
    read: async (queries) => {
      reads += 1;
      if (engine.synchronous && reads % readsPerTurn === 0) await turnOfTheEventLoop();
      refuseClosed();
      const steps = queries.map((query) => stepFor(query, specs, statementsOf));
      return player.play(() => readScript(engine.dialect, steps));
    },
    now: async () => {
      refuseClosed();
      return player.ask(engine.now);
    },
    close: () => {
      closing ??= finish();
      return closing;
    },
  };
  return makeJoinable(store, { engine, tables: specs, statementsOf });
}
