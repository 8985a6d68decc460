async function giveBackLate<Connection>(
  coming: Promise<Connection>,
  giveBack: (late: Connection) => void,
): Promise<void> {
  try {
    giveBack(await coming);
  } catch {
    // It did not come after all.
  }
}

/**
 * Waits for a connection of the host's pool, but not for ever: the host may hold all of them while it waits for us. One that
 * comes when nobody waits for it any more is given back.
 *
 * @param waitMs how long, at most; what a timer of the platform can count is enough.
 */
export async function takeInTime<Connection>(
  coming: Promise<Connection>,
  waitMs: number,
  giveBack: (late: Connection) => void,
): Promise<Connection> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), Math.min(waitMs, 2 ** 31 - 1));
  });
  try {
    const connection = await Promise.race([coming, patience]);
    if (connection !== undefined) return connection;
  } finally {
    clearTimeout(timer);
  }
  void giveBackLate(coming, giveBack);
  throw new Error(`the pool gave no connection within ${waitMs} ms`);
}
