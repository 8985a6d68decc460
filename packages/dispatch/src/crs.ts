import { dispatchError } from './errors.ts';

/**
 * Coordinate systems a position may be stated in. CGCS2000 and WGS-84 differ by centimetres and are taken as equal.
 * Map vendors in China deliver GCJ-02 or BD-09, hundreds of metres away: such positions need converting before they come here.
 */
export const crsNames = ['WGS-84', 'CGCS2000'] as const;
export type Crs = (typeof crsNames)[number];

/** Refuses a missing or other coordinate system: a position without one is a guess of up to 700 metres. */
export function checkCrs(crs: unknown): void {
  if (crs === 'WGS-84' || crs === 'CGCS2000') return;
  const supported = [...crsNames];
  if (typeof crs !== 'string' || crs === '') throw dispatchError('DISPATCH_CRS_MISSING', { supported });
  throw dispatchError('DISPATCH_CRS_UNSUPPORTED', { crs, supported });
}
