const space = /[ \t\n\r]*/y;
const numberOrWord = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const escape = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

type Expected = 'value' | 'first item' | 'name' | 'first name' | 'colon' | 'next';
const closes: Readonly<Record<string, readonly [opener: string, whenEmpty: Expected]>> = {
  '}': ['{', 'first name'],
  ']': ['[', 'first item'],
};

const isName = (expected: Expected): boolean => expected === 'name' || expected === 'first name';

/** Where a sticky pattern that starts here ends; the same place when it does not match. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** Where a string that opens here ends, or the offset of what it must not hold. */
function readString(text: string, start: number): { readonly end: number; readonly whole: boolean } {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') {
    if (text.charCodeAt(at) < 0x20) return { end: at, whole: false };
    const next = text[at] === '\\' ? endOf(escape, text, at) : at + 1;
    if (next === at) return { end: at, whole: false };
    at = next;
  }
  return at < text.length ? { end: at + 1, whole: true } : { end: at, whole: false };
}

/**
 * The offset of the first token that a text cannot have there if it is to be JSON, inside a string of the first such character;
 * the text's length when it only ends too early. Engines word their complaints differently and mostly without a position: the
 * place is looked for by ourselves, once they have complained.
 *
 * @see RFC 8259, The JavaScript Object Notation (JSON) Data Interchange Format
 */
export function jsonFaultOffset(text: string): number {
  const open: string[] = [];
  let expected: Expected = 'value';
  let at = endOf(space, text, 0);
  while (at < text.length) {
    const char = text.charAt(at);
    const closing = closes[char];
    if (closing !== undefined) {
      const [opener, whenEmpty] = closing;
      if ((expected !== 'next' && expected !== whenEmpty) || open.pop() !== opener) return at;
      expected = 'next';
      at++;
    } else if (expected === 'colon' || expected === 'next') {
      const inside = open.at(-1);
      if (char !== (expected === 'colon' ? ':' : ',') || inside === undefined) return at;
      expected = expected === 'next' && inside === '{' ? 'name' : 'value';
      at++;
    } else if (char === '"') {
      const { end, whole } = readString(text, at);
      if (!whole) return end;
      expected = isName(expected) ? 'colon' : 'next';
      at = end;
    } else if (isName(expected)) {
      return at;
    } else if (char === '{' || char === '[') {
      open.push(char);
      expected = char === '{' ? 'first name' : 'first item';
      at++;
    } else {
      const end = endOf(numberOrWord, text, at);
      if (end === at) return at;
      expected = 'next';
      at = end;
    }
    at = endOf(space, text, at);
  }
  return at;
}
