import type { DivisionCode, GridCode } from '@jiceng/kernel/plain';

/** A point that belongs to an area. */
export interface Inside {
  readonly kind: 'inside';
  /** The one area that owns the point. */
  readonly owner: GridCode;
  /** From the owner up to the top of the hierarchy. */
  readonly path: readonly DivisionCode[];
  /** Does the point lie exactly on the owner's edge? */
  readonly onBoundary: boolean;
  /** All areas that hold the point strictly inside, first the one that would own it. */
  readonly interiorOf: readonly GridCode[];
  /** All areas on whose edge the point lies, first the one that would own it. */
  readonly boundaryOf: readonly GridCode[];
}

/** A point that no area holds. */
export interface Outside {
  readonly kind: 'outside';
  readonly path: readonly [];
}

export type Location = Inside | Outside;
