import { relayError } from '../errors.ts';

const prefix = 'whsec_';
const [leastBytes, mostBytes] = [24, 64];

function refuse(problem: string): never {
  throw relayError('RELAY_OPTION_INVALID', { option: 'secret', problem });
}

/** The key behind a secret's text. The text itself never appears in an error. */
function keyBytes(secret: string): Uint8Array<ArrayBuffer> {
  if (!secret.startsWith(prefix)) refuse(`it must begin with ${prefix}`);
  let text: string;
  try {
    text = atob(secret.slice(prefix.length));
  } catch {
    return refuse('it must be base64');
  }
  const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  if (bytes.length < leastBytes || bytes.length > mostBytes) {
    refuse(`it must hold ${leastBytes} to ${mostBytes} bytes`);
  }
  return bytes;
}

/** Signs a message: its id, the second of the attempt, and the exact bytes of its body. */
export type Signer = (id: string, seconds: number, body: Uint8Array<ArrayBuffer>) => Promise<string>;

/**
 * A signer for every secret in use: two while one takes over from the other, and a receiver who knows either is content.
 *
 * @throws JicengError `RELAY_OPTION_INVALID` when a secret is not `whsec_` and 24 to 64 bytes in base64.
 * @see Standard Webhooks 1.0.0, Signature scheme, Webhook headers
 */
export function createSigner(secrets: readonly string[]): Signer {
  if (secrets.length === 0) refuse('there is none');
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const { subtle } = globalThis.crypto;
  const raw = secrets.map(keyBytes);
  const importKeys = async () =>
    Promise.all(raw.map((bytes) => subtle.importKey('raw', bytes, algorithm, false, ['sign'])));
  let keys: ReturnType<typeof importKeys> | undefined;
  return async (id, seconds, body) => {
    keys ??= importKeys();
    const head = new TextEncoder().encode(`${id}.${seconds}.`);
    const signed = new Uint8Array(head.length + body.length);
    signed.set(head);
    signed.set(body, head.length);
    const signatures = (await keys).map(async (key) => {
      const bytes = new Uint8Array(await subtle.sign(algorithm.name, key, signed));
      return `v1,${btoa(String.fromCharCode(...bytes))}`;
    });
    return (await Promise.all(signatures)).join(' ');
  };
}
