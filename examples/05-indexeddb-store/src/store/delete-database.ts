import { unavailable } from './faults.ts';
import type { IndexedDbPlatform } from './platform.ts';

/**
 * Throws a database away. Stores that have it open let go of it, and refuse every later call.
 *
 * @throws JicengError `STORE_UNAVAILABLE` when the browser refuses.
 */
export function deleteDatabase(name: string, { indexedDB }: IndexedDbPlatform = globalThis): Promise<void> {
  return new Promise((resolve, reject) => {
    const deleting = indexedDB.deleteDatabase(name);
    deleting.addEventListener('success', () => resolve());
    deleting.addEventListener('error', () => reject(unavailable(deleting.error)));
  });
}
