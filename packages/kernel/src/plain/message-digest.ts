/**
 * What SHA-256 and SM3 share: 64-byte blocks, big-endian words, eight words of state, the length in bits at the end.
 * `compress` folds one block of sixteen words into the state.
 */
export function digestBlocks(
  data: Uint8Array,
  initial: readonly number[],
  compress: (state: Uint32Array, block: Uint32Array) => void,
): Uint8Array {
  const state = Uint32Array.from(initial);
  const padded = new Uint8Array((((data.length + 8) >> 6) + 1) << 6);
  padded.set(data);
  padded[data.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(data.length / 0x2000_0000));
  view.setUint32(padded.length - 4, (data.length << 3) >>> 0);
  const block = new Uint32Array(16);
  for (let at = 0; at < padded.length; at += 64) {
    for (let word = 0; word < 16; word++) block[word] = view.getUint32(at + word * 4);
    compress(state, block);
  }
  const out = new Uint8Array(32);
  const words = new DataView(out.buffer);
  state.forEach((word, index) => words.setUint32(index * 4, word));
  return out;
}

export const rotateLeft = (word: number, by: number): number => (word << by) | (word >>> (32 - by));
