import { describe, expect, it } from 'vitest';
import { readCase } from './case-file.ts';
import { caseText, retold } from './licence.fixture.ts';

const refused: unknown = expect.objectContaining({ name: 'ZodError' });

describe('the file of a case', () => {
  it('tells the same in both languages', () => {
    const [zh, en] = [readCase(caseText, 'zh-CN'), readCase(caseText, 'en')];
    const shape = ({ offered }: typeof zh) => offered.map(({ type, at, recordedAt }) => [type, at, recordedAt]);
    expect(shape(en)).toEqual(shape(zh));
    expect(JSON.stringify(en.offered)).not.toMatch(/\p{Script=Han}/u);
  });

  it('is refused for a misspelled field, a fact of no kind, or a day that does not exist', () => {
    expect(() =>
      readCase(
        retold((fact) => fact, { promise: 1 }),
        'en',
      ),
    ).toThrow(refused);
    expect(() =>
      readCase(
        retold((fact) => ({ ...fact, plannedDay: 3 })),
        'en',
      ),
    ).toThrow(refused);
    expect(() =>
      readCase(
        retold((fact) => ({ ...fact, type: 'forgotten' })),
        'en',
      ),
    ).toThrow(refused);
    expect(() =>
      readCase(
        retold((fact) => ({ ...fact, at: '2026-02-30T09:00:00+08:00' })),
        'en',
      ),
    ).toThrow(refused);
  });
});
