import type { CommitResult } from '@jiceng/kernel';
import type { Engine } from './engine.ts';
import type { StatementsOf } from './batch-script.ts';
import { groupScript, type PlannedBatch } from './group-script.ts';
import type { Player } from './player.ts';

interface Waiting {
  readonly batch: PlannedBatch;
  readonly answer: (result: CommitResult) => void;
  readonly fail: (error: unknown) => void;
}

export interface CommitQueue {
  readonly commit: (batch: PlannedBatch) => Promise<CommitResult>;
  /** Resolves when every batch has its answer. */
  readonly drained: () => Promise<void>;
}

/**
 * Commits batches, those that wait together as one group. Where an engine has one writer at a time, a group costs one
 * flush of the disk instead of one for each batch.
 */
export function createCommitQueue(engine: Engine, player: Player, statementsOf: StatementsOf): CommitQueue {
  const waiting: Waiting[] = [];
  let working: Promise<void> | undefined;

  const commitGroup = async (group: readonly Waiting[]): Promise<void> => {
    try {
      const batches = group.map(({ batch }) => batch);
      const outcomes = await player.play(() => groupScript(engine.dialect, batches, statementsOf));
      for (const [at, one] of group.entries()) {
        const outcome = outcomes[at];
        if (outcome !== undefined && !('error' in outcome)) one.answer(outcome);
        else if (player.isRetryable(outcome?.error)) waiting.push(one);
        else one.fail(player.errorFor(outcome?.error));
      }
    } catch (error) {
      for (const one of group) one.fail(error);
    }
  };

  const work = async (): Promise<void> => {
    // Whatever was asked for in this turn of the event loop joins the group.
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    while (waiting.length > 0) await commitGroup(waiting.splice(0, engine.groupSize));
    working = undefined;
  };

  return {
    commit: (batch) =>
      new Promise((answer, fail) => {
        waiting.push({ batch, answer, fail });
        working ??= work();
      }),
    drained: async () => {
      await working;
    },
  };
}
