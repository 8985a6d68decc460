import type * as z from 'zod';
import { defineErrors, type Reason, type Words } from '../plain/jiceng-error.ts';

/** What can be wrong with data from outside: one reason a place, so that a form can show it beside the field. */
export const inputError = defineErrors({
  INPUT_MISSING: { 'zh-CN': '缺少 {path}。', en: '{path} is missing.' },
  INPUT_UNKNOWN: { 'zh-CN': '{path} 不应出现。', en: '{path} is not known.' },
  INPUT_TYPE: {
    'zh-CN': '{path} 应为{expected}，实为{found}。',
    en: '{path} must be {expected}, not {found}.',
  },
  INPUT_CHOICE: { 'zh-CN': '{path} 须为以下之一：{choices}。', en: '{path} must be one of: {choices}.' },
  INPUT_FORM: { 'zh-CN': '{path} 的写法不符合规定。', en: '{path} is not written in the form required.' },
  INPUT_TOO_SMALL: { 'zh-CN': '{path} 至少为 {min}。', en: '{path} must be at least {min}.' },
  INPUT_TOO_LARGE: { 'zh-CN': '{path} 至多为 {max}。', en: '{path} must be at most {max}.' },
  INPUT_TOO_SHORT: { 'zh-CN': '{path} 的长度至少为 {min}。', en: 'The length of {path} must be at least {min}.' },
  INPUT_TOO_LONG: { 'zh-CN': '{path} 的长度至多为 {max}。', en: 'The length of {path} must be at most {max}.' },
  INPUT_REFUSED: { 'zh-CN': '{path}：{problem}', en: '{path}: {problem}' },
});

type Issue = z.core.$ZodIssue;

const typeWords: Readonly<Record<string, Words>> = {
  string: { 'zh-CN': '文本', en: 'text' },
  number: { 'zh-CN': '数', en: 'a number' },
  int: { 'zh-CN': '整数', en: 'an integer' },
  bigint: { 'zh-CN': '大整数', en: 'a bigint' },
  boolean: { 'zh-CN': '是或否', en: 'true or false' },
  array: { 'zh-CN': '列表', en: 'a list' },
  object: { 'zh-CN': '对象', en: 'an object' },
  record: { 'zh-CN': '对象', en: 'an object' },
  null: { 'zh-CN': '空值', en: 'null' },
  NaN: { 'zh-CN': '非数', en: 'not a number' },
  fraction: { 'zh-CN': '小数', en: 'a fraction' },
};
const wordsOfType = (name: string): Words => typeWords[name] ?? { 'zh-CN': name, en: name };

/** Names the type only: the value itself may be about a person, and this goes into logs. */
function typeOf(value: unknown, expected: string): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value !== 'number') return value instanceof Date ? 'Date' : typeof value;
  if (Number.isNaN(value)) return 'NaN';
  return expected === 'int' ? 'fraction' : 'number';
}

/** `fields.materials[2]`; `$` is the whole. */
function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  return text === '' ? '$' : text.replace(/^\./, '');
}

/** How far data is from a branch of a union: another kind of thing altogether, then names it does not know, then the rest. */
function distanceOf(branch: readonly Issue[]): number {
  return branch.reduce((sum, issue) => {
    if (issue.code === 'unrecognized_keys') return sum + issue.keys.length * 1000;
    return sum + (issue.path.length === 0 && issue.code !== 'invalid_union' ? 100_000 : 1);
  }, 0);
}

/** Of a union's branches the one that was meant. Where every branch meets a name it does not know, only that is certain. */
function branchMeant(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const nearest = branches.toSorted((a, b) => distanceOf(a) - distanceOf(b))[0] ?? [];
  const unknown = nearest.filter(({ code }) => code === 'unrecognized_keys');
  return unknown.length > 0 ? unknown : nearest;
}

function sizeProblem(issue: Extract<Issue, { code: 'too_small' | 'too_big' }>, path: string): Reason {
  const counted = issue.origin === 'string' || issue.origin === 'array';
  if (issue.code === 'too_small') {
    const min = Number(issue.minimum);
    return counted
      ? inputError.reason('INPUT_TOO_SHORT', { path, min })
      : inputError.reason('INPUT_TOO_SMALL', { path, min });
  }
  const max = Number(issue.maximum);
  return counted
    ? inputError.reason('INPUT_TOO_LONG', { path, max })
    : inputError.reason('INPUT_TOO_LARGE', { path, max });
}

function problemsOf(issue: Issue, before: readonly PropertyKey[]): readonly Reason[] {
  const whole = [...before, ...issue.path];
  const path = pathText(whole);
  if (issue.input === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value')) {
    return [inputError.reason('INPUT_MISSING', { path })];
  }
  switch (issue.code) {
    case 'invalid_type': {
      const found = wordsOfType(typeOf(issue.input, issue.expected));
      return [inputError.reason('INPUT_TYPE', { path, expected: wordsOfType(issue.expected), found })];
    }
    case 'invalid_value':
      return [inputError.reason('INPUT_CHOICE', { path, choices: issue.values.map(String) })];
    case 'unrecognized_keys':
      return issue.keys.map((key) => inputError.reason('INPUT_UNKNOWN', { path: pathText([...whole, key]) }));
    case 'too_small':
    case 'too_big':
      return [sizeProblem(issue, path)];
    case 'invalid_union': {
      const branch = branchMeant(issue.errors);
      if (branch.length > 0) return branch.flatMap((inner) => problemsOf(inner, whole));
      const choices = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
      return [inputError.reason('INPUT_CHOICE', { path, choices })];
    }
    case 'custom': {
      const problem: unknown = issue.params?.['words'];
      // Put there by our own schemas, which say in both languages what is wrong.
      const words = typeof problem === 'object' && problem !== null ? (problem as Words) : undefined;
      return [inputError.reason('INPUT_REFUSED', { path, problem: words ?? issue.message })];
    }
    case 'invalid_format':
    case 'invalid_key':
    case 'invalid_element':
    case 'not_multiple_of':
      return [inputError.reason('INPUT_FORM', { path })];
  }
}

const problemsMax = 50;

/** The first fifty things wrong with data that a schema refused, each with its path; parse with `reportInput: true`. */
export function inputProblems(error: z.ZodError): readonly Reason[] {
  return error.issues.flatMap((issue) => problemsOf(issue, [])).slice(0, problemsMax);
}

/** Several reasons as one sentence after another, in both languages. */
export function allWords(reasons: readonly Reason[]): Words {
  return {
    'zh-CN': reasons.map(({ words }) => words['zh-CN']).join(''),
    en: reasons.map(({ words }) => words.en).join(' '),
  };
}
