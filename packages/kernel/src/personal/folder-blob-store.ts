import { blobDigest, checkedBlob, type BlobInfo, type BlobStore } from './blob-store.ts';
import { digestNamed, type DigestName } from '../plain/digest.ts';
import { kernelError } from '../errors.ts';

const nameForm = /^(sha256|sm3):[0-9a-f]{64}$/;

/** No import of `node:fs`: a bundle for a browser must not ask for it. */
function fileSystem() {
  const fs = globalThis.process?.getBuiltinModule?.('node:fs/promises');
  if (fs === undefined) throw kernelError('BLOB_FOLDER_UNAVAILABLE');
  return fs;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/**
 * Files in a folder, two levels deep by their digest, each with a `.json` of what is known of it. A file is written under
 * another name and renamed, so that a crash leaves no half of one.
 *
 * @throws JicengError `BLOB_FOLDER_UNAVAILABLE` where the platform has no file system.
 */
export function createFolderBlobStore(folder: string, digestName: DigestName = 'sha256'): BlobStore {
  const fs = fileSystem();
  const pathOf = (digest: string): string => {
    // Also keeps a digest from naming a path outside the folder.
    if (!nameForm.test(digest)) throw kernelError('BLOB_MISSING', { digest });
    const [algorithm = '', hex = ''] = digest.split(':');
    return `${folder}/${algorithm}/${hex.slice(0, 2)}/${hex}`;
  };
  const writeWhole = async (path: string, content: Uint8Array | string): Promise<void> => {
    const unique = `${path}.${globalThis.crypto.randomUUID()}.part`;
    const file = await fs.open(unique, 'wx');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await fs.rename(unique, path);
  };
  const info = async (digest: string): Promise<BlobInfo | undefined> => {
    try {
      // Written by `put`.
      return JSON.parse(await fs.readFile(`${pathOf(digest)}.json`, 'utf8')) as BlobInfo;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  };
  return {
    put: async (content, about) => {
      const digest = blobDigest(digestNamed(digestName), content);
      const known = await info(digest);
      if (known !== undefined) return known;
      const path = pathOf(digest);
      const described: BlobInfo = { ...about, digest, bytes: content.length };
      await fs.mkdir(path.slice(0, path.lastIndexOf('/')), { recursive: true });
      // The description last: where it lies, the content is whole.
      await writeWhole(path, content);
      await writeWhole(`${path}.json`, JSON.stringify(described));
      return described;
    },
    get: async (digest) => {
      try {
        return checkedBlob(digest, new Uint8Array(await fs.readFile(pathOf(digest))));
      } catch (error) {
        if (isMissing(error)) throw kernelError('BLOB_MISSING', { digest }, { cause: error });
        throw error;
      }
    },
    info,
    erase: async (digest) => {
      await fs.rm(`${pathOf(digest)}.json`, { force: true });
      await fs.rm(pathOf(digest), { force: true });
    },
  };
}
