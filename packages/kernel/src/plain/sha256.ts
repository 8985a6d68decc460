import { digestBlocks, rotateLeft } from './message-digest.ts';

/** The first 32 bits of the fractional part of `root(prime)`: where FIPS 180-4 takes its constants from. */
function fractionBits(root: (value: number) => number, count: number): number[] {
  const bits: number[] = [];
  for (let candidate = 2; bits.length < count; candidate++) {
    let prime = true;
    for (let divisor = 2; divisor * divisor <= candidate; divisor++) if (candidate % divisor === 0) prime = false;
    if (prime) bits.push(Math.floor((root(candidate) % 1) * 2 ** 32));
  }
  return bits;
}

const initial = fractionBits(Math.sqrt, 8);
const constants = Uint32Array.from(fractionBits(Math.cbrt, 64));
const schedule = new Uint32Array(64);
const rotateRight = (word: number, by: number): number => rotateLeft(word, 32 - by);

function compress(state: Uint32Array, block: Uint32Array): void {
  const w = schedule;
  w.set(block);
  for (let t = 16; t < 64; t++) {
    const [early, late] = [w[t - 15] ?? 0, w[t - 2] ?? 0];
    const s0 = rotateRight(early, 7) ^ rotateRight(early, 18) ^ (early >>> 3);
    const s1 = rotateRight(late, 17) ^ rotateRight(late, 19) ^ (late >>> 10);
    w[t] = (w[t - 16] ?? 0) + s0 + (w[t - 7] ?? 0) + s1;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let t = 0; t < 64; t++) {
    const choose = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const s1 = rotateRight(e, 6) ^ rotateRight(e, 11) ^ rotateRight(e, 25);
    const s0 = rotateRight(a, 2) ^ rotateRight(a, 13) ^ rotateRight(a, 22);
    const t1 = (h + s1 + choose + (constants[t] ?? 0) + (w[t] ?? 0)) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + s0 + majority) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, index) => {
    state[index] = (state[index] ?? 0) + word;
  });
}

/** SHA-256 of bytes, in TypeScript, for platforms without a synchronous one.
 * @see FIPS 180-4 */
export function sha256Bytes(data: Uint8Array): Uint8Array {
  return digestBlocks(data, initial, compress);
}
