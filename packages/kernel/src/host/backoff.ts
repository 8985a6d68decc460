const longestMs = 64;

/** Waits a little, longer and more at random with every attempt, so that those who met once do not meet again. */
export async function jitteredPause(attempt: number): Promise<void> {
  if (attempt < 2) return;
  const waitMs = Math.random() * Math.min(2 ** attempt, longestMs);
  await new Promise((resolve) => {
    setTimeout(resolve, waitMs);
  });
}
