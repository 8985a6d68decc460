import { fc, it } from '@fast-check/vitest';
import { expect } from 'vitest';
import { digestNamed, portableDigests, type DigestName } from '../plain.ts';

const name = fc.constantFrom<DigestName>('sha256', 'sm3');

it.prop([name, fc.uint8Array({ maxLength: 2000 })])('TypeScript and the platform agree on any bytes', (which, data) => {
  expect(portableDigests[which].hex(data)).toBe(digestNamed(which).hex(data));
  expect([...portableDigests[which].bytes(data)]).toEqual([...digestNamed(which).bytes(data)]);
});

it.prop([name, fc.string({ unit: 'binary' })])('TypeScript and the platform agree on any text', (which, text) => {
  expect(portableDigests[which].hex(text)).toBe(digestNamed(which).hex(text));
});

it.prop([name, fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.nat(), fc.nat(7)])(
  'one bit changed is another digest',
  (which, data, place, bit) => {
    const at = place % data.length;
    const changed = data.map((byte, index) => (index === at ? byte ^ (1 << bit) : byte));
    expect(portableDigests[which].hex(changed)).not.toBe(portableDigests[which].hex(data));
  },
);
