import { writeSync } from 'node:fs';
import {
  allowAll,
  createPorts,
  instantFromMs,
  kernelTables,
  openFeed,
  runDecider,
  type Operation,
  type TableSpec,
} from '@jiceng/kernel';
import { openSqliteStore } from '@jiceng/storage-sql';
import { permitProcess } from './permit-process.ts';

// A process that writes until it has done its share, or until it is killed:
//   node --conditions=jiceng-source writer-process.ts FILE NAME FROM TO [WIDTH]
// Each command it was answered for, it names on its own line of standard output; started again it goes on where it was.

/** One purse for each writer and one that all share: whatever was written, their sum is zero. */
export const purseTable: TableSpec = {
  name: 'purse',
  rank: 1,
  columns: { id: 'text', balance: 'bigint', version: 'bigint' },
  key: ['id'],
};
export const tenant = '430102';
const streamsPerWriter = 4;

export function writerStream(name: string, at: number): string {
  return `permit/${name}-${at % streamsPerWriter}`;
}

function give(id: string, balance: bigint): Operation {
  return { op: 'add', table: 'purse', key: [id], add: { balance } };
}

async function write(file: string, name: string, from: number, to: number, width: number): Promise<void> {
  const store = await openSqliteStore({ file, synchronous: 'NORMAL', waitMs: 20_000 });
  await store.migrate([...kernelTables, purseTable]);
  await openFeed(store, 'main');
  for (const id of ['shared', name]) {
    // There already, when it was started before or beside another.
    await store.commit([{ op: 'insert', table: 'purse', row: { id, balance: 0n, version: 1n } }]);
  }
  const clock = { now: async () => instantFromMs(Date.UTC(2026, 2, 2)) };
  const ports = createPorts({ store, access: allowAll, clock });
  const run = async (at: number) => {
    const dueAt = instantFromMs(Date.UTC(2026, 2, 3) + at * 60_000);
    await runDecider(ports, {
      ...permitProcess,
      tenant,
      stream: writerStream(name, at),
      key: `${name}/${at}`,
      command: at % 7 === 0 ? { type: 'extend', dueAt } : { type: 'note', text: `第 ${at} 条` },
      actor: { id: name, roles: [] },
      purpose: 'soak',
      documents: () => [give('shared', -1n), give(name, 1n)],
    });
    writeSync(1, `${at}\n`);
  };
  for (let at = from; at < to; at += width) {
    await Promise.all(Array.from({ length: Math.min(width, to - at) }, (_, caller) => run(at + caller)));
  }
  await store.close();
}

if (import.meta.main) {
  const [file = '', name = '', from = '0', to = '0', width = '1'] = process.argv.slice(2);
  await write(file, name, Number(from), Number(to), Number(width));
}
