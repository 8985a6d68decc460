import { bigintOf, textOf, type Store, type TableSpec } from '@jiceng/kernel';

/** How far the replay has come: a table of the host's own beside the SDK's. */
export const progressTable: TableSpec = {
  name: 'replay_progress',
  rank: 1,
  columns: { run: 'text', input: 'text', done: 'bigint', finished: 'bigint', version: 'bigint' },
  key: ['run'],
};

const key = ['quarter'] as const;

export interface Progress {
  /** What is being replayed: the digest of the input and of the moment it stops at. */
  readonly input: string;
  readonly done: number;
  readonly finished: boolean;
  readonly version: bigint;
}

/** Where an earlier run stopped; nothing when there was none. */
export async function readProgress(store: Store): Promise<Progress | undefined> {
  const [[row] = []] = await store.read([{ get: 'row', table: progressTable.name, key }]);
  if (row === undefined) return undefined;
  return {
    input: textOf(row, 'input'),
    done: Number(bigintOf(row, 'done')),
    finished: bigintOf(row, 'finished') === 1n,
    version: bigintOf(row, 'version'),
  };
}

/** Notes how far the replay is. Acts after the note are carried out again after a crash; their keys see to it that nothing doubles. */
export async function writeProgress(
  store: Store,
  before: Progress | undefined,
  now: Omit<Progress, 'version'>,
): Promise<Progress> {
  const set = { input: now.input, done: BigInt(now.done), finished: now.finished ? 1n : 0n };
  const version = before === undefined ? 1n : before.version + 1n;
  const result = await store.commit([
    before === undefined
      ? { op: 'insert', table: progressTable.name, row: { run: key[0], version, ...set } }
      : { op: 'update', table: progressTable.name, key, ifVersion: before.version, set },
  ]);
  if (!result.ok) throw new Error('another replay is writing to this file');
  return { ...now, version };
}
