import type { CivilDate } from '../plain/civil-date.ts';
import { digestNamed, type Digest, type DigestName } from '../plain/digest.ts';
import { kernelError } from '../errors.ts';

/** What is known of a file: its name is its digest, so that a fact can hold it and anybody can check it. */
export interface BlobInfo {
  /** `sha256:…` or `sm3:…`. */
  readonly digest: string;
  readonly bytes: number;
  /** Media type, for example `image/jpeg`. */
  readonly type: string;
  readonly purpose: string;
  /** Last day it is kept. */
  readonly keepUntil?: CivilDate;
}

/** Where files lie: photos of a handled incident, scans of material. */
export interface BlobStore {
  /** Keeps bytes under their digest; the same bytes again are the same file. */
  put(content: Uint8Array, about: Pick<BlobInfo, 'type' | 'purpose' | 'keepUntil'>): Promise<BlobInfo>;
  /** The bytes, checked against the digest. */
  get(digest: string): Promise<Uint8Array>;
  info(digest: string): Promise<BlobInfo | undefined>;
  /** Gone afterwards. */
  erase(digest: string): Promise<void>;
}

export function blobDigest(digest: Digest, content: Uint8Array): string {
  return `${digest.name}:${digest.hex(content)}`;
}

/**
 * Returns the content if it is what its digest says.
 *
 * @throws JicengError `BLOB_CORRUPT` when it is not.
 */
export function checkedBlob(name: string, content: Uint8Array): Uint8Array {
  const [algorithm] = name.split(':');
  if (blobDigest(digestNamed(algorithm === 'sm3' ? 'sm3' : 'sha256'), content) !== name) {
    throw kernelError('BLOB_CORRUPT', { digest: name });
  }
  return content;
}

/** Files in memory: for tests and examples. */
export function createMemoryBlobStore(digestName: DigestName = 'sha256'): BlobStore {
  const files = new Map<string, { readonly content: Uint8Array; readonly info: BlobInfo }>();
  return {
    put: async (content, about) => {
      const digest = blobDigest(digestNamed(digestName), content);
      const info = { ...about, digest, bytes: content.length };
      if (!files.has(digest)) files.set(digest, { content: content.slice(), info });
      return files.get(digest)?.info ?? info;
    },
    get: async (digest) => {
      const file = files.get(digest);
      if (file === undefined) throw kernelError('BLOB_MISSING', { digest });
      return checkedBlob(digest, file.content.slice());
    },
    info: async (digest) => files.get(digest)?.info,
    erase: async (digest) => {
      files.delete(digest);
    },
  };
}
