import { describe, expect, it } from 'vitest';
import { compileTerritory, locate, type AreaFeature } from './index.ts';

type Ring = readonly (readonly number[])[];

const wgs84 = { crs: 'WGS-84' } as const;

const polygon = (code: string, rings: readonly Ring[], parentCode?: string): AreaFeature => ({
  properties: { code, parentCode },
  geometry: { type: 'Polygon', coordinates: rings },
});

/** A ring from text: `120 30, 121 30, 121 31`. */
const ring = (text: string): Ring => text.split(', ').map((position) => position.split(' ').map(Number));

const box = (west: number, south: number, east: number, north: number): Ring => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];

/** Owner, whether on its edge, and everything that holds the point. */
function answerAt(features: readonly AreaFeature[], lon: number, lat: number) {
  const found = locate(compileTerritory(features, wgs84), [lon, lat], wgs84);
  return found.kind === 'outside'
    ? 'outside'
    : { owner: found.owner, edge: found.onBoundary, inside: found.interiorOf, edges: found.boundaryOf };
}

const inside = (owner: string) => ({ owner, edge: false, inside: [owner], edges: [] });
const onEdge = (...codes: readonly string[]) => ({ owner: codes[0], edge: true, inside: [], edges: codes });

describe('a square area', () => {
  const square = [polygon('A', [box(120, 30, 121, 31)])];

  it('holds the points inside and none outside', () => {
    expect(answerAt(square, 120.5, 30.5)).toEqual(inside('A'));
    for (const [lon, lat] of [
      [119.9, 30.5],
      [121.1, 30.5],
      [120.5, 29.9],
      [120.5, 31.1],
      [-60, -30],
    ] as const) {
      expect(answerAt(square, lon, lat)).toBe('outside');
    }
  });

  it('is closed: its vertices, its upright and its level edges belong to it', () => {
    for (const [lon, lat] of [
      [120, 30],
      [121, 30],
      [121, 31],
      [120, 31],
      [120.5, 30],
      [120.5, 31],
      [120, 30.5],
      [121, 30.5],
    ] as const) {
      expect(answerAt(square, lon, lat)).toEqual(onEdge('A'));
    }
  });

  it('tells the next double beyond its edge apart from the edge', () => {
    expect(answerAt(square, 121 + 2 ** -46, 30.5)).toBe('outside');
    expect(answerAt(square, 121 - 2 ** -46, 30.5)).toEqual(inside('A'));
  });
});

describe('shapes that mislead a ray', () => {
  it('counts a vertex on the ray once, whether the ring passes through or turns back', () => {
    const arrow = [polygon('A', [ring('120 30, 123 31, 120 32, 121 31, 120 30')])];
    expect(answerAt(arrow, 120.5, 31)).toBe('outside');
    expect(answerAt(arrow, 121, 31)).toEqual(onEdge('A'));
    expect(answerAt(arrow, 122, 31)).toEqual(inside('A'));
    expect(answerAt(arrow, 119, 32)).toBe('outside');
    expect(answerAt(arrow, 119, 30)).toBe('outside');
  });

  it('passes along a level edge without counting it', () => {
    const stairs = [polygon('A', [ring('120 30, 122 30, 122 31, 123 31, 123 32, 120 32')])];
    expect(answerAt(stairs, 121, 31)).toEqual(inside('A'));
    expect(answerAt(stairs, 122.5, 31)).toEqual(onEdge('A'));
    expect(answerAt(stairs, 119.5, 31)).toBe('outside');
  });

  it('decides a slanting edge exactly where rounding would not', () => {
    // The edge (0.5, 0.5) → (24, 24) is the diagonal; the third point is one rounding unit off it.
    const triangle = [polygon('A', [ring('0.5 0.5, 24 0.5, 24 24')])];
    const unit = 2 ** -49;
    expect(answerAt(triangle, 12, 12)).toEqual(onEdge('A'));
    expect(answerAt(triangle, 12, 12 + unit)).toBe('outside');
    expect(answerAt(triangle, 12 + unit, 12)).toEqual(inside('A'));
  });

  it('is exact down to the smallest doubles', () => {
    const tiny = [polygon('A', [ring('0 0, 1e-200 0, 1e-200 1e-200')])];
    expect(answerAt(tiny, 5e-201, 5e-201)).toEqual(onEdge('A'));
    expect(answerAt(tiny, 6e-201, 5e-201)).toEqual(inside('A'));
    expect(answerAt(tiny, 5e-201, 6e-201)).toBe('outside');
  });

  it('is exact where products of doubles underflow', () => {
    // Found by search: the sign of the rounded determinant is wrong for both points.
    const thin = [
      polygon('A', [ring('-1.1255034967997464 -4.03356353215897e-310, 1.8234115692246857 1.44279967496544e-309, 0 1')]),
    ];
    const thick = [
      polygon('A', [
        ring('-1.5799067177193633 -2.301411197174114e-309, 1.3361384475434779 2.114869354540056e-309, 0 1'),
      ]),
    ];
    expect(answerAt(thin, 0.234_640_079_658_565_81, 4.481_558_831_998_77e-310)).toBe('outside');
    expect(answerAt(thick, -0.031_360_388_271_259_09, 4.382_512_482_695_6e-311)).toEqual(inside('A'));
  });

  it('takes a ring in either direction, open or closed, with repeated points', () => {
    const rings: readonly Ring[] = [
      box(120, 30, 121, 31).toReversed(),
      box(120, 30, 121, 31).slice(0, 4),
      box(120, 30, 121, 31).flatMap((position) => [position, position]),
    ];
    for (const drawn of rings) {
      expect(answerAt([polygon('A', [drawn])], 120.5, 30.5)).toEqual(inside('A'));
      expect(answerAt([polygon('A', [drawn])], 120, 30.5)).toEqual(onEdge('A'));
    }
  });

  it('follows the even-odd rule where a ring crosses itself', () => {
    const bowTie = [polygon('A', [ring('120 30, 122 32, 122 30, 120 32')])];
    expect(answerAt(bowTie, 121.8, 31)).toEqual(inside('A'));
    expect(answerAt(bowTie, 121, 30.2)).toBe('outside');
    expect(answerAt(bowTie, 121, 31)).toEqual(onEdge('A'));
  });

  it('ignores a height and keeps a spike as edge', () => {
    const spike = [polygon('A', [ring('120 30 8, 122 30 8, 122 31 8, 121 31 8, 121 32 8, 121 31 8, 120 31 8')])];
    expect(answerAt(spike, 121, 31.5)).toEqual(onEdge('A'));
    expect(answerAt(spike, 121.1, 31.5)).toBe('outside');
  });
});

