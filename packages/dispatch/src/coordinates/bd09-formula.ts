import type { Position } from './position.ts';

/** What is added at the end, in degrees. */
const [eastward, northward] = [0.0065, 0.006];
const frequency = (Math.PI * 3000) / 180;

/** Longitude and latitude as a radius and an angle, with a ripple on both; `sign` says whether it is added or taken away. */
function rippled([lon, lat]: Position, sign: 1 | -1): Position {
  const radius = Math.sqrt(lon * lon + lat * lat) + sign * 0.00002 * Math.sin(lat * frequency);
  const angle = Math.atan2(lat, lon) + sign * 0.000003 * Math.cos(lon * frequency);
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

/** A GCJ-02 position displaced by the formula alone, wherever it lies. */
export function displacedAgain(position: Position): Position {
  const [lon, lat] = rippled(position, 1);
  return [lon + eastward, lat + northward];
}

/** The formula run backwards once, as published: the ripple is taken where the position is and not where it came from. */
export function placedBackOnce([lon, lat]: Position): Position {
  return rippled([lon - eastward, lat - northward], -1);
}
