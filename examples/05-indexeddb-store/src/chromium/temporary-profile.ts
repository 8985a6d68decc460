import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An empty folder for a browser's profile, and how to throw it away. */
export function temporaryProfile(): { readonly profile: string; readonly remove: () => void } {
  const profile = mkdtempSync(join(tmpdir(), 'jiceng-chromium-'));
  // Its last processes may still be writing there.
  return { profile, remove: () => rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }) };
}
