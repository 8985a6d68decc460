import { isJicengError, kernelError, planBatch, type Row, type Store } from '@jiceng/kernel';
import { CompiledQuery, type Transaction } from 'kysely';
import { batchWithin } from '../script/group-script.ts';
import { rowFromHost } from './host-values.ts';
import { behindStore } from './joinable-store.ts';
import { playSteps } from '../script/play-steps.ts';
import { answerTo, stepFor } from '../script/read-script.ts';
import { duplicateKey, type Answer, type Script, type Step } from '../script/script.ts';
import { refuseBeyondLimits } from '../statements/value-limits.ts';

/** What is asked of the host's transaction. */
type HostTransaction<Tables> = Pick<Transaction<Tables>, 'withoutPlugins'>;

/**
 * The same store inside a transaction of the host's own: what it writes is there when the host commits, together with the rest, and
 * gone when the host rolls back. Each batch lies between two savepoints, so a batch that is refused writes nothing and the transaction
 * goes on. Nothing is published, and no commit is asked again. Positions of the feed come about as everywhere in this store: on SQLite
 * with the commit, on a server by `promote`, once the host has committed.
 *
 * The transaction must be on the database of the store, and should be at READ COMMITTED, as the store's own are: where it is, several
 * queries of one read see one moment each.
 *
 * @param store as this package has opened it, with its tables declared.
 * @throws JicengError `STORE_BATCH_INVALID` when the store is none of this package, or somebody has wrapped it.
 */
export function joinKysely<Tables>(store: Store, transaction: HostTransaction<Tables>): Store {
  const { engine, tables, statementsOf } = behindStore(store);
  // A plugin of the host's would rename our columns.
  const host = transaction.withoutPlugins();
  let closed = false;
  let last: Promise<unknown> = Promise.resolve();

  const refuseClosed = () => {
    if (closed) throw kernelError('STORE_CLOSED');
  };

  const run = async ({ statement, values }: Step): Promise<Answer> => {
    try {
      const { rows, numAffectedRows = 0n } = await host.executeQuery(CompiledQuery.raw(statement.sql, [...values]));
      return statement.columns === undefined ? Number(numAffectedRows) : rows.map((row) => rowFromHost(row, statement));
    } catch (error) {
      if (values.length > 0 && engine.isDuplicateKey(error)) return duplicateKey;
      throw error;
    }
  };

  const errorFor = (error: unknown): unknown => {
    if (isJicengError(error)) return error;
    const problem = error instanceof Error ? error.message : 'the transaction failed';
    return kernelError('STORE_UNAVAILABLE', { engine: engine.info.engine, problem }, { cause: error });
  };

  /** One connection: what is asked at once follows one another. */
  const play = async <Result>(script: () => Script<Result>): Promise<Result> => {
    const playing = last.then(() => playSteps(script(), run));
    last = playing.catch(() => undefined);
    try {
      return await playing;
    } catch (error) {
      throw errorFor(error);
    }
  };

  return {
    // Positions come about as everywhere in this store: two ways would put the facts of a stream out of order.
    info: { ...engine.info, joined: true },
    migrate: async () => {
      refuseClosed();
      throw kernelError('STORE_BATCH_INVALID', { problem: 'tables are declared before a transaction is joined' });
    },
    commit: async (batch) => {
      refuseClosed();
      const planned = planBatch(tables, batch);
      refuseBeyondLimits(engine.dialect.valueLimits, planned);
      if (planned.length === 0) return { ok: true };
      const outcome = await play(() => batchWithin(engine.dialect, planned, statementsOf));
      if ('ok' in outcome) return outcome;
      throw errorFor(outcome.error);
    },
    read: async (queries) => {
      refuseClosed();
      const steps = queries.map((query) => stepFor(query, tables, statementsOf));
      return play(function* () {
        const answers: (readonly Row[])[] = [];
        for (const step of steps) answers.push(yield* answerTo(step));
        return answers;
      });
    },
    now: async () => {
      refuseClosed();
      // On the transaction's own connection: there may be no other to be had until it ends.
      return engine.clockScript === undefined ? engine.now() : play(engine.clockScript);
    },
    close: async () => {
      closed = true;
      await last;
    },
  };
}
