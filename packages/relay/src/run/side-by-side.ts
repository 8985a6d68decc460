/** Does the same with every item, so many at a time, begun in order; answers in order. The first failure is thrown once all have ended. */
export async function sideBySide<Item, Answer>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const answers = new Map<number, Answer>();
  const waiting = items.entries();
  const worker = async () => {
    for (const [at, item] of waiting) answers.set(at, await work(item));
  };
  const workers = Array.from({ length: Math.min(width, items.length) }, worker);
  const failed = (await Promise.allSettled(workers)).find((ended) => ended.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return items.flatMap((_item, at) => {
    const answer = answers.get(at);
    return answer === undefined ? [] : [answer];
  });
}
