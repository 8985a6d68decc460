import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryStore, type CommitResult, type Operation, type Store, type TableSpec } from '@jiceng/kernel';
import type { StoreFactory } from './index.ts';

// A small sound store in a journal file, and the faults that only a killed process shows. The process that a case starts loads this
// module too, and finds the factory by the name under which it is exported.

type Batch = readonly Operation[];

/** What can be wrong with it. */
interface Faults {
  /** What of a batch is written only when the next one comes, or when the store is closed. */
  readonly later?: (operation: Operation) => boolean;
  /** Leaves out the last batch of a journal that was not closed. */
  readonly dropsTheLast?: boolean;
  /** Does the additions of the last batch of a journal that was not closed once more. */
  readonly addsTheLastAgain?: boolean;
  /** Keeps the lock of every process that did not close, and has room for two. */
  readonly keepsLocks?: boolean;
  /** Stops working when other processes have opened the journal and not closed it. */
  readonly stopsBesideTheDead?: boolean;
}

type Line =
  | { readonly tables: readonly TableSpec[] }
  | { readonly batch: Batch }
  | { readonly mark: 'opened' | 'closed' };

const pauseMs = (waitMs: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, waitMs);
  });

const textOf = (line: Line): string =>
  `${JSON.stringify(line, (_name, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value))}\n`;
const lineOf = (text: string): Line =>
  // Written by `textOf`; no text of the cases ends like an integer.
  JSON.parse(text, (_name, value: unknown) =>
    typeof value === 'string' && /^-?\d+n$/.test(value) ? BigInt(value.slice(0, -1)) : value,
  ) as Line;

/** A file of whole lines that several processes may append to. */
function openJournal(file: string) {
  const text = (): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');
  const sound = (whole: string): string => whole.slice(0, whole.lastIndexOf('\n') + 1);
  const write = (how: 'a' | 'w', what: string): void => {
    const descriptor = openSync(file, how);
    writeSync(descriptor, what);
    fsyncSync(descriptor);
    closeSync(descriptor);
  };
  return {
    size: (): number => (existsSync(file) ? statSync(file).size : 0),
    lines: (): readonly Line[] => {
      const lines = sound(text()).split('\n');
      return lines.slice(0, -1).map(lineOf);
    },
    append: (line: Line): void => {
      const whole = text();
      // Half a line is what a process that was killed has left.
      if (sound(whole) === whole) write('a', textOf(line));
      else write('w', sound(whole) + textOf(line));
    },
    rewrite: (lines: readonly Line[]): void => write('w', lines.map(textOf).join('')),
  };
}

/** Is the process that wrote its number into this file dead? */
function isOfTheDead(file: string): boolean {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

/** One process at a time; a lock that was left by the dead is taken away. */
async function underLock<Result>(lock: string, work: () => Promise<Result>): Promise<Result> {
  const own = `${lock}-${process.pid}`;
  writeFileSync(own, String(process.pid));
  for (;;) {
    try {
      linkSync(own, lock);
      break;
    } catch {
      if (isOfTheDead(lock)) {
        // Moved first, and looked at again: another may have been faster, and it may be at work.
        const moved = `${own}-moved`;
        renameSync(lock, moved);
        if (!isOfTheDead(moved)) linkSync(moved, lock);
        rmSync(moved);
      }
      await pauseMs(1);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lock);
  }
}

/** Every batch is one line, flushed before it is answered; whoever comes to write reads first what others have written. */
async function openJournalStore(folder: string, faults: Faults): Promise<Store> {
  const journal = openJournal(join(folder, 'journal'));
  const memory = createMemoryStore();
  let [applied, size, unclosed, own] = [0, -1, 0, false];

  const catchUp = async (): Promise<void> => {
    if (journal.size() === size) return;
    const lines = journal.lines();
    for (const line of lines.slice(applied)) {
      if ('tables' in line) await memory.migrate(line.tables);
      else if ('batch' in line) await memory.commit(line.batch);
      else unclosed += line.mark === 'opened' ? 1 : -1;
    }
    [applied, size] = [lines.length, journal.size()];
  };
  const append = (line: Line): void => {
    journal.append(line);
    applied += 1;
    size = journal.size();
  };
  let owed: Batch = [];
  const payWhatIsOwed = (): void => {
    if (owed.length > 0) append({ batch: owed });
    owed = [];
  };
  const commit = async (batch: Batch): Promise<CommitResult> => {
    await catchUp();
    payWhatIsOwed();
    if (faults.stopsBesideTheDead === true && own && unclosed > 1) throw new Error('another process has left its lock');
    const result = await memory.commit(batch);
    if (!result.ok) return result;
    owed = faults.later === undefined ? [] : batch.filter(faults.later);
    const first = batch.filter((operation) => !owed.includes(operation));
    if (first.length > 0) append({ batch: first });
    return result;
  };
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const next = turn.then(() => underLock(join(folder, 'lock'), work));
    turn = Promise.allSettled([next]);
    return next;
  };

  await inTurn(async () => {
    const before = journal.lines();
    const last = before.findLast((line) => 'batch' in line);
    const marks = before.flatMap((line) => ('mark' in line ? line.mark : []));
    const unclean = marks.at(-1) === 'opened';
    if (unclean && faults.dropsTheLast === true) journal.rewrite(before.filter((line) => line !== last));
    await catchUp();
    if (unclean && faults.addsTheLastAgain === true && last !== undefined && 'batch' in last)
      await commit(last.batch.filter(({ op, table }) => op === 'add' && table === 'kit_item'));
    if (faults.keepsLocks === true && unclosed > 2) throw new Error('no lock is free');
    append({ mark: 'opened' });
    [unclosed, own] = [1, true];
  });
  return {
    info: { ...memory.info, engine: 'journal', durability: 'process', multiProcess: true },
    migrate: (tables) =>
      inTurn(async () => {
        await catchUp();
        await memory.migrate(tables);
        append({ tables });
      }),
    commit: (batch) => inTurn(() => commit(batch)),
    read: (queries) =>
      inTurn(async () => {
        await catchUp();
        return memory.read(queries);
      }),
    now: () => memory.now(),
    close: () =>
      inTurn(async () => {
        payWhatIsOwed();
        append({ mark: 'closed' });
        await memory.close();
      }),
  };
}

function journalFactory(exportName: string, faults: Faults = {}): StoreFactory {
  const openAt = (folder: string) => openJournalStore(folder, faults);
  return {
    level: 'crash',
    openAt,
    create: async () => {
      const folder = mkdtempSync(join(tmpdir(), 'jiceng-journal-'));
      return {
        address: folder,
        open: () => openAt(folder),
        remove: async () => rmSync(folder, { recursive: true }),
      };
    },
    writer: { module: import.meta.filename, exportName },
  };
}

export const sound = journalFactory('sound');
export const writesBehind = journalFactory('writesBehind', { later: ({ table }) => !table.startsWith('jiceng_') });
export const writesInTwoParts = journalFactory('writesInTwoParts', {
  later: ({ op, table }) => !table.startsWith('jiceng_') && (op !== 'insert' || table !== 'kit_item'),
});
export const writesTheFeedLater = journalFactory('writesTheFeedLater', {
  later: ({ table }) => table.startsWith('jiceng_feed'),
});
export const dropsTheLast = journalFactory('dropsTheLast', { dropsTheLast: true });
export const addsTheLastAgain = journalFactory('addsTheLastAgain', { addsTheLastAgain: true });
export const keepsLocks = journalFactory('keepsLocks', { keepsLocks: true });
export const stopsBesideTheDead = journalFactory('stopsBesideTheDead', { stopsBesideTheDead: true });
