import { isJicengError, type CommitResult, type FailedReason } from '@jiceng/kernel';
import { testkitError } from '../errors.ts';
import { shown } from '../shown.ts';

/** @throws JicengError `TESTKIT_CONTRACT_BROKEN` when the two are not equal. */
export function expectEqual(what: string, actual: unknown, expected: unknown): void {
  const [is, should] = [shown(actual), shown(expected)];
  if (is !== should) throw testkitError('TESTKIT_CONTRACT_BROKEN', { what, expected: should, actual: is });
}

export function expectTrue(what: string, actual: boolean): void {
  expectEqual(what, actual, true);
}

export function expectOk(what: string, result: CommitResult): void {
  expectEqual(what, result.ok ? 'ok' : result, 'ok');
}

export function expectFailed(what: string, result: CommitResult, failed: number, reason: FailedReason): void {
  expectEqual(what, result, { ok: false, failed, reason });
}

/** The code of the error that a call ends in; 'none' when it ends well. Never throws before its promise. */
export async function codeOf(call: () => Promise<unknown>): Promise<string> {
  try {
    await call();
    return 'none';
  } catch (error) {
    return isJicengError(error) ? error.code : `no JicengError: ${String(error)}`;
  }
}

export async function expectCode(what: string, call: () => Promise<unknown>, code: string): Promise<void> {
  expectEqual(what, await codeOf(call), code);
}
