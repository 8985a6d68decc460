import { plainError } from './plain-errors.ts';
import { sha256Bytes } from './sha256.ts';
import { sm3Bytes } from './sm3.ts';

export type DigestName = 'sha256' | 'sm3';

/** A synchronous digest, so that a decision and its proof are one step. Text is digested as UTF-8. */
export interface Digest {
  readonly name: DigestName;
  readonly hex: (data: string | Uint8Array) => string;
  readonly bytes: (data: Uint8Array) => Uint8Array;
}

const encoder = new TextEncoder();
const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

function inTypeScript(name: DigestName, digest: (data: Uint8Array) => Uint8Array): Digest {
  return {
    name,
    hex: (data) => toHex(digest(typeof data === 'string' ? encoder.encode(data) : data)),
    bytes: digest,
  };
}

/** The digests written in TypeScript: what a browser runs, and what the native ones are compared with. */
export const portableDigests: Readonly<Record<DigestName, Digest>> = {
  sha256: inTypeScript('sha256', sha256Bytes),
  sm3: inTypeScript('sm3', sm3Bytes),
};

/** No import of `node:crypto`: a bundle for a browser must not ask for it. */
function native(name: DigestName): Digest | undefined {
  const crypto = globalThis.process?.getBuiltinModule?.('node:crypto');
  if (crypto?.hash === undefined || !crypto.getHashes().includes(name)) return undefined;
  const { hash } = crypto;
  return { name, hex: (data) => hash(name, data, 'hex'), bytes: (data) => hash(name, data, 'buffer') };
}

const chosen = new Map<DigestName, Digest>();

/**
 * The digest of that name: the platform's own where it has one (Node, Bun, Deno), else ours.
 *
 * @throws JicengError `DIGEST_UNKNOWN` when the name is neither `sha256` nor `sm3`.
 * @see FIPS 180-4 and GB/T 32905-2016
 */
export function digestNamed(name: DigestName): Digest {
  const known = chosen.get(name);
  if (known !== undefined) return known;
  // hasOwn: `toString` is in every object, and names no digest.
  if (!Object.hasOwn(portableDigests, name)) throw plainError('DIGEST_UNKNOWN', { name });
  const digest = native(name) ?? portableDigests[name];
  chosen.set(name, digest);
  return digest;
}
