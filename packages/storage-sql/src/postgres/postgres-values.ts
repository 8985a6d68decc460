import type { SqlValue } from '../script/script.ts';

/** Numbers of types, the same in every database. */
const [bytea, int8] = [17, 20];

/** Of the digits 0 to 9 and the letters a to f. */
function digitAt(hex: string, at: number): number {
  const code = hex.charCodeAt(at);
  return code < 58 ? code - 48 : code - 87;
}

/** `\\x`, then two digits for each byte. */
function bytesOfHex(text: string): Uint8Array {
  const bytes = new Uint8Array((text.length - 2) / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = digitAt(text, 2 * at + 2) * 16 + digitAt(text, 2 * at + 3);
  return bytes;
}

/** The older form, which a database may be set to: bytes as characters, or as a backslash and three octal digits. */
function bytesOfEscapes(text: string): Uint8Array {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== '\\') bytes.push(text.charCodeAt(at));
    else if (text[at + 1] === '\\') bytes.push(text.charCodeAt(++at));
    else {
      bytes.push(Number.parseInt(text.slice(at + 1, at + 4), 8));
      at += 3;
    }
  }
  return Uint8Array.from(bytes);
}

const bytesOf = (text: string): Uint8Array => (text.startsWith('\\x') ? bytesOfHex(text) : bytesOfEscapes(text));
const textOf = (text: string): string => text;

/** How each query reads its columns: bigint for int8, bytes for bytea, and any other as its text. */
export function parserFor(type: number): (text: string) => SqlValue {
  switch (type) {
    case int8:
      return BigInt;
    case bytea:
      return bytesOf;
    default:
      return textOf;
  }
}
