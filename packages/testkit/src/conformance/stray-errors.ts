import type { JicengError } from '@jiceng/kernel';
import { testkitError } from '../errors.ts';

type Hearer = (fault: JicengError) => void;

const hearers = new Set<Hearer>();

function hear(stray: unknown): void {
  const problem = stray instanceof Error ? stray.message : String(stray);
  for (const tell of hearers) tell(testkitError('TESTKIT_STRAY_ERROR', { problem }, { cause: stray }));
}

/**
 * Hears what nobody caught while a case runs; without it one such error would end the process before there is a report. Cases that
 * run at once all hear of it: whose it was cannot be known.
 *
 * @returns the call that ends it.
 */
export function hearStrayErrors(tell: Hearer): () => void {
  const { process } = globalThis;
  // A browser has no process to be ended.
  if (typeof process?.on !== 'function') return () => undefined;
  if (hearers.size === 0) {
    process.on('unhandledRejection', hear);
    process.on('uncaughtException', hear);
  }
  hearers.add(tell);
  return () => {
    hearers.delete(tell);
    if (hearers.size > 0) return;
    process.off('unhandledRejection', hear);
    process.off('uncaughtException', hear);
  };
}
