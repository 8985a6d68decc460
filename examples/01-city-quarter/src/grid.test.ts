import { join } from 'node:path';
import { countBy } from '@jiceng/analytics';
import { compileTerritory, locate } from '@jiceng/dispatch';
import { beforeAll, describe, expect, it } from 'vitest';
import { cellAt, cellOf, cellsOver, gridFeatures, outlineOf, type Point } from './grid.ts';
import { readRequests, type RequestRow } from './requests.ts';

/** Gi* of Getis and Ord with binary queen weights, the cell itself included, over a full rectangle. */
function giStar(counts: ReadonlyMap<string, number>, south: number, west: number, rows: number, cols: number) {
  const values = Array.from({ length: rows }, (_r, up) =>
    Array.from({ length: cols }, (_c, right) => counts.get(cellAt(south + up, west + right).code) ?? 0),
  );
  const all = values.flat();
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
  const deviation = Math.sqrt(all.reduce((sum, value) => sum + value * value, 0) / all.length - mean * mean);
  return (row: number, col: number): number => {
    const [up, right] = [row - south, col - west];
    const near = [-1, 0, 1]
      .flatMap((dy) => [-1, 0, 1].map((dx) => values[up + dy]?.[right + dx]))
      .filter((value) => value !== undefined);
    const sum = near.reduce((total: number, value) => total + (value ?? 0), 0);
    const w = near.length;
    return (sum - mean * w) / (deviation * Math.sqrt((all.length * w - w * w) / (all.length - 1)));
  };
}

describe('the cells of the quarter', () => {
  let rows: readonly RequestRow[];
  let points: readonly Point[];
  beforeAll(async () => {
    ({ rows } = await readRequests(join(import.meta.dirname, '../data/requests.csv.gz')));
    points = rows.map(({ point }) => point).filter((point) => point !== undefined);
  });

  it('hold the 3,031 requests about trees as counted by others, looked up as polygons', () => {
    const territory = compileTerritory(gridFeatures(cellsOver(points)), { crs: 'WGS-84' });
    const trees = rows.filter(({ reason }) => reason === 'Trees').map(({ point }) => point ?? ([0, 0] as const));
    expect(trees).toHaveLength(3031);
    const owners = trees.map((point) => {
      const location = locate(territory, point, { crs: 'WGS-84' });
      return location.kind === 'inside' ? location.owner : undefined;
    });
    expect(owners).toEqual(trees.map((point) => cellOf(point).code));
    const counts = new Map(countBy(owners, (owner) => owner).counts.map(({ key, count }) => [key, count]));
    const zOf = giStar(counts, 6, 5, 33, 36);
    // Count and Gi* of the ten hottest cells; Gi* depends on the count of every cell.
    const hottest = [
      [28, 24, 51, 10.651046],
      [28, 25, 30, 9.803362],
      [29, 24, 36, 9.379519],
      [28, 23, 27, 9.167598],
      [29, 25, 23, 8.425874],
      [29, 23, 6, 8.107992],
      [31, 27, 5, 8.002032],
      [32, 27, 0, 7.79011],
      [27, 24, 25, 7.68415],
      [30, 27, 3, 7.631169],
    ] as const;
    for (const [row, col, count, z] of hottest) {
      expect(counts.get(`R${row}C${col}`) ?? 0).toBe(count);
      expect(zOf(row, col)).toBeCloseTo(z, 6);
    }
    const all = Array.from({ length: 33 }, (_r, up) =>
      Array.from({ length: 36 }, (_c, right) => zOf(6 + up, 5 + right)),
    ).flat();
    expect(all.filter((z) => z > 1.96)).toHaveLength(165);
    expect(all.filter((z) => z > 3.29)).toHaveLength(73);
  });

  it('own every point of the quarter, none of which lies on an edge', () => {
    const territory = compileTerritory(gridFeatures(cellsOver(points)), { crs: 'WGS-84' });
    const misplaced = points.filter((point) => {
      const location = locate(territory, point, { crs: 'WGS-84' });
      return location.kind !== 'inside' || location.onBoundary || location.owner !== cellOf(point).code;
    });
    expect(misplaced).toEqual([]);
  });
});

describe('a cell', () => {
  it('takes its southern and western edge, which doubles alone would get wrong', () => {
    expect(cellOf([-71.1, 42.3])).toEqual({ code: 'R20C20', row: 20, col: 20 });
    expect(Math.floor((42.3 - 42.2) / 0.005)).toBe(19);
    expect(cellOf([-71.1001, 42.2999])).toEqual({ code: 'R19C19', row: 19, col: 19 });
  });

  it('shares its corners exactly with its neighbours', () => {
    const [, southEast, northEast] = outlineOf(cellAt(20, 20));
    const [southWest, , , northWest] = outlineOf(cellAt(20, 21));
    expect([southEast, northEast]).toEqual([southWest, northWest]);
    expect(outlineOf(cellAt(21, 20))[0]).toEqual(outlineOf(cellAt(20, 20))[3]);
  });

  it('goes on counting beyond the corner of the lattice', () => {
    expect(cellOf([-71.2001, 42.1999])).toEqual({ code: 'R-1C-1', row: -1, col: -1 });
  });
});

describe('the cells over points', () => {
  it('are the whole rectangle that the points span', () => {
    expect(
      cellsOver([
        [-71.1, 42.3],
        [-71.0949, 42.3101],
      ]).map(({ code }) => code),
    ).toEqual(['R20C20', 'R20C21', 'R21C20', 'R21C21', 'R22C20', 'R22C21']);
  });

  it('are only those that hold a point when a stray one lies oceans away', () => {
    expect(
      cellsOver([
        [-71.1, 42.3],
        [0, 0],
        [-71.1, 42.3],
      ]).map(({ code }) => code),
    ).toEqual(['R-8440C14240', 'R20C20']);
  });

  it('are none without points', () => {
    expect(cellsOver([])).toEqual([]);
  });
});
