import type { Instant, StoreInfo } from '@jiceng/kernel';
import type { EngineDialect } from './engine-dialect.ts';
import type { BatchOutcome, PlannedBatch } from '../script/group-script.ts';
import type { Script } from '../script/script.ts';
import type { StatementsOf } from '../statements/table-statements.ts';

/** What a driver's error means for the caller. */
export interface Fault {
  /** `retry`: nothing was written and it may be asked again; `nothing`: nothing was written; `unknown`: perhaps it was. */
  readonly outcome: 'retry' | 'nothing' | 'unknown';
  readonly problem: string;
}

/** All that differs between databases. */
export interface Engine {
  readonly info: StoreInfo;
  readonly dialect: EngineDialect;
  /** How many batches that wait together may share one transaction: 1 where writers do not wait for one another. */
  readonly groupSize: number;
  /** Does it answer at once, in our own thread? Then who reads on and on must let the rest of the process have its turn. */
  readonly synchronous: boolean;
  /** A faster way of the engine's own to commit one batch, with the same answers; absent where the common one is all there is. */
  readonly commitScript?: (statementsOf: StatementsOf) => (batch: PlannedBatch) => Script<BatchOutcome>;
  /** Plays a script from its beginning to its end on one connection. */
  readonly play: <Result>(script: Script<Result>) => Result | Promise<Result>;
  /** What a driver's error means; `undefined` for an error that is not the driver's. */
  readonly faultOf: (error: unknown, atCommit: boolean) => Fault | undefined;
  /** Would a statement have doubled a key, as a driver of the host's own choice says it? Asked where the host's transaction is joined. */
  readonly isDuplicateKey: (error: unknown) => boolean;
  readonly now: () => Promise<Instant>;
  /** The same, asked on a connection that somebody else holds; absent where the clock is this machine's. */
  readonly clockScript?: () => Script<Instant>;
  readonly close: () => Promise<void>;
}
