import type { Position } from './position.ts';

/** Semi-major axis in metres and first eccentricity squared of the Krasovsky ellipsoid, as published with the parameters. */
const semiMajorM = 6_378_245;
const eccentricity2 = 0.006693421622965943;

const wave = (halfTurns: number): number => Math.sin(halfTurns * Math.PI);

/** The displacement to the north in metres, `x` and `y` being degrees from 105° E, 35° N. */
function northM(x: number, y: number): number {
  const waves =
    20 * wave(6 * x) + 20 * wave(2 * x) + 20 * wave(y) + 40 * wave(y / 3) + 160 * wave(y / 12) + 320 * wave(y / 30);
  return -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x)) + (waves * 2) / 3;
}

/** The displacement to the east in metres. */
function eastM(x: number, y: number): number {
  const waves =
    20 * wave(6 * x) + 20 * wave(2 * x) + 20 * wave(x) + 40 * wave(x / 3) + 150 * wave(x / 12) + 300 * wave(x / 30);
  return 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x)) + (waves * 2) / 3;
}

/** A position displaced by the formula alone, wherever it lies: metres become degrees along the ellipsoid. */
export function displaced([lon, lat]: Position): Position {
  const [x, y] = [lon - 105, lat - 35];
  const latRad = (lat * Math.PI) / 180;
  const flattening = 1 - eccentricity2 * Math.sin(latRad) ** 2;
  const meridianRadiusM = (semiMajorM * (1 - eccentricity2)) / flattening ** 1.5;
  const parallelRadiusM = (semiMajorM * Math.cos(latRad)) / Math.sqrt(flattening);
  return [
    lon + ((eastM(x, y) / parallelRadiusM) * 180) / Math.PI,
    lat + ((northM(x, y) / meridianRadiusM) * 180) / Math.PI,
  ];
}
