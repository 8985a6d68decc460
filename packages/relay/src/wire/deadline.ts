import { relayError } from '../errors.ts';

/**
 * The answer to something sent, or an end to waiting: what arrives later is a repeat to the other side, and no harm.
 *
 * @throws JicengError `RELAY_UNANSWERED` when it takes longer than that.
 */
export async function withinMs<Answer>(to: string, timeoutMs: number, answer: Promise<Answer>): Promise<Answer> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(relayError('RELAY_UNANSWERED', { to, timeoutMs })), timeoutMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
