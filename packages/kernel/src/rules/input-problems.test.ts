import { expect, it } from 'vitest';
import * as z from 'zod';
import { CivilDateText, inputProblems, InstantText, locales } from '../index.ts';

/** The problems of a value as `code path`, and their words. */
function problemsOf(schema: z.ZodType, value: unknown) {
  const { error } = schema.safeParse(value, { reportInput: true });
  return error === undefined ? [] : inputProblems(error);
}
const briefly = (schema: z.ZodType, value: unknown) =>
  problemsOf(schema, value).map(({ code, details: { path } }) => [code, path]);

const Visit = z.strictObject({
  people: z.array(z.strictObject({ id: z.string().min(1), age: z.int().min(0).max(150) })).max(3),
  on: CivilDateText,
  at: InstantText.optional(),
  share: z.number().gt(0).lte(1).optional(),
  kind: z.enum(['home', 'desk']).optional(),
  code: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
  step: z.number().multipleOf(5).optional(),
  names: z.record(z.string().regex(/^[a-z]+$/), z.string()).optional(),
  where: z
    .union([z.strictObject({ grid: z.string() }), z.strictObject({ lon: z.number(), lat: z.number() })])
    .optional(),
});
const visit = { people: [], on: '2026-03-02' };

it('every fault is told at its place, however deep', () => {
  const people = [
    { id: 'p-1', age: 30 },
    { id: '', age: 200, phone: '1' },
  ];
  expect(briefly(Visit, { ...visit, people })).toEqual([
    ['INPUT_TOO_SHORT', 'people[1].id'],
    ['INPUT_TOO_LARGE', 'people[1].age'],
    ['INPUT_UNKNOWN', 'people[1].phone'],
  ]);
});

it('each kind of fault has its own code', () => {
  const faults: readonly (readonly [object, string, string])[] = [
    [{ people: undefined }, 'INPUT_MISSING', 'people'],
    [{ people: {} }, 'INPUT_TYPE', 'people'],
    [{ people: [1, 2, 3, 4].map((id) => ({ id: `${id}`, age: 1 })) }, 'INPUT_TOO_LONG', 'people'],
    [{ on: '2026-02-30' }, 'INPUT_REFUSED', 'on'],
    [{ on: 20_260_302 }, 'INPUT_TYPE', 'on'],
    [{ at: '2026-03-02T01:30:00' }, 'INPUT_REFUSED', 'at'],
    [{ share: 0 }, 'INPUT_TOO_SMALL', 'share'],
    [{ share: Number.NaN }, 'INPUT_TYPE', 'share'],
    [{ kind: 'hall' }, 'INPUT_CHOICE', 'kind'],
    [{ kind: null }, 'INPUT_CHOICE', 'kind'],
    [{ code: '12345' }, 'INPUT_FORM', 'code'],
    [{ step: 7 }, 'INPUT_FORM', 'step'],
    [{ names: { A: 'x' } }, 'INPUT_FORM', 'names.A'],
    [{ where: { grid: 7 } }, 'INPUT_TYPE', 'where.grid'],
    [{ where: { lon: 120.1 } }, 'INPUT_MISSING', 'where.lat'],
    [{ where: { lon: 120.1, lat: 30.2, alt: 7 } }, 'INPUT_UNKNOWN', 'where.alt'],
    [{ where: 'here' }, 'INPUT_TYPE', 'where'],
  ];
  for (const [change, code, path] of faults) expect(briefly(Visit, { ...visit, ...change })).toEqual([[code, path]]);
});

it('moments and dates come out as they are recorded', () => {
  const parsed = Visit.parse({ ...visit, at: '2026-03-02T09:30:00+08:00' });
  expect(parsed).toEqual({ people: [], on: '2026-03-02', at: '2026-03-02T01:30:00.000Z' });
});

it('the words exist in both languages and hold nothing of what was given, but a date or moment that cannot be read', () => {
  const secret = '13800000000';
  const faults = [
    { ...visit, people: secret },
    { ...visit, kind: secret },
    { ...visit, code: secret },
    { ...visit, people: [{ id: 'p-1', age: secret }] },
    { ...visit, where: { grid: [secret] } },
  ];
  for (const { words, details } of faults.flatMap((value) => problemsOf(Visit, value))) {
    for (const locale of locales) expect(words[locale]).toMatch(/[.。]$/);
    expect(JSON.stringify([words, details])).not.toContain(secret);
  }
  const [fraction] = problemsOf(Visit, { ...visit, people: [{ id: 'p-1', age: 1.5 }] });
  expect(fraction?.words).toEqual({
    'zh-CN': 'people[0].age 应为整数，实为小数。',
    en: 'people[0].age must be an integer, not a fraction.',
  });
});

it('no more than fifty are told', () => {
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`x${at}`, at]));
  expect(problemsOf(Visit, { ...visit, ...many })).toHaveLength(50);
});
