import { isJicengError } from '@jiceng/kernel/plain';
import { describe, expect, it } from 'vitest';
import { compileTerritory, dispatchError, type AreaFeature, type TerritoryOptions } from './index.ts';

type Ring = readonly (readonly number[])[];

const wgs84 = { crs: 'WGS-84' } as const;

const polygon = (code: string, rings: readonly Ring[], parentCode?: string): AreaFeature => ({
  properties: { code, parentCode },
  geometry: { type: 'Polygon', coordinates: rings },
});

/** A ring from text: `120 30, 121 30, 121 31`. */
const ring = (text: string): Ring => text.split(', ').map((position) => position.split(' ').map(Number));

const square = ring('120 30, 121 30, 121 31, 120 31, 120 30');
const good = polygon('A', [square]);
const bare = (geometry: AreaFeature['geometry']): AreaFeature => ({ properties: { code: 'A' }, geometry });

/** The codes of all faults, in order; the error itself carries the first. */
function codesOf(features: readonly AreaFeature[], options: Partial<TerritoryOptions> = {}): readonly string[] {
  try {
    compileTerritory(features, { ...wgs84, ...options });
  } catch (error) {
    if (!isJicengError(error)) throw error;
    const all = error.reasons.length > 0 ? error.reasons : [error];
    return all[0]?.code === error.code ? all.map(({ code }) => code) : ['the first reason is not the error'];
  }
  return [];
}

