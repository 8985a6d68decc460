/** Relative error of the determinant in double arithmetic, (3 + 16ε)ε with ε = 2⁻⁵³ (Shewchuk 1997, bound A). */
const errorShare = 3.330_669_073_875_471_6e-16;

/** Below this the products may have lost digits to underflow, which the bound does not cover. */
const smallestTrusted = 1e-290;

const bits = new DataView(new ArrayBuffer(8));

/** The double times 2¹⁰⁷⁴, which is a whole number for every finite double. */
function scaled(value: number): bigint {
  bits.setFloat64(0, value);
  const high = bits.getUint32(0);
  const exponent = (high >>> 20) & 0x7ff;
  const fraction = (BigInt(high & 0xf_ffff) << 32n) | BigInt(bits.getUint32(4));
  const magnitude = exponent === 0 ? fraction : (fraction | (1n << 52n)) << BigInt(exponent - 1);
  return high >>> 31 === 1 ? -magnitude : magnitude;
}

function exactOrientation(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  const [x, y] = [scaled(cx), scaled(cy)];
  const det = (scaled(ax) - x) * (scaled(by) - y) - (scaled(ay) - y) * (scaled(bx) - x);
  if (det === 0n) return 0;
  return det > 0n ? 1 : -1;
}

/**
 * Which side of the line a → b the point c lies on: positive left, negative right, 0 exactly on it. The sign is exact for all
 * finite doubles: whole-number arithmetic decides wherever rounding could.
 *
 * @see Shewchuk, Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates, 1997
 */
export function orientation(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  const left = (ax - cx) * (by - cy);
  const right = (ay - cy) * (bx - cx);
  const det = left - right;
  const size = Math.abs(left) + Math.abs(right);
  if (Math.abs(det) > errorShare * size && size > smallestTrusted) return det;
  return exactOrientation(ax, ay, bx, by, cx, cy);
}
