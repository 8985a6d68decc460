import type { Outcome } from '@jiceng/kernel';
import type { SimulatedCommand } from './schemas.ts';
import type { Transfer } from './simulated-ledger.ts';

/** What a client wants done: a command on one stream, a note on two at once, a payment, or a transfer without any case. */
export type Wish =
  | { readonly kind: 'command'; readonly stream: string; readonly command: SimulatedCommand }
  | { readonly kind: 'pair'; readonly streams: readonly [string, string] }
  | { readonly kind: 'payment'; readonly stream: string; readonly transfer: Transfer }
  | { readonly kind: 'transfer'; readonly transfer: Transfer };

/** A request of a client, who asks until there is an answer. */
export interface ClientRequest {
  /** Unique among all requests; it stands in the facts that the request makes. */
  readonly id: string;
  readonly tenant: string;
  readonly scope: string;
  /** What it is asked under. Another request may have the same one, by mistake. */
  readonly key: string;
  readonly wish: Wish;
  readonly expectedVersion: bigint | undefined;
  status: 'open' | 'done' | 'refused';
  /** The first answer; every later one must be the same. */
  outcome: Outcome | undefined;
  /** Answers that were not marked as a repeat. */
  firsts: number;
  /** Was it refused in a way that leaves no room for an effect, ever? */
  never: boolean;
}
