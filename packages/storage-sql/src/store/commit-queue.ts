import type { CommitResult } from '@jiceng/kernel';
import type { StatementsOf } from '../statements/table-statements.ts';
import type { Engine } from '../engine/engine.ts';
import { groupScript, type BatchOutcome, type PlannedBatch } from '../script/group-script.ts';
import type { Player } from '../engine/player.ts';

interface Waiting {
  readonly batch: PlannedBatch;
  readonly answer: (result: CommitResult) => void;
  readonly fail: (error: unknown) => void;
}

/** Where batches are given to be committed. */
export interface Commits {
  readonly commit: (batch: PlannedBatch) => Promise<CommitResult>;
  /** Resolves when every batch has its answer. */
  readonly drained: () => Promise<void>;
}

/** After so many batches that came alone, the next is not kept waiting for company. */
const aloneBefore = 8;
/** So many of them may follow one another before the rest of the process has its turn, and company its chance. */
const aloneAtOnce = 16;

/**
 * Commits batches, those that wait together as one group. Where an engine has one writer at a time, a group costs one
 * flush of the disk instead of one for each batch. While batches meet, each waits for what else this turn of the event loop
 * brings; one caller alone, who asks again only when he was answered, does not wait for others who do not come.
 */
export function createCommitQueue(engine: Engine, player: Player, statementsOf: StatementsOf): Commits {
  let waiting: Waiting[] = [];
  let working = false;
  let alone = 0;
  let whenDrained: (() => void)[] = [];

  const settle = (group: readonly Waiting[], outcomes: readonly BatchOutcome[]): void => {
    group.forEach((one, at) => {
      const outcome = outcomes[at];
      if (outcome !== undefined && 'ok' in outcome) one.answer(outcome);
      else if (player.isRetryable(outcome?.error)) waiting.push(one);
      else one.fail(player.errorFor(outcome?.error));
    });
    work();
  };

  const failAll = (group: readonly Waiting[], error: unknown): void => {
    for (const one of group) one.fail(error);
    work();
  };

  const commitGroup = (): void => {
    const group = waiting.length <= engine.groupSize ? waiting : waiting.slice(0, engine.groupSize);
    waiting = waiting.slice(group.length);
    alone = group.length > 1 ? 0 : alone + 1;
    const outcomes = player.play(() =>
      groupScript(
        engine.dialect,
        group.map(({ batch }) => batch),
        statementsOf,
      ),
    );
    if (!(outcomes instanceof Promise)) return settle(group, outcomes);
    outcomes.then(
      (answers) => settle(group, answers),
      (error: unknown) => failAll(group, error),
    );
  };

  function work(): void {
    working = waiting.length > 0;
    if (!working) for (const tell of whenDrained.splice(0)) tell();
    else if (alone > aloneBefore && alone % aloneAtOnce > 0) queueMicrotask(commitGroup);
    else setImmediate(commitGroup);
  }

  return {
    commit: (batch) =>
      new Promise((answer, fail) => {
        waiting.push({ batch, answer, fail });
        if (!working) work();
      }),
    drained: () =>
      new Promise((resolve) => {
        if (working) whenDrained.push(resolve);
        else resolve();
      }),
  };
}
