import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { CaseFile } from '../suites/suite.ts';

/** Bytes that are not UTF-8 are an error, never a replacement character that a case would then be compared with. */
const decoder = new TextDecoder('utf-8', { fatal: true });

async function readBytes(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path);
  return path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

/** Opens a file of reference cases; a name that ends in `.gz` is read through gzip. */
export async function openCaseFile(path: string): Promise<CaseFile> {
  const bytesBeside = async (name: string): Promise<Uint8Array> => {
    if (basename(name) !== name) throw new Error(`"${name}" does not lie beside ${path}`);
    const neighbour = join(dirname(path), name);
    try {
      return await readBytes(neighbour);
    } catch (cause) {
      const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
      if (!missing || name.endsWith('.gz')) throw cause;
      return readBytes(`${neighbour}.gz`);
    }
  };
  return {
    path,
    text: decoder.decode(await readBytes(path)),
    beside: async (name) => decoder.decode(await bytesBeside(name)),
    bytesBeside,
  };
}
