import { digestBlocks, rotateLeft } from './message-digest.ts';

// GB/T 32905-2016, 4.1 (initial value) and 4.2 (constants)
const initial = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e];
const constant = (round: number): number => (round < 16 ? 0x79cc4519 : 0x7a879d8a);
const p0 = (word: number): number => word ^ rotateLeft(word, 9) ^ rotateLeft(word, 17);
const p1 = (word: number): number => word ^ rotateLeft(word, 15) ^ rotateLeft(word, 23);
const schedule = new Uint32Array(68);

function compress(state: Uint32Array, block: Uint32Array): void {
  const w = schedule;
  w.set(block);
  for (let j = 16; j < 68; j++) {
    w[j] =
      p1((w[j - 16] ?? 0) ^ (w[j - 9] ?? 0) ^ rotateLeft(w[j - 3] ?? 0, 15)) ^
      rotateLeft(w[j - 13] ?? 0, 7) ^
      (w[j - 6] ?? 0);
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let j = 0; j < 64; j++) {
    const ss1 = rotateLeft((rotateLeft(a, 12) + e + rotateLeft(constant(j), j % 32)) | 0, 7);
    const ss2 = ss1 ^ rotateLeft(a, 12);
    const ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
    const gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g);
    const tt1 = (ff + d + ss2 + ((w[j] ?? 0) ^ (w[j + 4] ?? 0))) | 0;
    const tt2 = (gg + h + ss1 + (w[j] ?? 0)) | 0;
    [d, c, b, a] = [c, rotateLeft(b, 9), a, tt1];
    [h, g, f, e] = [g, rotateLeft(f, 19), e, p0(tt2)];
  }
  [a, b, c, d, e, f, g, h].forEach((word, index) => {
    state[index] = (state[index] ?? 0) ^ word;
  });
}

/** SM3 of bytes, in TypeScript, for platforms without it.
 * @see GB/T 32905-2016 信息安全技术 SM3密码杂凑算法 */
export function sm3Bytes(data: Uint8Array): Uint8Array {
  return digestBlocks(data, initial, compress);
}
