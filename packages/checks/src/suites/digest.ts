import { digestNamed, portableDigests, type DigestName } from '@jiceng/kernel/plain';
import * as z from 'zod';
import { casesByList, entriesOf, type ListReader } from './case-lists.ts';
import type { Suite, Verdict } from './suite.ts';

const digestHex = z.string().regex(/^[0-9a-f]{64}$/);
const messageHex = z.string().regex(/^(?:[0-9a-f]{2})*$/);
const sums = { sm3: digestHex.optional(), sha256: digestHex.optional() };
type Sums = Readonly<Partial<Record<DigestName, string | undefined>>>;

/** Every digest the entry names, by the platform's own code and by ours, over bytes and (when it is text) over the text. */
function compare(expected: Sums, message: string | Uint8Array): Verdict {
  const bytes = typeof message === 'string' ? new TextEncoder().encode(message) : message;
  const names = (['sm3', 'sha256'] as const).filter((name) => expected[name] !== undefined);
  if (names.length === 0) return { ok: false, expected: 'an sm3 or a sha256 to compare with', actual: 'neither' };
  const actual = names.flatMap((name) =>
    Object.entries({ chosen: digestNamed(name), portable: portableDigests[name] }).flatMap(([which, digest]) => [
      { of: `${name} of bytes, ${which}`, hex: digest.hex(bytes), right: expected[name] },
      {
        of: `${name} as bytes, ${which}`,
        hex: Buffer.from(digest.bytes(bytes)).toString('hex'),
        right: expected[name],
      },
      { of: `${name} of the input, ${which}`, hex: digest.hex(message), right: expected[name] },
    ]),
  );
  const wrong = actual.filter(({ hex, right }) => hex !== right);
  if (wrong.length === 0) return { ok: true };
  return { ok: false, expected, actual: Object.fromEntries(wrong.map(({ of, hex }) => [of, hex])) };
}

const byHex = (field: 'msgHex' | 'msg'): ListReader =>
  entriesOf(z.object({ msgHex: messageHex.optional(), msg: messageHex.optional(), ...sums }), (entry) => {
    const message = entry[field];
    if (message === undefined) return { ok: false, expected: `a message in ${field}`, actual: 'none' };
    return compare(entry, Buffer.from(message, 'hex'));
  });

/** SM3 and SHA-256: the standards' own examples, every padding boundary, Chinese text, and a million letters. */
export const digestSuite: Suite = {
  name: 'digest',
  cases: ({ text }) =>
    casesByList(text, {
      standard: byHex('msgHex'),
      sha256Standard: byHex('msgHex'),
      lengths: byHex('msg'),
      text: entriesOf(z.object({ utf8: z.string(), ...sums }), (entry) => compare(entry, entry.utf8)),
      million_a: entriesOf(z.object(sums), (entry) => compare(entry, 'a'.repeat(1_000_000))),
    }),
};
