/**
 * Does the work and asks beside it, again and again until the work has ended however it ends, and once more.
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
  await Promise.all([workToItsEnd(), ...Array.from({ length: askers }, keepAsking)]);
}
