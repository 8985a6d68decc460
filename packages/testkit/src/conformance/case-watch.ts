import type { JicengError } from '@jiceng/kernel';
import { testkitError } from '../errors.ts';

/** After so many calls others have a turn: a store that answers without ever waiting would keep every timer from its time. */
const callsPerTurn = 200;

/** The next turn of the event loop, with everything that waits for it before. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    // Only a browser has none.
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve);
  });
}

/** Waits for work, but no longer than so; whatever comes of it is not told. */
export async function atMost(waitMs: number, work: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patienceEnds = new Promise((resolve) => {
    timer = setTimeout(resolve, waitMs);
  });
  await Promise.allSettled([Promise.race([work, patienceEnds])]);
  clearTimeout(timer);
}

export function pauseMs(waitMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, waitMs);
  });
}

/** Looks after the calls of one case: none of them outlives it. */
export interface CaseWatch {
  /** Fails as soon as the case is cut off, and with it every call that waits for an answer. */
  readonly cut: Promise<never>;
  /** Calls at once, and looks at the answer; once the case is cut off, nothing is called any more. */
  readonly call: <Answer>(
    what: string,
    work: () => Promise<Answer>,
    look?: (answer: Answer) => void,
  ) => Promise<Answer>;
  readonly isCut: () => boolean;
  /** What is done when the case is cut off: a process to end, for example. */
  readonly onCut: (end: () => void) => void;
  /** No time runs any more. */
  readonly stop: () => void;
}

/** @param limitMs how long the case may take. */
export function createCaseWatch(limitMs: number): CaseWatch {
  const waiting: string[] = [];
  const ends: (() => void)[] = [];
  let fault: JicengError | undefined;
  let calls = 0;
  let failCut = (_fault: JicengError): void => undefined;
  const cut = new Promise<never>((_resolve, reject) => {
    failCut = reject;
  });
  // It may be that nobody waits for it.
  cut.catch(() => undefined);
  const timer = setTimeout(() => {
    const calling = waiting.length === 0 ? 'nothing' : waiting.slice(0, 5).join(', ');
    fault = testkitError('TESTKIT_CASE_CUT_OFF', { limitMs, calling });
    for (const end of ends) end();
    failCut(fault);
  }, limitMs);

  const settled = async <Answer>(
    what: string,
    answer: Promise<Answer>,
    look: (answer: Answer) => void,
  ): Promise<Answer> => {
    waiting.push(what);
    try {
      const answered = await Promise.race([answer, cut]);
      look(answered);
      calls += 1;
      if (calls % callsPerTurn === 0) await nextTurn();
      return answered;
    } finally {
      waiting.splice(waiting.indexOf(what), 1);
    }
  };
  return {
    cut,
    // Not async: a store that throws before it gives its promise does so here too.
    call: (what, work, look = () => undefined) =>
      fault === undefined ? settled(what, work(), look) : Promise.reject(fault),
    isCut: () => fault !== undefined,
    onCut: (end) => {
      ends.push(end);
    },
    stop: () => clearTimeout(timer),
  };
}
