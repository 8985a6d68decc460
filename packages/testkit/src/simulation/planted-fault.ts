import type { Store } from '@jiceng/kernel';
import type { StoreFactory } from '../contract/contract-case.ts';
import type { HostCode } from './host-code.ts';

/** A fault for a simulation to find: in the store beneath, in the adapter that a host talks to it through, or in the host's own code. */
export interface PlantedFault {
  /** What is wrong. */
  readonly name: string;
  readonly factory?: StoreFactory;
  readonly adapt?: (store: Store) => Store;
  readonly code?: Partial<HostCode>;
  /** Does it show only in some of a thousand histories? */
  readonly rare?: true;
}
