import type { CommitResult, Operation, Store } from '../store/store.ts';
import { errorType } from './error-type.ts';
import { unheard, type Meter, type MeterAttributes } from './meter.ts';

/**
 * The same store, whose commits and reads are measured: how long each took, how many rows came, which preconditions failed and which
 * faults there were. Keys and values are not looked at.
 */
export function observeStore(store: Store, meter: Meter): Store {
  const system = { 'db.system.name': store.info.engine };

  const timed = async <Result>(
    operation: string,
    act: () => Promise<Result>,
    more: (result: Result, attributes: MeterAttributes) => void,
  ): Promise<Result> => {
    const attributes = { ...system, 'db.operation.name': operation };
    let startedMs = 0;
    unheard(() => (startedMs = meter.nowMs()));
    const tell = (why: MeterAttributes) =>
      unheard(() => {
        const seconds = (meter.nowMs() - startedMs) / 1000;
        meter.record('db.client.operation.duration', seconds, { ...attributes, ...why });
      });
    try {
      const result = await act();
      tell({});
      unheard(() => more(result, attributes));
      return result;
    } catch (error) {
      tell({ 'error.type': errorType(error) });
      throw error;
    }
  };

  const tellConflict = (batch: readonly Operation[], result: CommitResult, attributes: MeterAttributes): void => {
    if (result.ok) return;
    const table = batch[result.failed]?.table;
    const where = table === undefined ? {} : { 'db.collection.name': table };
    meter.record('jiceng.store.conflicts', 1, { ...attributes, ...where, 'jiceng.reason': result.reason });
  };

  return {
    info: store.info,
    migrate: (tables) => store.migrate(tables),
    commit: (batch) =>
      timed(
        'commit',
        () => store.commit(batch),
        (result, attributes) => tellConflict(batch, result, attributes),
      ),
    read: (queries) =>
      timed(
        'read',
        () => store.read(queries),
        (answers, attributes) => {
          const rows = answers.reduce((sum, answer) => sum + answer.length, 0);
          meter.record('db.client.response.returned_rows', rows, attributes);
        },
      ),
    now: () => store.now(),
    close: () => store.close(),
  };
}