describe('what a territory refuses', () => {
  it('a coordinate system that is not stated, or that it cannot convert', () => {
    expect(codesOf([good])).toEqual([]);
    expect(codesOf([good], { crs: 'CGCS2000' })).toEqual([]);
    // @ts-expect-error [ts2345] -- a host without types leaves it out
    expect(() => compileTerritory([good], {})).toThrow('未注明坐标系');
    // @ts-expect-error [ts2322] -- a map vendor's system is not supported
    expect(codesOf([good], { crs: 'BD-09' })).toEqual(['DISPATCH_CRS_UNSUPPORTED']);
  });

  it('no features, and features without a polygon', () => {
    expect(codesOf([])).toEqual(['DISPATCH_TERRITORY_EMPTY']);
    for (const geometry of [
      null,
      { type: 'Point', coordinates: [120, 30] },
      { type: 'GeometryCollection' },
      { type: 'Polygon' },
      { type: 'Polygon', coordinates: [] },
      { type: 'MultiPolygon', coordinates: [] },
      { type: 'MultiPolygon', coordinates: [[]] },
      { type: 'Polygon', coordinates: 'POLYGON((120 30))' },
    ]) {
      expect(codesOf([bare(geometry)])).toEqual(['DISPATCH_POLYGON_MISSING']);
    }
  });

  it('rings that bound nothing', () => {
    for (const empty of [
      [],
      [[120, 30]],
      ring('120 30, 121 31, 120 30, 121 31, 120 30'),
      ring('120 30, 120 30, 121 31, 121 31'),
    ]) {
      expect(codesOf([polygon('A', [empty])])).toEqual(['DISPATCH_RING_TOO_SHORT']);
      expect(codesOf([polygon('A', [ring('119 29, 122 29, 122 32, 119 32'), empty])])).toEqual([
        'DISPATCH_RING_TOO_SHORT',
      ]);
    }
  });

  it('coordinates that are no finite numbers', () => {
    for (const value of [Number.NaN, Infinity, -Infinity, '120', null, undefined]) {
      const coordinates = [
        [
          [120, 30],
          [121, 30],
          [value, 31],
        ],
      ];
      expect(codesOf([bare({ type: 'Polygon', coordinates })])).toEqual(['DISPATCH_COORDINATE_INVALID']);
    }
    expect(codesOf([bare({ type: 'Polygon', coordinates: [[120, 30, 121, 30]] })])).toEqual([
      'DISPATCH_COORDINATE_INVALID',
    ]);
  });

  it('coordinates beyond the globe, as when latitude and longitude are swapped', () => {
    expect(codesOf([polygon('A', [ring('30 120, 31 120, 31 121')])])).toEqual(['DISPATCH_COORDINATE_OUT_OF_RANGE']);
    expect(codesOf([polygon('A', [ring('180 30, 181 30, 181 31')])])).toEqual(['DISPATCH_COORDINATE_OUT_OF_RANGE']);
  });

  it('rings that cross the antimeridian, also where they close', () => {
    expect(codesOf([polygon('A', [ring('179 30, -179 30, -179 31, 179 31')])])).toEqual([
      'DISPATCH_ANTIMERIDIAN_CROSSED',
    ]);
    const open = ring('-100 30, 0 30, 100 31');
    expect(codesOf([polygon('A', [open])])).toEqual(['DISPATCH_ANTIMERIDIAN_CROSSED']);
  });

  it('codes that are absent, empty or numbers', () => {
    for (const code of [undefined, null, '', 330_106_001_012_003]) {
      expect(codesOf([{ ...good, properties: { code } }])).toEqual(['DISPATCH_AREA_CODE_INVALID']);
    }
    expect(codesOf([{ geometry: good.geometry }])).toEqual(['DISPATCH_AREA_CODE_INVALID']);
    expect(codesOf([{ ...good, properties: { code: 'A', parentCode: 3301 } }])).toEqual(['DISPATCH_AREA_CODE_INVALID']);
  });

  it('codes used twice, among areas and with a division', () => {
    expect(codesOf([good, good])).toEqual(['DISPATCH_AREA_CODE_TWICE']);
    expect(codesOf([good], { divisions: [{ code: 'A' }] })).toEqual(['DISPATCH_AREA_CODE_TWICE']);
  });

  it('a parent that does not exist, named once', () => {
    const children = ['B', 'C'].map((code) => polygon(code, [square], 'A'));
    expect(codesOf([good, ...children], { divisions: [{ code: 'D', parent: 'E' }] })).toEqual([
      'DISPATCH_PARENT_MISSING',
    ]);
    expect(codesOf([...children])).toEqual(['DISPATCH_PARENT_MISSING', 'DISPATCH_PARENT_MISSING']);
  });

  it('a circle in the hierarchy, told once with its members, and a chain without end', () => {
    const circle = [
      polygon('C', [square], 'B'),
      polygon('B', [square], 'A'),
      polygon('A', [square], 'C'),
      polygon('Z', [square], 'A'),
    ];
    expect(codesOf(circle)).toEqual(['DISPATCH_PARENT_CYCLE']);
    expect(() => compileTerritory(circle, wgs84)).toThrow('A、C、B');
    expect(codesOf([polygon('A', [square], 'A')])).toEqual(['DISPATCH_PARENT_CYCLE']);
    const levels = (count: number) =>
      Array.from({ length: count }, (_, level) => ({
        code: `L${level}`,
        ...(level > 0 && { parent: `L${level - 1}` }),
      }));
    expect(codesOf([good], { divisions: levels(33) })).toEqual([]);
    expect(codesOf([good], { divisions: levels(34) })).toEqual(['DISPATCH_HIERARCHY_TOO_DEEP']);
  });

  it('everything that is wrong at once, in both languages', () => {
    const bad = [bare(null), polygon('B', [ring('120 30, 190 30, 190 31')]), polygon('C', [square], 'X')];
    expect(codesOf(bad)).toEqual([
      'DISPATCH_POLYGON_MISSING',
      'DISPATCH_COORDINATE_OUT_OF_RANGE',
      'DISPATCH_PARENT_MISSING',
    ]);
    expect(() => compileTerritory(bad, wgs84)).toThrow('区域“A”没有面（Polygon 或 MultiPolygon）。');
    expect(dispatchError.reason('DISPATCH_POLYGON_MISSING', { area: 'A' }).words.en).toBe(
      'The area "A" has no Polygon or MultiPolygon.',
    );
  });
});
