import { isJicengError, jitteredPause, kernelError } from '@jiceng/kernel';
import type { Engine } from './engine.ts';
import { CommitFailed, type Script } from '../script/script.ts';

/** Plays scripts and turns what goes wrong into answers that a host can act on. */
export interface Player {
  /**
   * Plays a script; from its beginning again while the engine says that nothing was written and it should be asked again.
   * What a synchronous engine answers is there at once.
   */
  readonly play: <Result>(script: () => Script<Result>) => Result | Promise<Result>;
  /** The same for a question that is no script. */
  readonly ask: <Result>(question: () => Promise<Result>) => Promise<Result>;
  readonly isRetryable: (error: unknown) => boolean;
  /** The error of ours for an error of the engine; any other error as it is. */
  readonly errorFor: (error: unknown) => unknown;
  /** Resolves when nothing is being played. */
  readonly idle: () => Promise<void>;
}

/** What a player needs to know of an engine. */
export type Playable = Pick<Engine, 'play' | 'faultOf'> & { readonly info: Pick<Engine['info'], 'engine'> };

/** @param waitMs how long a script may be asked again, at most. */
export function createPlayer(engine: Playable, waitMs: number): Player {
  const playing = new Set<Promise<unknown>>();

  const faultOf = (error: unknown) =>
    error instanceof CommitFailed ? engine.faultOf(error.cause, true) : engine.faultOf(error, false);

  const isRetryable = (error: unknown) => !isJicengError(error) && faultOf(error)?.outcome === 'retry';

  const errorFor = (error: unknown): unknown => {
    if (isJicengError(error)) return error;
    const fault = faultOf(error);
    if (fault === undefined) return error;
    const details = { engine: engine.info.engine, problem: fault.problem };
    const code = fault.outcome === 'unknown' ? 'STORE_ANSWER_UNKNOWN' : 'STORE_UNAVAILABLE';
    return kernelError(code, details, { cause: error instanceof CommitFailed ? error.cause : error });
  };

  const patiently = async <Result>(again: () => Promise<Result>, first: Promise<Result>): Promise<Result> => {
    const patienceEnds = performance.now() + waitMs;
    let result = first;
    for (let attempt = 0; ; attempt++) {
      try {
        return await result;
      } catch (error) {
        if (!isRetryable(error) || performance.now() >= patienceEnds) throw errorFor(error);
      }
      await jitteredPause(attempt);
      result = again();
    }
  };

  /** Keeps count of what is not answered at once: a store that closes waits for it. */
  const keep = <Result>(promise: Promise<Result>): Promise<Result> => {
    const counted = promise.finally(() => playing.delete(counted));
    playing.add(counted);
    return counted;
  };

  return {
    isRetryable,
    errorFor,
    play: (script) => {
      const playAgain = async () => engine.play(script());
      try {
        const result = engine.play(script());
        return result instanceof Promise ? keep(patiently(playAgain, result)) : result;
      } catch (error) {
        return keep(patiently(playAgain, Promise.reject(error)));
      }
    },
    ask: (question) => keep(patiently(question, question())),
    idle: async () => {
      await Promise.allSettled(playing);
    },
  };
}
