/**
 * Ends when no promise can go on by itself: whoever is not done waits for the simulation. The order of promises among themselves
 * then decides nothing. It is one turn of the platform's queue of tasks, which begins when that of promises is empty.
 */
export function allSettledDown(): Promise<void> {
  return new Promise((resolve) => {
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
