import type { Engine } from './engine.ts';
import type { Answer, Script, Step } from './script.ts';

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

/** An engine that is watched, and can be made to fail, at every statement: for tests of what a fault leaves behind. */
export function interceptEngine(engine: Engine, interception: Interception): Engine {
  return { ...engine, play: (script) => engine.play(intercepted(script, interception)) };
}
