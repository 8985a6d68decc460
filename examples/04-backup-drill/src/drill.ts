import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { contentDigest, diagnose, readFacts, type Diagnosis, type Ports, type Store } from '@jiceng/kernel';
import { incidentStream } from '@jiceng/incidents';
import { inspectSqliteStore, openSqliteStore } from '@jiceng/storage-sql';
import { standingOf, takeCheckpoint, type Checkpoint, type Standing } from './checkpoint.ts';
import { morning, openDesk, send, tables, tenant, type SentRequest } from './desk.ts';
import { verifyStore, type Verification } from './verification.ts';

const startMs = Date.parse('2026-03-02T01:00:00.000Z'); // 09:00 in Shanghai
const restoredMs = Date.parse('2026-03-02T06:00:00.000Z'); // 14:00

export interface Replay {
  readonly repeated: number;
  readonly carriedOut: number;
}

/** Everything that the drill saw. */
export interface DrillReport {
  readonly sent: number;
  /** Requests that had their answer when the backup was made, and those that were on their way. */
  readonly answeredBefore: number;
  readonly onTheirWay: number;
  readonly original: Verification;
  readonly checkpoint: Checkpoint;
  readonly restored: Verification;
  /** Does the restored store hold what the backup held before anybody opened it to write? */
  readonly sameContent: boolean;
  readonly diagnosis: Diagnosis;
  readonly standing: Standing;
  /** What the journal of the front has and the restored store has not. */
  readonly lost: readonly SentRequest[];
  readonly firstReplay: Replay;
  readonly secondReplay: Replay;
  readonly final: Verification;
  readonly finalStanding: Standing;
  /** Are the acts those of the original, in content and in when they happened? */
  readonly sameActs: boolean;
}

/** The acts of all incidents: what happened and when, not when it was written down. */
async function actsOf(store: Store, requests: readonly SentRequest[]): Promise<string> {
  const ids = [...new Set(requests.map(({ incidentId }) => incidentId))].toSorted();
  const acts: string[] = [];
  for (const id of ids) {
    const facts = await readFacts(store, tenant, incidentStream(id));
    acts.push(...facts.map(({ stream, body, occurredAt }) => `${stream} ${occurredAt} ${body}`));
  }
  return acts.join('\n');
}

// #region backup
/** A consistent copy of the file while others write: one reading transaction, and no page of a half-written commit. */
function backUp(file: string, copy: string): void {
  const database = new DatabaseSync(file, { readOnly: true });
  database.prepare('vacuum into ?').run(copy);
  database.close();
}
// #endregion backup

/** What a backup holds, without writing to it: an audit must not change what it audits. */
async function contentOf(copy: string): Promise<string> {
  const inspection = await inspectSqliteStore({ file: copy });
  try {
    await inspection.lookUp(tables);
    return (await contentDigest(inspection, tables)).digest;
  } finally {
    await inspection.close();
  }
}

async function replay(ports: Ports, requests: readonly SentRequest[]): Promise<Replay> {
  let [repeated, carriedOut] = [0, 0];
  for (const request of requests) {
    const outcome = await send(ports, request);
    if (outcome.replayed) repeated += 1;
    else carriedOut += 1;
  }
  return { repeated, carriedOut };
}

async function lostRequests(store: Store, requests: readonly SentRequest[]): Promise<readonly SentRequest[]> {
  const found = await store.read(
    requests.map(({ key }) => ({ get: 'row', table: 'jiceng_request', key: [tenant, 'incident', key] })),
  );
  return requests.filter((_, at) => found[at]?.length === 0);
}

/**
 * Runs the drill in a folder of its own, which is removed.
 *
 * @param cut after so many answers the backup is made, while the other requests are on their way.
 */
export async function runDrill(cut: number): Promise<DrillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'jiceng-backup-drill-'));
  const [file, copy, restoredFile] = [join(folder, 'cases.db'), join(folder, 'backup.db'), join(folder, 'restored.db')];
  let nowMs = startMs;
  const openStore = (path: string) => openSqliteStore({ file: path, nowMs: () => nowMs });
  const journal: SentRequest[] = [];
  try {
    let [answered, answeredBefore, onTheirWay] = [0, 0, 0];
    const store = await openStore(file);
    const ports = await openDesk(store);
    const work = async (requests: readonly SentRequest[]) => {
      for (const request of requests) {
        // The front writes down what it sends before it sends it: after a loss this is what can be sent again.
        journal.push(request);
        nowMs = Math.max(nowMs, Date.parse(request.occurredAt));
        await send(ports, request);
        answered += 1;
        if (answered !== cut) continue;
        [answeredBefore, onTheirWay] = [answered, journal.length - answered];
        backUp(file, copy);
      }
    };
    await Promise.all(morning(startMs).map(work));
    const original = await verifyStore(store, ports.feed);
    const checkpoint = await takeCheckpoint(store, ports.feed);
    const acts = await actsOf(store, journal);
    await store.close();

    for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
    nowMs = restoredMs;
    copyFileSync(copy, restoredFile);

    const inBackup = await contentOf(copy);
    const restoredStore = await openStore(restoredFile);
    const desk = await openDesk(restoredStore);
    const restored = await verifyStore(restoredStore, desk.feed);
    const diagnosis = await diagnose(desk, { hostClock: desk.clock });
    const standing = await standingOf(restoredStore, desk.feed, checkpoint);
    const lost = await lostRequests(restoredStore, journal);
    const [firstReplay, secondReplay] = [await replay(desk, journal), await replay(desk, journal)];
    const final = await verifyStore(restoredStore, desk.feed);
    const finalStanding = await standingOf(restoredStore, desk.feed, checkpoint);
    const sameActs = (await actsOf(restoredStore, journal)) === acts;
    await restoredStore.close();
    const before = { sent: journal.length, answeredBefore, onTheirWay, original, checkpoint };
    const sameContent = restored.content === inBackup;
    const after = { restored, sameContent, diagnosis, standing, lost };
    return { ...before, ...after, firstReplay, secondReplay, final, finalStanding, sameActs };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
