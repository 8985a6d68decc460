const [firstMs, longestMs] = [250, 60_000];

/** How long to wait after so many failures in a row: twice as long each time, up to a minute, half of it by chance. */
export function growingPauseMs(attempt: number, leastMs = 0): number {
  const wholeMs = Math.min(firstMs * 2 ** Math.min(attempt - 1, 20), longestMs);
  return Math.max(leastMs, (wholeMs * (1 + Math.random())) / 2);
}

/** Waits so long, or until the signal; either way it resolves. */
export async function pauseFor(ms: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted === true) return;
  await new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener('abort', end);
  });
}

/** The pause between two attempts, unless the host brings its own. */
export async function growingPause(attempt: number, leastMs: number): Promise<void> {
  await pauseFor(growingPauseMs(attempt, leastMs));
}
