import { describe, expect, it } from 'vitest';
import { digestNamed, portableDigests, type DigestName } from '../plain.ts';

const names: readonly DigestName[] = ['sha256', 'sm3'];
const toHex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const standardVectors: readonly (readonly [name: DigestName, source: string, text: string, hex: string])[] = [
  ['sha256', 'FIPS 180-4, one block', 'abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  [
    'sha256',
    'FIPS 180-4, two blocks',
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  ],
  ['sha256', 'no bytes at all', '', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['sm3', 'GB/T 32905-2016, A.1', 'abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
  [
    'sm3',
    'GB/T 32905-2016, A.2',
    'abcd'.repeat(16),
    'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
  ],
  ['sm3', 'no bytes at all', '', '1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b'],
];

describe.each([
  ['the platform’s', digestNamed],
  ['the portable', (name: DigestName) => portableDigests[name]],
] as const)('%s digest', (_whose, digestOf) => {
  it.each(standardVectors)('%s gives the answer of %s', (name, _source, text, hex) => {
    expect(digestOf(name).hex(text)).toBe(hex);
    expect(toHex(digestOf(name).bytes(new TextEncoder().encode(text)))).toBe(hex);
  });

  it('of a million letters a is the published one', () => {
    const text = 'a'.repeat(1_000_000);
    expect(digestOf('sha256').hex(text)).toBe('cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0');
    expect(digestOf('sm3').hex(text)).toBe('c8aaf89429554029e231941a2acc0ad61ff2a5acd8fadd25847a3a732b3b02c3');
  });

  it.each(names)('%s takes text as UTF-8', (name) => {
    const text = '基层治理·全程留痕 𠮷';
    expect(digestOf(name).hex(text)).toBe(digestOf(name).hex(new TextEncoder().encode(text)));
  });

  it.each(names)('%s says its name', (name) => {
    expect(digestOf(name).name).toBe(name);
  });
});

it.each(names)('%s: platform and TypeScript agree at every length around the block borders', (name) => {
  for (let length = 0; length <= 130; length++) {
    const data = Uint8Array.from({ length }, (_, index) => (7 * index + length) % 256);
    expect(portableDigests[name].hex(data)).toBe(digestNamed(name).hex(data));
  }
});

it('reads a view of a larger buffer, not the buffer', () => {
  const buffer = Uint8Array.from({ length: 200 }, (_, index) => index);
  const view = buffer.subarray(50, 120);
  for (const name of names) {
    expect(portableDigests[name].hex(view)).toBe(digestNamed(name).hex(Uint8Array.from(view)));
    expect(digestNamed(name).hex(view)).toBe(digestNamed(name).hex(Uint8Array.from(view)));
  }
});

it('leaves the data as it was', () => {
  const data = Uint8Array.from([1, 2, 3]);
  for (const name of names) portableDigests[name].bytes(data);
  expect([...data]).toEqual([1, 2, 3]);
});

it.each(['md5', 'SHA256', 'sha-256', '', 'toString', 'constructor', '__proto__'])('refuses the name %j', (name) => {
  const ask: (name: string) => unknown = digestNamed as (name: string) => unknown;
  expect(() => ask(name)).toThrow(expect.objectContaining({ code: 'DIGEST_UNKNOWN', details: { name } }));
});
