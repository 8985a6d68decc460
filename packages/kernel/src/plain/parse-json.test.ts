import { describe, expect, it } from 'vitest';
import { isJicengError, parseJson } from '../plain.ts';

function thrownBy(text: string): unknown {
  try {
    parseJson(text);
  } catch (error) {
    return error;
  }
  return 'nothing was refused';
}

function refusal(text: string): unknown {
  const error = thrownBy(text);
  return isJicengError(error) ? { code: error.code, ...error.details } : error;
}

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

it('reads JSON', () => {
  expect(parseJson(' {"a":[1,-2.5e3,true,false,null,"张三\\u20ac"],"":{}} ')).toEqual({
    a: [1, -2500, true, false, null, '张三€'],
    '': {},
  });
  expect(parseJson('"𠮷"')).toBe('𠮷');
});

describe('a name that stands twice in one object', () => {
  it.each([
    ['at the top', '{"a":1,"a":2}', 'a'],
    ['with the same value', '{"a":1,"b":2,"a":1}', 'a'],
    ['in an object in a list', '[0,[{"x":{}},{"b":1,"c":[],"b":{}}]]', 'b'],
    ['deep inside', '{"a":{"a":{"a":{"z":0,"z":0}}}}', 'z'],
    ['after a nested object that has the name too', '{"a":{"b":1},"b":2,"a":3}', 'a'],
    ['written with an escape', String.raw`{"a":1,"\u0061":2}`, 'a'],
    ['escaped both times, differently', String.raw`{"\/":1,"\u002f":2}`, '/'],
    ['written as a surrogate pair', String.raw`{"𠮷":1,"\ud842\udfb7":2}`, '𠮷'],
    ['empty', '{"":1,"":2}', ''],
    ['with white space between', '{ "a" : 1 ,\n\t"a" : 2 }', 'a'],
    ['of the prototype', '{"__proto__":1,"__proto__":2}', '__proto__'],
  ])('%s is refused', (_where, text, name) => {
    expect(refusal(text)).toEqual({ code: 'JSON_DUPLICATE_NAME', name });
  });

  it.each([
    ['in different objects', '[{"a":1},{"a":2}]'],
    ['one inside the other', '{"a":{"a":{"a":1}}}'],
    ['as a name and as a text', '{"a":"a","b":"a"}'],
    ['in a list of texts', '["a","a",["a"],{"a":["a","a"]}]'],
    ['in other cases', '{"a":1,"A":2}'],
    ['before and after normalisation', String.raw`{"\u00e9":1,"e\u0301":2}`],
    ['inside a text that looks like JSON', String.raw`{"a":"{\"a\":1,\"a\":2}","b":"\\"}`],
    ['of the prototype, once', '{"toString":1,"constructor":2}'],
  ])('%s is two names', (_where, text) => {
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });
});

describe('half a surrogate pair', () => {
  it.each([
    ['in a text', String.raw`{"a":["x","\ud800"]}`, '$.a[1]'],
    ['the low half', String.raw`"\udc00"`, '$'],
    ['the halves in the wrong order', String.raw`["\udfb7\ud842"]`, '$[0]'],
    ['in a name', String.raw`{"a":{"\ud800":1}}`, '$.a'],
    ['as it is', '["\ud800"]', '$[0]'],
  ])('%s is refused', (_where, text, path) => {
    expect(refusal(text)).toEqual({ code: 'JSON_NOT_CANONICAL', path, problem: 'lone surrogate' });
  });

  it('is not seen in a whole pair', () => {
    expect(parseJson(String.raw`{"\ud842\udfb7":"\ud83d\ude00"}`)).toEqual({ 𠮷: '😀' });
  });
});

it('refuses a number that is Infinity once it is read', () => {
  expect(refusal('{"a":[1e400]}')).toEqual({ code: 'JSON_NOT_CANONICAL', path: '$.a[0]', problem: 'Infinity' });
  expect(refusal('-1e999')).toEqual({ code: 'JSON_NOT_CANONICAL', path: '$', problem: '-Infinity' });
});

it('refuses more than 1,000 levels instead of running out of stack', () => {
  expect(() => parseJson(nested(1000))).not.toThrow();
  for (const levels of [1001, 100_000]) {
    expect(refusal(nested(levels))).toMatchObject({ code: 'JSON_NOT_CANONICAL' });
  }
});

describe('text that is not JSON', () => {
  it.each([
    ['', 0],
    ['   ', 3],
    ['abc', 0],
    ['{"a":x}', 5],
    ['{"a":1,}', 7],
    ['[1,2,]', 5],
    ['[1 2]', 3],
    ['[,1]', 1],
    ['{,}', 1],
    ['{"a" 1}', 5],
    ['{"a":1 "b":2}', 7],
    ['{a:1}', 1],
    ["{'a':1}", 1],
    ['{1:2}', 1],
    ['[1}', 2],
    ['{"a":1]', 6],
    ['{"a":}', 5],
    ['{"a"}', 4],
    ['1 2', 2],
    ['{}}', 2],
    ['[]]', 2],
    ['{"a":1', 6],
    ['["abc', 5],
    ['01', 1],
    ['-', 0],
    ['[1.]', 2],
    ['.5', 0],
    ['+1', 0],
    ['NaN', 0],
    ['undefined', 0],
    ['[truth]', 1],
    ['"a\nb"', 2],
    [String.raw`"a\x"`, 2],
    [String.raw`"\u12g4"`, 1],
    ['\uFEFF{}', 0],
    ['{"a":1} // no comments', 8],
    ['[1,\u00a02]', 3],
  ])('%j is refused at %i', (text, offset) => {
    expect(refusal(text)).toEqual({ code: 'JSON_INVALID', offset });
  });

  it('shows neither the text nor the engine’s words in its JSON form', () => {
    const error = thrownBy('{"name":"张三",}');
    expect(JSON.stringify(error)).not.toContain('张三');
    expect(isJicengError(error, 'JSON_INVALID') && error.cause).toBeInstanceOf(SyntaxError);
  });
});
