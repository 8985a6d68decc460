import { faultOf } from './faults.ts';

/** Takes a transaction back unless it has ended by itself. */
export function abortQuietly(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    return;
  }
}

/** How a transaction ended. */
function endOf(transaction: IDBTransaction): Promise<'complete' | 'aborted'> {
  return new Promise((resolve) => {
    transaction.addEventListener('complete', () => resolve('complete'), { once: true });
    transaction.addEventListener('abort', () => resolve('aborted'), { once: true });
  });
}

// #region finished
/**
 * Does the work of one transaction and answers when the browser has said what came of it: a request that succeeded is no
 * commit yet. `giveUp` takes everything back; the answer is then the work's all the same.
 *
 * @throws JicengError `STORE_UNAVAILABLE` when nothing was written.
 * @throws JicengError `STORE_ANSWER_UNKNOWN` when the browser failed while it was writing.
 */
export async function finished<Answer>(
  transaction: IDBTransaction,
  work: (giveUp: () => void) => Promise<Answer>,
): Promise<Answer> {
  const end = endOf(transaction);
  let [takenBack, writing] = [false, false];
  const giveUp = (): void => {
    takenBack = true;
    transaction.abort();
  };
  try {
    const answer = await work(giveUp);
    writing = true;
    if ((await end) === 'complete' || takenBack) return answer;
    throw transaction.error ?? new DOMException('the browser took the transaction back', 'AbortError');
  } catch (error) {
    if (!writing && !takenBack) {
      // A request that failed has already taken everything back, and its error says more than ours would.
      if (transaction.error === null) abortQuietly(transaction);
      await end;
    }
    throw faultOf(transaction.error ?? error, writing && transaction.mode !== 'readonly');
  }
}
// #endregion finished
