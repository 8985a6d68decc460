import type { StatementsOf } from '../statements/table-statements.ts';
import type { Commits } from './commit-queue.ts';
import type { Engine } from '../engine/engine.ts';
import { singleScript, type PlannedBatch } from '../script/group-script.ts';
import type { Player } from '../engine/player.ts';

/**
 * Commits each batch in a transaction of its own, as many at once as come: where an engine lets writers work side by side, one
 * that waits for a lock holds nobody else up.
 */
export function createSingleCommits(engine: Engine, player: Player, statementsOf: StatementsOf): Commits {
  const commitScript =
    engine.commitScript?.(statementsOf) ?? ((batch: PlannedBatch) => singleScript(engine.dialect, batch, statementsOf));
  return {
    commit: async (batch) => {
      const outcome = await player.play(() => commitScript(batch));
      if ('ok' in outcome) return outcome;
      throw player.errorFor(outcome.error);
    },
    // The player keeps count of what it plays.
    drained: () => player.idle(),
  };
}
