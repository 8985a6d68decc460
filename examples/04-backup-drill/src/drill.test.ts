import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { openSqliteStore } from '@jiceng/storage-sql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { standingOf, takeCheckpoint } from './checkpoint.ts';
import { morning, openDesk, send } from './desk.ts';
import { runDrill } from './drill.ts';
import { verifyStore } from './verification.ts';

const startMs = Date.parse('2026-03-02T01:00:00.000Z');
const requests = morning(startMs).flat();

describe('the drill', () => {
  it.each([1, 4, 13, 20, 35, 36])('comes out whole when the backup is made after answer %i', async (cut) => {
    const report = await runDrill(cut);
    expect(report.sent).toBe(36);
    for (const { flaws } of [report.original, report.restored, report.final]) expect(flaws).toEqual([]);
    expect(report.sameContent).toBe(true);
    // What had its answer before the backup is in it; of what was on its way, all of a commit or nothing.
    const kept = report.restored.facts;
    expect(kept).toBeGreaterThanOrEqual(report.answeredBefore);
    expect(kept).toBeLessThanOrEqual(report.answeredBefore + report.onTheirWay);
    expect(report.lost).toHaveLength(36 - kept);
    expect(report.firstReplay).toEqual({ repeated: kept, carriedOut: 36 - kept });
    expect(report.secondReplay).toEqual({ repeated: 36, carriedOut: 0 });
    expect(report.final).toMatchObject({ streams: 12, facts: 36, positions: 36 });
    expect(report.sameActs).toBe(true);
    expect(report.standing).toEqual(kept === 36 ? { kind: 'agrees' } : { kind: 'older', missing: BigInt(36 - kept) });
    expect(report.finalStanding.kind).toBe(kept === 36 ? 'agrees' : 'other');
    expect(report.diagnosis.findings.filter(({ severity }) => severity === 'severe')).toEqual([]);
  });

  it('leaves nothing behind', async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('jiceng-backup-drill-'));
    await runDrill(20);
    const left = readdirSync(tmpdir()).filter((name) => name.startsWith('jiceng-backup-drill-'));
    expect(left.filter((name) => !before.includes(name))).toEqual([]);
  });
});

describe('a backup', () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'jiceng-drill-test-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('made by another thread while writers go on is whole, each time', async () => {
    const file = join(folder, 'cases.db');
    const store = await openSqliteStore({ file, synchronous: 'NORMAL' });
    const ports = await openDesk(store);
    const worker = new Worker(
      `const { workerData, parentPort } = require('node:worker_threads');
       const { DatabaseSync } = require('node:sqlite');
       for (let at = 0; at < 5; at++) {
         const database = new DatabaseSync(workerData.file, { readOnly: true });
         database.exec('pragma busy_timeout = 5000');
         database.prepare('vacuum into ?').run(workerData.folder + '/backup-' + at + '.db');
         database.close();
         parentPort.postMessage(at);
       }`,
      { eval: true, workerData: { file, folder } },
    );
    const state = { backing: true };
    const ended = new Promise<void>((resolve, reject) => {
      worker.once('exit', () => resolve()).once('error', reject);
    }).finally(() => (state.backing = false));
    let day = 0;
    do {
      const morningOf = morning(startMs + day * 86_400_000);
      await Promise.all(
        morningOf.map(async (own) => {
          for (const request of own) {
            const incidentId = `${request.incidentId}-${day}`;
            await send(ports, { ...request, incidentId, key: `${incidentId}/${request.command.type}` });
          }
        }),
      );
      day += 1;
    } while (state.backing && day < 200);
    await ended;
    await store.close();
    let facts = 0;
    for (let at = 0; at < 5; at++) {
      const restored = await openSqliteStore({ file: join(folder, `backup-${at}.db`) });
      await openDesk(restored);
      const verification = await verifyStore(restored, 'main');
      expect(verification.flaws).toEqual([]);
      expect(verification.facts).toBeGreaterThanOrEqual(facts);
      facts = verification.facts;
      await restored.close();
    }
    expect(facts).toBeGreaterThan(0);
  }, 60_000);

  it('that is a copy of the file alone may miss what still stands in the log: this is why it is not made so', async () => {
    const [file, copy] = [join(folder, 'cases.db'), join(folder, 'copy.db')];
    const store = await openSqliteStore({ file });
    const ports = await openDesk(store);
    for (const request of requests.slice(0, 9)) await send(ports, request);
    expect(existsSync(`${file}-wal`)).toBe(true);
    copyFileSync(file, copy);
    const torn = await openSqliteStore({ file: copy });
    await openDesk(torn);
    expect((await verifyStore(torn, 'main')).facts).toBeLessThan(9);
    await torn.close();
    await store.close();
  });
});

describe('a checkpoint', () => {
  it('agrees with the store it was taken of, also when more has been written since', async () => {
    const store = await openSqliteStore({ file: ':memory:' });
    const ports = await openDesk(store);
    for (const request of requests.slice(0, 3)) await send(ports, request);
    const checkpoint = await takeCheckpoint(store, ports.feed);
    expect(checkpoint.position).toBe(3n);
    for (const request of requests.slice(3, 6)) await send(ports, request);
    expect(await standingOf(store, ports.feed, checkpoint)).toEqual({ kind: 'agrees' });
    const later = { ...checkpoint, position: 9n };
    expect(await standingOf(store, ports.feed, later)).toEqual({ kind: 'older', missing: 3n });
    expect(await standingOf(store, ports.feed, { ...checkpoint, digest: 'ff' })).toEqual({ kind: 'other' });
    await store.close();
  });

  it('of an empty store stands at no position', async () => {
    const store = await openSqliteStore({ file: ':memory:' });
    const ports = await openDesk(store);
    const checkpoint = await takeCheckpoint(store, ports.feed);
    expect(checkpoint).toEqual({ position: 0n, digest: '' });
    expect(await standingOf(store, ports.feed, checkpoint)).toEqual({ kind: 'agrees' });
    await store.close();
  });
});
