import { jitteredPause, kernelError } from '@jiceng/kernel';
import type { Fault } from './engine.ts';

/**
 * Opens what another process may be opening, recovering or closing at this moment: again and again for as long as it is only
 * that.
 *
 * @throws JicengError `STORE_UNAVAILABLE` when it cannot be opened.
 */
export async function openPatiently<Opened>(
  engine: string,
  open: () => Opened | Promise<Opened>,
  faultOf: (error: unknown) => Fault | undefined,
  waitMs: number,
): Promise<Opened> {
  const patienceEnds = performance.now() + waitMs;
  for (let attempt = 0; ; attempt++) {
    try {
      return await open();
    } catch (error) {
      const fault = faultOf(error);
      if (fault?.outcome !== 'retry' || performance.now() >= patienceEnds) {
        const problem = fault?.problem ?? (error instanceof Error ? error.message : 'it cannot be opened');
        throw kernelError('STORE_UNAVAILABLE', { engine, problem }, { cause: error });
      }
    }
    await jitteredPause(attempt);
  }
}
