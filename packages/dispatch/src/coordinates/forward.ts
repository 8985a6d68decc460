import { displacedAgain } from './bd09-formula.ts';
import { isInChinaBox } from './china-box.ts';
import { displaced } from './gcj02-formula.ts';
import type { Position } from './position.ts';
import { checkPosition } from './valid-position.ts';

/**
 * Where GCJ-02 shows a WGS-84 position. CGCS2000 differs from WGS-84 by centimetres and may be passed as it is.
 *
 * GCJ-02 is a deliberate distortion whose parameters the state has not published; others have (github.com/googollee/eviltransform).
 * The answer is within 0.000001 m of the published vectors, as the reference cases hold it; what a vendor's map shows may differ.
 * Outside the rectangle 72.004–137.8347° E, 0.8293–55.8271° N, edges not included, nothing is displaced: the rectangle was published
 * with the parameters, holds more than China, and at its edges the answer jumps by some hundred metres.
 *
 * @throws JicengError `DISPATCH_POINT_INVALID` when the position is NaN, infinite or out of range.
 * @throws JicengError `DISPATCH_POINT_SWAPPED` when latitude stands before longitude: read the other way round it lies in the rectangle.
 */
export function wgs84ToGcj02(position: Position): Position {
  checkPosition(position);
  return isInChinaBox(position) ? displaced(position) : position;
}

/**
 * Where BD-09, the system of one map vendor, shows a GCJ-02 position. The answer is within 0.00001 m of answers of the vendor that were
 * quoted in public, as the reference cases hold it.
 * Outside the rectangle of `wgs84ToGcj02` nothing is displaced: the vendor states WGS-84 there.
 *
 * @throws JicengError the errors of `wgs84ToGcj02`.
 * @see https://lbs.baidu.com/faq/api?title=androidsdk/guide/tool/coordinate where abroad means WGS-84
 */
export function gcj02ToBd09(position: Position): Position {
  checkPosition(position);
  return isInChinaBox(position) ? displacedAgain(position) : position;
}

/**
 * Where BD-09 shows a WGS-84 (or CGCS2000) position: `wgs84ToGcj02`, then `gcj02ToBd09`. The answer is within 0.000001 m of the
 * reference cases.
 *
 * @throws JicengError the errors of `wgs84ToGcj02`.
 */
export function wgs84ToBd09(position: Position): Position {
  return gcj02ToBd09(wgs84ToGcj02(position));
}
