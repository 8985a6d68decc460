// #region request
/**
 * What a request of IndexedDB answers. Awaiting it keeps the transaction open, awaiting anything else lets it end: a
 * transaction commits by itself as soon as nobody has asked it for something.
 */
function settled<Answer>(request: IDBRequest<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result), { once: true });
    request.addEventListener('error', () => reject(request.error ?? new Error('a request failed')), { once: true });
  });
}
// #endregion request

/** One stored thing; what it is, nobody knows yet. */
export const answerOf = (request: IDBRequest<unknown>): Promise<unknown> => settled(request);

/** Several stored things. */
export const answersOf = (request: IDBRequest<unknown[]>): Promise<readonly unknown[]> => settled(request);

/** The entry where a cursor stands; none behind the last. Ask again only after `continue()`. */
export async function entryOf(request: IDBRequest<IDBCursorWithValue | null>): Promise<IDBCursorWithValue | undefined> {
  return (await settled(request)) ?? undefined;
}
