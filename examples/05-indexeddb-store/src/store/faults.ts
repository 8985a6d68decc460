import { isJicengError, kernelError } from '@jiceng/kernel';

export const engine = 'indexeddb';

const nameOf = (error: unknown): string => (error instanceof Error || error instanceof DOMException ? error.name : '');
const messageOf = (error: unknown): string =>
  error instanceof Error || error instanceof DOMException ? `${error.name}: ${error.message}` : String(error);

/** Somebody else has moved the database to a later version than the one asked for. */
export const isOvertaken = (error: unknown): boolean => nameOf(error) === 'VersionError';
/** The connection was closed between being looked up and being used. Nothing was asked of it yet. */
export const isClosing = (error: unknown): boolean => nameOf(error) === 'InvalidStateError';

const known: Readonly<Record<string, string>> = {
  QuotaExceededError: 'the space that the browser grants this origin is used up',
  SecurityError: 'the browser allows no storage here',
  NotFoundError: 'the database was deleted',
};

/** Nothing was written, and the caller is told why. */
export function unavailable(error: unknown): Error {
  if (isJicengError(error)) return error;
  const problem = known[nameOf(error)] ?? messageOf(error);
  return kernelError('STORE_UNAVAILABLE', { engine, problem }, { cause: error });
}

/**
 * What an error of a transaction means. While requests are being made, an error means that nothing was written. Once all are
 * answered the browser is writing, and only a refusal for want of space says for certain that nothing came of it.
 */
export function faultOf(error: unknown, writing: boolean): Error {
  if (isJicengError(error) || !writing || nameOf(error) === 'QuotaExceededError') return unavailable(error);
  return kernelError('STORE_ANSWER_UNKNOWN', { engine }, { cause: error });
}
