/**
 * Does the work and asks beside it, again and again until the work has ended however it ends, and once more. Whatever fails,
 * nothing is left running.
 *
 * @param askers how many ask at once.
 */
export async function askDuring(work: () => Promise<void>, ask: () => Promise<void>, askers = 1): Promise<void> {
  let working = true;
  const workToItsEnd = async () => {
    try {
      await work();
    } finally {
      working = false;
    }
  };
  const keepAsking = async () => {
    for (let last = false; !last;) {
      last = !working;
      await ask();
    }
  };
  await allEnded([workToItsEnd(), ...Array.from({ length: askers }, keepAsking)]);
}

/** Waits for all of them, and only then fails as the first of them did: what is still at work may not meet a store that is gone. */
export async function allEnded(works: readonly Promise<void>[]): Promise<void> {
  for (const ended of await Promise.allSettled(works)) if (ended.status === 'rejected') throw ended.reason;
}
