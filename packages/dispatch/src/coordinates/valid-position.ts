import { dispatchError } from '../errors.ts';
import { isInChinaBox } from './china-box.ts';
import type { Position } from './position.ts';

/** Refuses what no conversion may answer: numbers that are no position, and one whose two numbers have changed places. */
export function checkPosition([lon, lat]: Position): void {
  const details = { lon: String(lon), lat: String(lat) };
  if (!Number.isFinite(lon) || !Number.isFinite(lat) || Math.abs(lon) > 180 || Math.abs(lat) > 90) {
    throw dispatchError('DISPATCH_POINT_INVALID', details);
  }
  // Read the other way round it lies in China; as it stands, north of 72°. Most swapped positions of China are out of range anyway.
  if (isInChinaBox([lat, lon])) throw dispatchError('DISPATCH_POINT_SWAPPED', details);
}
