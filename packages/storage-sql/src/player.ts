import { isJicengError, jitteredPause, kernelError } from '@jiceng/kernel';
import type { Engine } from './engine.ts';
import { CommitFailed, type Script } from './script.ts';

/** Plays scripts and turns what goes wrong into answers that a host can act on. */
export interface Player {
  /** Plays a script, from its beginning again while the engine says that nothing was written and it should be asked again. */
  readonly play: <Result>(script: () => Script<Result>) => Promise<Result>;
  readonly isRetryable: (error: unknown) => boolean;
  /** The error of ours for an error of the engine; any other error as it is. */
  readonly errorFor: (error: unknown) => unknown;
  /** Resolves when nothing is being played. */
  readonly idle: () => Promise<void>;
}

/** @param waitMs how long a script may be asked again, at most. */
export function createPlayer(engine: Engine, waitMs: number): Player {
  let playing = 0;
  let whenIdle: (() => void)[] = [];

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

  const playPatiently = async <Result>(script: () => Script<Result>, first: unknown): Promise<Result> => {
    const patienceEnds = performance.now() + waitMs;
    let refused = first;
    for (let attempt = 0; isRetryable(refused) && performance.now() < patienceEnds; attempt++) {
      await jitteredPause(attempt);
      try {
        return await engine.play(script());
      } catch (error) {
        refused = error;
      }
    }
    throw errorFor(refused);
  };

  return {
    isRetryable,
    errorFor,
    play: async (script) => {
      playing += 1;
      try {
        return await engine.play(script());
      } catch (error) {
        return await playPatiently(script, error);
      } finally {
        playing -= 1;
        if (playing === 0) for (const tell of whenIdle.splice(0)) tell();
      }
    },
    idle: async () => {
      if (playing > 0) await new Promise<void>((resolve) => void whenIdle.push(resolve));
    },
  };
}
