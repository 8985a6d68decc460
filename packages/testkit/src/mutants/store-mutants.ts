import { addMutants } from './add-mutants.ts';
import { batchMutants } from './batch-mutants.ts';
import { copyMutants } from './copy-mutants.ts';
import { groupMutants } from './group-mutants.ts';
import { joiningMutants } from './joining-mutants.ts';
import { kernelMutants } from './kernel-mutants.ts';
import { lifeMutants } from './life-mutants.ts';
import type { StoreMutant } from './mutant.ts';
import { raceMutants } from './race-mutants.ts';
import { readMutants } from './read-mutants.ts';
import { valueMutants } from './value-mutants.ts';

/**
 * Stores with one fault each, and the cases that find it: what shows that the contract can fail. Every case has at least one
 * mutant that it alone finds.
 */
export const storeMutants: readonly StoreMutant[] = [
  ...raceMutants,
  ...groupMutants,
  ...kernelMutants,
  ...batchMutants,
  ...addMutants,
  ...copyMutants,
  ...readMutants,
  ...valueMutants,
  ...lifeMutants,
  ...joiningMutants,
];
