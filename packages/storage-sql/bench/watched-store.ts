import type { Store } from '@jiceng/kernel';
import type { Engine } from '../src/engine/engine.ts';
import { plainStep, type Answer, type Script, type Step } from '../src/script/script.ts';
import { createSqlStore } from '../src/store/sql-store.ts';
import type { Synchronous } from '../src/sqlite/sqlite-connection.ts';
import { createSqliteEngine } from '../src/sqlite/sqlite-engine.ts';

// The one place where tests look behind the door: a store whose statements are watched, and made to fail.

export type { Step } from '../src/script/script.ts';

/** Called at every statement of an engine; what it throws is thrown into the script as if the driver had. */
export interface Interception {
  /** Before the statement is run: when this throws, it is not. */
  readonly before?: (step: Step) => void;
  /** After it was run: when this throws, its answer is lost. */
  readonly after?: (step: Step) => void;
}

function* intercepted<Result>(script: Script<Result>, { before, after }: Interception): Script<Result> {
  let step = script.next(0);
  while (step.done !== true) {
    let answer: Answer;
    try {
      before?.(step.value);
      answer = yield step.value;
      after?.(step.value);
    } catch (error) {
      step = script.throw(error);
      continue;
    }
    step = script.next(answer);
  }
  return step.value;
}

function* onlyStep(step: Step): Script<Answer> {
  return yield step;
}

/** The same engine, with nothing to keep a batch together: what a check must be able to find. */
function withoutTransactions(engine: Engine): Engine {
  const nothing = plainStep('select 1');
  const words = ['begin', 'commit', 'rollback', 'savepoint', 'release', 'rollbackToSavepoint'];
  return { ...engine, dialect: { ...engine.dialect, ...Object.fromEntries(words.map((word) => [word, nothing])) } };
}

export interface WatchedOptions {
  readonly file: string;
  readonly synchronous?: Synchronous;
  readonly waitMs?: number;
  readonly interception?: Interception;
  readonly transactions?: boolean;
}

export interface WatchedStore {
  readonly store: Store;
  /** Runs a statement of the test's own on the store's connection, unwatched. */
  readonly tell: (sql: string) => void;
  /** The rows of one; `columns` says how many values each has. */
  readonly ask: (step: Step) => readonly (readonly unknown[])[];
}

export function openWatchedStore(options: WatchedOptions): WatchedStore {
  const { file, synchronous = 'NORMAL', waitMs = 1000, interception = {}, transactions = true } = options;
  const engine = createSqliteEngine(file, synchronous, Date.now);
  const watched: Engine = { ...engine, play: (script) => engine.play(intercepted(script, interception)) };
  const run = (step: Step): Answer => {
    const answer = engine.play(onlyStep(step));
    if (answer instanceof Promise) throw new RangeError('SQLite answers at once');
    return answer;
  };
  return {
    store: createSqlStore(transactions ? watched : withoutTransactions(watched), waitMs),
    tell: (sql) => void run(plainStep(sql)),
    ask: (step) => {
      const answer = run(step);
      return typeof answer === 'number' ? [] : answer;
    },
  };
}

/** An error as `node:sqlite` throws it. @see https://www.sqlite.org/rescode.html */
export function sqliteError(errcode: number): Error {
  return Object.assign(new Error('a planned fault'), { code: 'ERR_SQLITE_ERROR', errcode });
}
