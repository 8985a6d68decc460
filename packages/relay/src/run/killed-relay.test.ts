import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allowAll, createPorts, kernelTables, runDecider } from '@jiceng/kernel';
import { createSeededRandom } from '@jiceng/testkit';
import { openSqliteStore } from '@jiceng/storage-sql';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { callOf, countingProcess, tenant, upTo, withoutRepeats } from '../counting.fixture.ts';
import { createWebhookRelay, relayTables, runRelay, stoppedStreams } from '../index.ts';

const program = join(import.meta.dirname, 'relay-process.fixture.ts');
const secret = `whsec_${btoa('0123456789abcdef0123456789abcdef')}`;

const arrived: string[] = [];
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const text = Buffer.concat(chunks).toString();
    const [subject, version] = ['subject', 'streamversion'].map(
      (name) => new RegExp(`"${name}":"([^"]+)"`).exec(text)?.[1],
    );
    arrived.push(`${subject}@${version}`);
    response.writeHead(204).end();
  });
});

let folder = '';
let url = '';
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jiceng-relay-'));
  arrived.length = 0;
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  url = `http://127.0.0.1:${address.port}/`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => {
    server.close(resolve);
  });
  rmSync(folder, { recursive: true });
});

/** Waits until so many more have arrived, or the process has ended. */
async function moreArrived(many: number, child: ChildProcess): Promise<void> {
  const from = arrived.length;
  while (arrived.length < from + many && child.exitCode === null) await new Promise(setImmediate);
}

it(
  'two relays that are killed again and again lose nothing, and keep each stream in order',
  { timeout: 120_000 },
  async () => {
    const file = join(folder, 'store.db');
    const store = await openSqliteStore({ file, synchronous: 'NORMAL', waitMs: 20_000 });
    await store.migrate([...kernelTables, ...relayTables]);
    const ports = createPorts({ store, access: allowAll });
    const streams = ['a', 'b', 'c'];
    const random = createSeededRandom(4);
    const killing = { on: true };
    let written = 0;
    const write = async () => {
      while (killing.on) {
        written += 1;
        for (const stream of streams) {
          const ask = { tenant, key: `${stream}-${written}`, command: { type: 'count' }, purpose: 'upkeep' };
          await runDecider(ports, { ...countingProcess, ...ask, stream, actor: { id: 'u-clerk', roles: [] } });
        }
        // A little ahead of the relays, so that there is always something on its way.
        while (killing.on && written * streams.length > arrived.length + 60) await new Promise(setImmediate);
      }
    };
    const complaints: string[] = [];
    const kill = async () => {
      for (let kills = 0; kills < 4; kills++) {
        const child = spawn(process.execPath, ['--conditions=jiceng-source', program, file, url, secret], {
          stdio: ['ignore', 'ignore', 'pipe'],
        });
        child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk.toString()));
        const ended = new Promise((resolve) => {
          child.on('close', resolve);
        });
        await moreArrived(1 + random.below(30), child);
        child.kill('SIGKILL');
        await ended;
      }
    };
    const writing = write();
    await Promise.all([kill(), kill()]);
    killing.on = false;
    await writing;
    expect(complaints).toEqual([]);

    const last = callOf(createWebhookRelay({ url, secret }));
    while ((await runRelay(ports, last)).more);
    expect(await stoppedStreams(ports, 'out')).toEqual([]);
    await store.close();
    expect(withoutRepeats(arrived)).toEqual(Object.fromEntries(streams.map((stream) => [stream, upTo(written)])));
  },
);
