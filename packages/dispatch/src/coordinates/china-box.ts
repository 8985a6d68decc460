import type { Position } from './position.ts';

/**
 * Where positions are displaced: the rectangle that was published together with the parameters (`outOfChina` in
 * github.com/googollee/eviltransform, after the programs its readme names). It is a rule of thumb and no border: it holds much of
 * China's neighbours as well, where vendors do not displace. Other libraries draw other rectangles.
 */
const box = { west: 72.004, south: 0.8293, east: 137.8347, north: 55.8271 };

/** Does a position lie in the rectangle, its edges included? */
export function isInChinaBox([lon, lat]: Position): boolean {
  return lon >= box.west && lon <= box.east && lat >= box.south && lat <= box.north;
}

/** The position of the rectangle that is nearest in each coordinate: itself, when it lies inside. */
export function nearestInChinaBox([lon, lat]: Position): Position {
  return [Math.min(Math.max(lon, box.west), box.east), Math.min(Math.max(lat, box.south), box.north)];
}
