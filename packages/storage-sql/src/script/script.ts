import type { ColumnType, Value } from '@jiceng/kernel';

/** What drivers take and give; NULL is an absent column. */
export type SqlValue = Value | null;
/** One row as it was asked for, in the order of the statement's columns. */
export type SqlRow = readonly SqlValue[];

/** Text that was compiled once; drivers keep what they prepare from it by this object. */
export interface Statement {
  readonly sql: string;
  /** What it answers; absent when it answers how many rows it touched. */
  readonly columns?: readonly string[];
  /** Their types, in the same order, for who cannot tell the driver how to read them. */
  readonly types?: readonly ColumnType[];
}

export interface Step {
  readonly statement: Statement;
  readonly values: readonly SqlValue[];
}

/** The answer of a write that would have doubled a key: nothing was touched. */
export const duplicateKey = -1;
/** Rows of a statement that has columns, else how many rows were touched, or `duplicateKey`. */
export type Answer = readonly SqlRow[] | number;

/**
 * What is done on one connection, statement by statement: an engine plays it, synchronously where its driver is
 * synchronous. What the driver throws is thrown at the statement's place in the script.
 */
export type Script<Result> = Generator<Step, Result, Answer>;

/** COMMIT itself failed: whether it was written is for the engine to say. */
export class CommitFailed extends Error {
  constructor(cause: unknown) {
    super('COMMIT failed', { cause });
  }
}

const nothing: readonly SqlValue[] = [];

/** A step without values: BEGIN and its kind. */
export function plainStep(sql: string): Step {
  return { statement: { sql }, values: nothing };
}
