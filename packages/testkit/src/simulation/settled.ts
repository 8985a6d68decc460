/** One turn of the platform's queue of tasks, which begins when every promise that can go on has done so. */
function nextTask(begins: () => void): Promise<void> {
  return new Promise((resolveTurn) => {
    const resolve = (): void => {
      begins();
      resolveTurn();
    };
    if (typeof setImmediate === 'function') {
      setImmediate(resolve);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(undefined);
  });
}

let turn: Promise<void> | undefined;

/**
 * Ends when no promise can go on by itself: whoever is not done waits for the simulation. The order of promises among themselves
 * then decides nothing. Histories that run side by side share a turn, which costs more than most steps.
 */
export function allSettledDown(): Promise<void> {
  turn ??= nextTask(() => {
    turn = undefined;
  });
  return turn;
}
