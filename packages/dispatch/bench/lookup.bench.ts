// Whose grid is a point in: the compiled territory beside asking every polygon. Prints microseconds per point and the ratio.
import { compileTerritory, locate } from '../src/index.ts';
import { compare, createRandom, printMachine } from '../../checks/bench/rounds.ts';

type Point = readonly [lon: number, lat: number];
interface Cell {
  readonly code: string;
  readonly ring: readonly Point[];
  readonly box: readonly [west: number, south: number, east: number, north: number];
}

const wgs84 = { crs: 'WGS-84' } as const;
const [west, south, size] = [-71.2, 42.2, 0.005];

/** Cells of a lattice whose shared edges are drawn with so many bends each; both neighbours hold the same points. */
function drawCells(side: number, bends: number): readonly Cell[] {
  const wave = (i: number, j: number) => 0.15 * size * Math.sin(12.9 * i + 78.2 * j);
  const at = (i: number, j: number): Point => [west + i * size + wave(i, j), south + j * size + wave(j, i)];
  const edge = (i: number, j: number, di: number, dj: number) =>
    Array.from({ length: bends + 1 }, (_, step) => at(i + (di * step) / (bends + 1), j + (dj * step) / (bends + 1)));
  return Array.from({ length: side * side }, (_, index) => {
    const [i, j] = [index % side, Math.floor(index / side)];
    const ring = [
      ...edge(i, j, 1, 0),
      ...edge(i + 1, j, 0, 1),
      ...[...edge(i, j + 1, 1, 0), at(i + 1, j + 1)].toReversed().slice(0, -1),
      ...[...edge(i, j, 0, 1), at(i, j + 1)].toReversed().slice(0, -1),
    ];
    const [lons, lats] = [ring.map(([lon]) => lon), ring.map(([, lat]) => lat)];
    const box = [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)] as const;
    return { code: String(index).padStart(6, '0'), ring, box };
  });
}

/** The textbook rule, inexact on edges: what a host writes in ten lines. */
function holds(ring: readonly Point[], lon: number, lat: number): boolean {
  let inside = false;
  let [fromLon, fromLat] = ring.at(-1) ?? [0, 0];
  for (const [toLon, toLat] of ring) {
    if (fromLat > lat !== toLat > lat && lon < ((fromLon - toLon) * (lat - toLat)) / (fromLat - toLat) + toLon) {
      inside = !inside;
    }
    [fromLon, fromLat] = [toLon, toLat];
  }
  return inside;
}

printMachine();
for (const [side, bends, points] of [
  [32, 0, 31_800],
  [32, 7, 31_800],
  [100, 7, 31_800],
] as const) {
  const cells = drawCells(side, bends);
  const random = createRandom(7);
  const asked = Array.from({ length: points }, (): Point => [
    west + random() * side * size,
    south + random() * side * size,
  ]);
  const fewer = asked.slice(0, 300); // asking every polygon takes too long for more
  const features = cells.map(({ code, ring }) => ({
    properties: { code },
    geometry: { type: 'Polygon', coordinates: [ring] },
  }));
  const territory = compileTerritory(features, wgs84);
  const found = (point: Point) => (locate(territory, point, wgs84).kind === 'inside' ? 1 : 0);
  compare(`${cells.length} cells of ${4 * (bends + 1)} corners`, [
    { name: 'locate', answers: points, run: () => asked.reduce((sum, point) => sum + found(point), 0) },
    {
      name: 'every polygon whose box holds the point',
      answers: fewer.length,
      run: () =>
        fewer.filter(([lon, lat]) =>
          cells.some(
            ({ ring, box: [w, s, e, n] }) => lon >= w && lon <= e && lat >= s && lat <= n && holds(ring, lon, lat),
          ),
        ).length,
    },
    {
      name: 'every polygon',
      answers: fewer.length,
      run: () => fewer.filter(([lon, lat]) => cells.some(({ ring }) => holds(ring, lon, lat))).length,
    },
    {
      name: 'compileTerritory, per cell',
      answers: cells.length,
      run: () => compileTerritory(features, wgs84).codes.length,
    },
  ]);
}