describe('holes and parts', () => {
  const frame = polygon('A', [box(120, 30, 124, 34), box(121, 31, 123, 33)]);

  it('leaves the hole out and keeps its edge', () => {
    expect(answerAt([frame], 120.5, 32)).toEqual(inside('A'));
    expect(answerAt([frame], 122, 32)).toBe('outside');
    expect(answerAt([frame], 121, 32)).toEqual(onEdge('A'));
  });

  it('finds an enclave in the hole, and shares the edge between both', () => {
    const enclave = polygon('B', [box(121, 31, 123, 33)]);
    expect(answerAt([frame, enclave], 122, 32)).toEqual(inside('B'));
    expect(answerAt([frame, enclave], 121, 32)).toEqual(onEdge('A', 'B'));
  });

  it('holds a point that any part of a multipolygon holds, inside before edge', () => {
    const parts: AreaFeature = {
      properties: { code: 'A' },
      geometry: {
        type: 'MultiPolygon',
        coordinates: [
          [box(120, 30, 121, 31)],
          [box(125, 35, 127, 37), box(125.5, 35.5, 126, 36)],
          [box(120, 30, 120.5, 31)],
        ],
      },
    };
    expect(answerAt([parts], 120.7, 30.5)).toEqual(inside('A'));
    expect(answerAt([parts], 126.5, 36.5)).toEqual(inside('A'));
    expect(answerAt([parts], 125.7, 35.7)).toBe('outside');
    expect(answerAt([parts], 123, 33)).toBe('outside');
    expect(answerAt([parts], 120.5, 30.5)).toEqual(inside('A'));
    expect(answerAt([parts], 121, 30.5)).toEqual(onEdge('A'));
  });

  it('keeps both halves of an area cut at the antimeridian', () => {
    const halves: AreaFeature = {
      properties: { code: 'A' },
      geometry: { type: 'MultiPolygon', coordinates: [[box(179, 30, 180, 31)], [box(-180, 30, -179, 31)]] },
    };
    expect(answerAt([halves], 179.5, 30.5)).toEqual(inside('A'));
    expect(answerAt([halves], -179.5, 30.5)).toEqual(inside('A'));
    expect(answerAt([halves], -180, 30.5)).toEqual(onEdge('A'));
    expect(answerAt([halves], 0, 30.5)).toBe('outside');
  });
});

