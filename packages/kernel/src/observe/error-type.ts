import { isJicengError } from '../plain/jiceng-error.ts';

const codeForm = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;
/** What OpenTelemetry says of an error that is none of those expected. */
const other = '_OTHER';

/** What went wrong as a code; a refusal's first reason tells more than that it is one. Names and messages of other errors are left out. */
export function errorType(error: unknown): string {
  if (typeof error === 'string') return codeForm.test(error) ? error : other;
  if (!isJicengError(error)) return other;
  const [reason] = error.reasons;
  return errorType(error.code === 'COMMAND_REFUSED' && reason !== undefined ? reason.code : error.code);
}
