import type { Operation } from '@jiceng/kernel';
import { addition, item, numbered } from '../contract/kit-tables.ts';

/** What a writing process is to do: numbered works, one after another from `from` on, so many at once, until it is killed. */
export interface CrashTask {
  readonly address: string;
  /** Tells its rows from those of other writers. */
  readonly name: string;
  /** Batches of the kit's own tables, or commands through the kernel. */
  readonly work: 'batches' | 'commands';
  readonly from: number;
  /** Where it stops by itself; far beyond where it is killed, when it is to be killed at work. */
  readonly to: number;
  /** What it does then: closes the store, or keeps it open until it is killed. */
  readonly atEnd: 'close' | 'rest';
  readonly width: number;
}

/** What a writer says of itself before it names the numbers of what it was answered for. */
export const [opening, ready] = ['opening', 'ready'];

export const partsPerBatch = 3;
/** The row that all writers take from: whatever was written, it and the counters sum up to zero. */
export const sharedId = 'shared';
export const counterOf = (name: string): string => `count/${name}`;
export const logOf = (name: string): string => `log/${name}`;
export const partOf = (name: string, at: number, part: number): string => `${name}/${at}/${part}`;

/** One work: three rows, two counters, and an entry that copies what one of the counters then holds. */
export function crashBatch(name: string, at: number): readonly Operation[] {
  return [
    ...Array.from({ length: partsPerBatch }, (_, part) => item(partOf(name, at, part), { name: String(at) })),
    addition(sharedId, -1n),
    addition(counterOf(name), 1n),
    numbered(logOf(name), counterOf(name), String(at)),
  ];
}

const streamsPerWriter = 4;
export const streamOf = (name: string, at: number): string => `crash/${name}-${at % streamsPerWriter}`;
export const keyOfCommand = (name: string, at: number): string => `${name}/${at}`;
