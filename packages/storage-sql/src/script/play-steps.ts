import type { Answer, Script, Step } from './script.ts';

/** Plays a script on a driver that answers later: each step waits for the answer of the one before. */
export async function playSteps<Result>(script: Script<Result>, run: (step: Step) => Promise<Answer>): Promise<Result> {
  let step = script.next(0);
  while (step.done !== true) {
    let answer: Answer;
    try {
      answer = await run(step.value);
    } catch (error) {
      step = script.throw(error);
      continue;
    }
    step = script.next(answer);
  }
  return step.value;
}
