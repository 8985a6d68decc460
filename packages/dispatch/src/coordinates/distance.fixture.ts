import type { Position } from '../index.ts';

/** How far two near positions lie apart, in metres. */
export function distanceM(a: Position, b: Position): number {
  return Math.hypot((a[0] - b[0]) * Math.cos((b[1] * Math.PI) / 180), a[1] - b[1]) * 111_319.49;
}
