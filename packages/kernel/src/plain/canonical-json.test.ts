import { describe, expect, it } from 'vitest';
import { canonicalJson, isJicengError, recordJson } from '../plain.ts';

function refusal(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    if (isJicengError(error, 'JSON_NOT_CANONICAL')) return error.details;
    throw error;
  }
  return 'nothing was refused';
}

const utf8Hex = (text: string) =>
  Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, '0')).join('');

function doubleOf(ieee754: string): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${ieee754}`));
  return view.getFloat64(0);
}

describe('the sample of RFC 8785', () => {
  const input: unknown = JSON.parse(String.raw`{
    "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
    "literals": [null, true, false]
  }`);

  it('is the text of section 3.2.3', () => {
    expect(canonicalJson(input)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('is the bytes of section 3.2.4', () => {
    expect(utf8Hex(canonicalJson(input))).toBe(
      [
        '7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c226e756d62657273223a5b333333333333',
        '3333332e333333333333332c31652b33302c342e352c302e3030322c31652d32375d2c22737472696e67223a22e282',
        'ac245c75303030665c6e4127425c225c5c5c5c5c222f227d',
      ].join(''),
    );
  });

  it('orders the names of section 3.2.3 by UTF-16 code units', () => {
    const names = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(Object.values(JSON.parse(canonicalJson(Object.entries(names))) as object).length).toBe(7);
    const order = [...canonicalJson(names).matchAll(/:"([^"]+)"/g)].map(([, value]) => value);
    expect(order).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });
});

describe('the numbers of RFC 8785, appendix B', () => {
  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('%s is written %s', (ieee754, text) => {
    expect(canonicalJson(doubleOf(ieee754))).toBe(text);
  });

  it.each(['7fffffffffffffff', '7ff0000000000000', 'fff0000000000000'])('%s is refused', (ieee754) => {
    expect(refusal(() => canonicalJson(doubleOf(ieee754)))).toMatchObject({ path: '$' });
  });
});

describe('what counts as the same value', () => {
  it('is not touched by the order of members, and does not normalise Unicode', () => {
    expect(canonicalJson({ b: 1, a: { d: 2, c: 3 } })).toBe('{"a":{"c":3,"d":2},"b":1}');
    expect(canonicalJson({ 'e\u0301': 1, '\u00e9': 2 })).toBe('{"e\u0301":1,"\u00e9":2}');
  });

  it('takes a member that is undefined as absent', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
    expect(canonicalJson({ a: undefined })).toBe('{}');
  });

  it('knows empty names, empty containers and objects without a prototype', () => {
    expect(canonicalJson({ '': {}, a: [] })).toBe('{"":{},"a":[]}');
    expect(canonicalJson(Object.assign(Object.create(null) as object, { b: 1, a: 2 }))).toBe('{"a":2,"b":1}');
    expect(canonicalJson(JSON.parse('{"__proto__":1,"a":2}'))).toBe('{"__proto__":1,"a":2}');
  });

  it('writes a shared part twice: only a part that contains itself has no end', () => {
    const part = { a: 1 };
    expect(canonicalJson([part, part])).toBe('[{"a":1},{"a":1}]');
  });
});

describe('what JSON cannot carry is refused with its path', () => {
  class Person {
    readonly name = '张三';
  }
  const cyclic: Record<string, unknown> = {};
  cyclic['self'] = cyclic;
  let deep: unknown = 'end';
  for (let level = 0; level < 1001; level++) deep = [deep];

  it.each([
    ['NaN', { a: [0, Number.NaN] }, '$.a[1]', 'NaN'],
    ['Infinity', { a: -Infinity }, '$.a', '-Infinity'],
    ['a bigint', { a: { b: 1n } }, '$.a.b', 'bigint'],
    ['undefined by itself', undefined, '$', 'undefined'],
    ['undefined in a list', [1, undefined], '$[1]', 'undefined'],
    ['a hole in a list', Array.from({ length: 2 }).fill(0, 0, 1), '$[1]', 'undefined'],
    ['a function', { a: () => 0 }, '$.a', 'function'],
    ['a symbol', [Symbol('x')], '$[0]', 'symbol'],
    ['half a surrogate pair', { a: '\ud800' }, '$.a', 'lone surrogate'],
    ['the other half', ['\udc00x'], '$[0]', 'lone surrogate'],
    ['half a pair in a name', { a: { '\ud800': 1 } }, '$.a', 'lone surrogate'],
    ['a Date', { at: new Date(0) }, '$.at', 'Date'],
    ['a Map', [new Map()], '$[0]', 'Map'],
    ['bytes', { digest: new Uint8Array(2) }, '$.digest', 'Uint8Array'],
    ['a boxed text', [new String('x')], '$[0]', 'String'],
    ['an instance of a class', { person: new Person() }, '$.person', 'Person'],
    [
      'an object on a bare prototype',
      [Object.create(Object.create(null) as object)],
      '$[0]',
      'object with a prototype of its own',
    ],
    ['a value that contains itself', cyclic, '$', 'nested more than 1000 deep'],
    ['lists 1,001 levels deep', deep, '$', 'nested more than 1000 deep'],
  ])('%s', (_what, value, path, problem) => {
    expect(refusal(() => canonicalJson(value))).toEqual({ path, problem });
    expect(refusal(() => recordJson(value))).toEqual({ path, problem });
  });

  it('the first one in the order of the text, when there are several', () => {
    expect(refusal(() => canonicalJson({ b: Number.NaN, a: [0, 1n] }))).toEqual({ path: '$.a[1]', problem: 'bigint' });
    expect(refusal(() => canonicalJson({ '\uffff': Number.NaN, '\ud800': 1 }))).toEqual({
      path: '$',
      problem: 'lone surrogate',
    });
  });

  it('and 1,000 levels are not too many', () => {
    const text = `${'['.repeat(1000)}${']'.repeat(1000)}`;
    expect(canonicalJson(JSON.parse(text))).toBe(text);
  });
});

describe('recordJson', () => {
  it('writes what canonicalJson writes', () => {
    const value = { b: [1.5, -0, 'x', null], a: Number.MAX_SAFE_INTEGER };
    expect(recordJson(value)).toBe('{"a":9007199254740991,"b":[1.5,0,"x",null]}');
    expect(recordJson(value)).toBe(canonicalJson(value));
  });

  it.each([2 ** 53, -(2 ** 53), 1e21])('refuses %d, which another language would not read back', (number) => {
    expect(refusal(() => recordJson({ a: [number] }))).toEqual({ path: '$.a[0]', problem: 'integer beyond 2^53' });
    expect(canonicalJson(number)).toBe(JSON.stringify(number));
  });
});
