import { isJicengError } from '@jiceng/kernel';
import * as z from 'zod';
import { UsageError } from './example-words.ts';

/** Could somebody who starts an example have caused it: a file that is not there, or that is no JSON? */
const isOfTheFile = (error: unknown): error is Error =>
  error instanceof SyntaxError ||
  (error instanceof Error && 'code' in error && ['ENOENT', 'EISDIR', 'EACCES'].includes(String(error.code)));

/**
 * What to say to whoever started an example with words or files that it cannot use.
 *
 * @throws the error itself when it is of another kind: then the example is wrong, not who started it.
 */
export function failureText(error: unknown, usage: string): string {
  if (error instanceof UsageError) return `${error.message}\n\n${usage}`;
  if (isJicengError(error)) return `${error.words['zh-CN']}\n${error.words.en}\n(${error.code})`;
  if (error instanceof z.ZodError) return z.prettifyError(error);
  if (isOfTheFile(error)) return error.message;
  throw error;
}
