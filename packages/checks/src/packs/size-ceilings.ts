import type { SizeCeiling } from './bundle-size.ts';

/** Ceilings of what hosts load into a browser. A number rises only together with its reason. */
export const sizeCeilings: readonly SizeCeiling[] = [];
