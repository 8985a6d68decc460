import { analyticsError } from './errors.ts';

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}

// The published coefficients, as the nearest doubles.
const central = {
  above: [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
    33430.57558358813, 2509.0809287301227,
  ],
  below: [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852546,
  ],
} as const;

const outer = {
  above: [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  below: [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
} as const;

/**
 * How many standard errors a two-sided interval of that confidence level reaches to each side: 1.96 for 0.95.
 *
 * @throws JicengError `ANALYTICS_LEVEL_INVALID` when the level lies outside 0.5 to 0.9999.
 * @see M. J. Wichura, Algorithm AS 241: The Percentage Points of the Normal Distribution, Applied Statistics 37 (1988)
 */
export function standardErrorsOf(level: number): number {
  if (!(level >= 0.5 && level <= 0.9999)) throw analyticsError('ANALYTICS_LEVEL_INVALID', { level: String(level) });
  const fromMiddle = level / 2;
  if (fromMiddle <= 0.425) {
    const r = 0.180625 - fromMiddle * fromMiddle;
    return (fromMiddle * polynomial(central.above, r)) / polynomial(central.below, r);
  }
  const r = Math.sqrt(-Math.log(0.5 - fromMiddle)) - 1.6;
  return polynomial(outer.above, r) / polynomial(outer.below, r);
}
