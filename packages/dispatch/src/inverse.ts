// Back from what maps in China show: opt in knowingly. Turning a vendor's positions into WGS-84 may count as surveying, which needs a licence.
export {
  bd09ToGcj02,
  bd09ToGcj02OneStep,
  bd09ToWgs84,
  gcj02ToWgs84,
  gcj02ToWgs84OneStep,
} from './coordinates/inverse.ts';
export type { Position } from './coordinates/position.ts';
