import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { CaseFile } from '../suites/suite.ts';

/** Bytes that are not UTF-8 are an error, never a replacement character that a case would then be compared with. */
const decoder = new TextDecoder('utf-8', { fatal: true });

async function readText(path: string): Promise<string> {
  const bytes = await readFile(path);
  return decoder.decode(path.endsWith('.gz') ? gunzipSync(bytes) : bytes);
}

/** Opens a file of reference cases; a name that ends in `.gz` is read through gzip. */
export async function openCaseFile(path: string): Promise<CaseFile> {
  return {
    path,
    text: await readText(path),
    beside: async (name) => {
      if (basename(name) !== name) throw new Error(`"${name}" does not lie beside ${path}`);
      const neighbour = join(dirname(path), name);
      try {
        return await readText(neighbour);
      } catch (cause) {
        const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
        if (!missing || name.endsWith('.gz')) throw cause;
        return readText(`${neighbour}.gz`);
      }
    },
  };
}
