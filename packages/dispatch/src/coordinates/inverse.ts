import { dispatchError } from '../errors.ts';
import { displacedAgain, placedBackOnce } from './bd09-formula.ts';
import { isInChinaBox, nearestInChinaBox } from './china-box.ts';
import { displaced } from './gcj02-formula.ts';
import type { Position } from './position.ts';
import { checkPosition } from './valid-position.ts';

/** Each step leaves less than a fortieth of the error, which is about a kilometre at first: eight leave less than rounding does. */
const steps = 8;

/** A source on the very edge may be found this far outside it, by rounding: a tenth of a millimetre. */
const edgeDegrees = 1e-9;

type Formula = (position: Position) => Position;

/** The position that a formula takes to the given one, by so many steps and no more. */
function sourceOf(formula: Formula, [lon, lat]: Position): Position {
  let source: Position = [lon, lat];
  for (let step = 0; step < steps; step += 1) {
    const [lonNow, latNow] = formula(source);
    source = [source[0] + lon - lonNow, source[1] + lat - latNow];
  }
  return source;
}

function undone(formula: Formula, position: Position): Position {
  checkPosition(position);
  if (!isInChinaBox(position)) return position;
  const source = sourceOf(formula, position);
  const nearest = nearestInChinaBox(source);
  if (Math.abs(nearest[0] - source[0]) > edgeDegrees || Math.abs(nearest[1] - source[1]) > edgeDegrees) {
    throw dispatchError('DISPATCH_INVERSE_MISSING', { lon: position[0], lat: position[1] });
  }
  return nearest;
}

/**
 * The WGS-84 (or CGCS2000) position that GCJ-02 shows here, exactly: converting the answer forward gives the position again within
 * 0.001 m, as the reference cases hold it. It takes eight steps for any input.
 * Outside the rectangle of `wgs84ToGcj02` the answer is the position itself, even where one inside is displaced to it as well. Inside,
 * where an edge is displaced inwards, a strip along it is reached by no position and is refused.
 *
 * @throws JicengError `DISPATCH_INVERSE_MISSING` when no position is shown here: the strip along an edge of the rectangle.
 * @throws JicengError `DISPATCH_POINT_INVALID` when the position is NaN, infinite or out of range.
 * @throws JicengError `DISPATCH_POINT_SWAPPED` when latitude stands before longitude: read the other way round it lies in the rectangle.
 */
export function gcj02ToWgs84(position: Position): Position {
  return undone(displaced, position);
}

/**
 * The GCJ-02 position that BD-09 shows here, exactly: converting the answer forward gives the position again within 0.001 m. The vendor's
 * own service answers as `bd09ToGcj02OneStep` does.
 *
 * @throws JicengError the errors of `gcj02ToWgs84`.
 */
export function bd09ToGcj02(position: Position): Position {
  return undone(displacedAgain, position);
}

/**
 * The WGS-84 (or CGCS2000) position that BD-09 shows here, exactly: `bd09ToGcj02`, then `gcj02ToWgs84`, within 0.001 m.
 *
 * @throws JicengError the errors of `gcj02ToWgs84`.
 */
export function bd09ToWgs84(position: Position): Position {
  return gcj02ToWgs84(bd09ToGcj02(position));
}

/**
 * The WGS-84 position by one step, as many programs compute it: the displacement is taken where GCJ-02 shows the position and not where
 * it is. Up to 4 m from `gcj02ToWgs84` at the reference cases, up to 5.5 m anywhere in the rectangle; to be used only where answers of such
 * a program must be met.
 *
 * @throws JicengError the errors of `wgs84ToGcj02`.
 */
export function gcj02ToWgs84OneStep(position: Position): Position {
  checkPosition(position);
  if (!isInChinaBox(position)) return position;
  const [lon, lat] = position;
  const [lonAgain, latAgain] = displaced(position);
  return [2 * lon - lonAgain, 2 * lat - latAgain];
}

/**
 * The GCJ-02 position by the published formula, one step: within 0.00001 m of what the vendor's service was quoted to answer, and up to
 * 0.17 m from `bd09ToGcj02` at the reference cases, up to 0.25 m anywhere in the rectangle.
 *
 * @throws JicengError the errors of `wgs84ToGcj02`.
 */
export function bd09ToGcj02OneStep(position: Position): Position {
  checkPosition(position);
  return isInChinaBox(position) ? placedBackOnce(position) : position;
}
