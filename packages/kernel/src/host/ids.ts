/** Makes identifiers. The shell asks for them and passes them inside commands; `decide` makes none. */
export interface Ids {
  readonly next: () => string;
}

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * UUIDv7 texts: they sort by the millisecond they were made in, and those of one maker strictly so.
 *
 * @param nowMs milliseconds since 1970; @param random fills the bytes given.
 * @see RFC 9562 §5.7 and §6.2 (method 1: a counter in the bits after the time)
 */
export function createIds(
  nowMs: () => number = Date.now,
  random: (bytes: Uint8Array<ArrayBuffer>) => void = (bytes) => void globalThis.crypto.getRandomValues(bytes),
): Ids {
  let [lastMs, counter] = [-1, 0];
  return {
    next: () => {
      const bytes = new Uint8Array(16);
      random(bytes);
      const ms = nowMs();
      if (ms > lastMs) [lastMs, counter] = [ms, (bytes[6] ?? 0) & 0x07]; // starts low, so that a burst has room to count
      else if (++counter > 0xfff) [lastMs, counter] = [lastMs + 1, 0];
      const view = new DataView(bytes.buffer);
      view.setUint32(0, Math.floor(lastMs / 0x1_0000));
      view.setUint16(4, lastMs % 0x1_0000);
      view.setUint16(6, 0x7000 | counter);
      view.setUint8(8, 0x80 | ((bytes[8] ?? 0) & 0x3f));
      const text = hex(bytes);
      return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-');
    },
  };
}