describe('owners', () => {
  const west = polygon('001', [box(120, 30, 121, 31)]);
  const east = polygon('002', [box(121, 30, 122, 31)]);
  const north = polygon('003', [box(120, 31, 122, 32)]);

  it('gives a shared edge and a shared corner to the smallest code, whatever order the file has', () => {
    for (const features of [
      [west, east, north],
      [north, east, west],
    ]) {
      expect(answerAt(features, 121, 30.5)).toEqual(onEdge('001', '002'));
      expect(answerAt(features, 121, 31)).toEqual(onEdge('001', '002', '003'));
      expect(answerAt(features, 121.5, 31)).toEqual(onEdge('002', '003'));
    }
  });

  it('compares codes by code point, as every store orders its keys', () => {
    const pair = [polygon('\u{20BB7}', [box(120, 30, 121, 31)]), polygon('\uFF21', [box(121, 30, 122, 31)])];
    expect(answerAt(pair, 121, 30.5)).toEqual(onEdge('\uFF21', '\u{20BB7}'));
  });

  it('names every area over a point where areas overlap', () => {
    const zone = polygon('009', [box(120.5, 30.5, 121.5, 31.5)]);
    expect(answerAt([zone, west], 120.7, 30.7)).toEqual({
      owner: '001',
      edge: false,
      inside: ['001', '009'],
      edges: [],
    });
    expect(answerAt([zone, west], 120.5, 30.7)).toEqual({ owner: '001', edge: false, inside: ['001'], edges: ['009'] });
    expect(answerAt([zone, west], 121, 30.7)).toEqual({ owner: '001', edge: true, inside: ['009'], edges: ['001'] });
  });

  it('prefers the area deepest in the hierarchy', () => {
    const street = polygon('100', [box(120, 30, 122, 32)]);
    const grid = polygon('900', [box(120, 30, 121, 31)], '100');
    const territory = compileTerritory([street, grid], wgs84);
    expect(locate(territory, [120.5, 30.5], wgs84)).toEqual({
      kind: 'inside',
      owner: '900',
      path: ['900', '100'],
      onBoundary: false,
      interiorOf: ['900', '100'],
      boundaryOf: [],
    });
    expect(locate(territory, [121.5, 31.5], wgs84)).toMatchObject({ owner: '100', path: ['100'] });
  });

  it('answers the path through divisions that have no polygon, by property names of the host', () => {
    const territory = compileTerritory(
      [
        {
          properties: { id: '330106001', up: '330106' },
          geometry: { type: 'Polygon', coordinates: [box(120, 30, 121, 31)] },
        },
      ],
      { crs: 'CGCS2000', code: 'id', parent: 'up', divisions: [{ code: '330106', parent: '3301' }, { code: '3301' }] },
    );
    expect(locate(territory, [120.5, 30.5], wgs84).path).toEqual(['330106001', '330106', '3301']);
    expect(locate(territory, [129, 30.5], { crs: 'CGCS2000' })).toEqual({ kind: 'outside', path: [] });
  });

  it('does not let a caller change an answer that others will receive', () => {
    const territory = compileTerritory([west], wgs84);
    const found = locate(territory, [120.5, 30.5], wgs84);
    expect(() => Object.assign(found, { owner: 'mine' })).toThrow(TypeError);
    expect(locate(territory, [120.5, 30.5], wgs84)).toMatchObject({ owner: '001' });
  });

  it('answers the same after a territory has travelled to another thread', () => {
    const travelled = structuredClone(compileTerritory([west, east, north], wgs84));
    expect(locate(travelled, [121, 31], wgs84)).toMatchObject({ owner: '001', boundaryOf: ['001', '002', '003'] });
  });
});

describe('what a lookup refuses', () => {
  const territory = compileTerritory([polygon('A', [box(120, 30, 121, 31)])], wgs84);

  it('a point without a coordinate system, or in one it cannot convert', () => {
    // @ts-expect-error [ts2345] -- a host without types leaves it out
    expect(() => locate(territory, [120.5, 30.5], {})).toThrow('未注明坐标系');
    // @ts-expect-error [ts2554] -- a host without types leaves it out
    expect(() => locate(territory, [120.5, 30.5])).toThrow('未注明坐标系');
    // @ts-expect-error [ts2322] -- a map vendor's system is not supported
    expect(() => locate(territory, [120.5, 30.5], { crs: 'GCJ-02' })).toThrow('GCJ-02');
  });

  it('a point that is no position', () => {
    for (const [lon, lat] of [
      [Number.NaN, 30],
      [120, Infinity],
      [30, 120],
      [181, 30],
    ] as const) {
      expect(() => locate(territory, [lon, lat], wgs84)).toThrow('不是有效的经纬度');
    }
    // @ts-expect-error [ts2322] -- coordinates read from a table are text until somebody parses them
    expect(() => locate(territory, ['120.5', '30.5'], wgs84)).toThrow('不是有效的经纬度');
  });
});
