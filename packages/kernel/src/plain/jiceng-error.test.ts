import { describe, expect, it } from 'vitest';
import { defineErrors, isJicengError, JicengError, locales } from '../plain.ts';

const supplyError = defineErrors({
  SUPPLY_INCOMPLETE: { 'zh-CN': '仍缺少材料：{missing}。', en: 'Materials are still missing: {missing}.' },
  SUPPLY_CLOSED: { 'zh-CN': '已经办结。', en: 'The case is closed.' },
  SUPPLY_LATE: {
    'zh-CN': '应于 {dueOn} 前提交，已逾期 {days} 日（{context}）。',
    en: 'Due by {dueOn}, late by {days} days ({context}).',
  },
});

describe('the words', () => {
  it('exist in both languages, and the message is the Chinese one', () => {
    const error = supplyError('SUPPLY_CLOSED');
    expect(Object.keys(error.words)).toEqual([...locales]);
    expect(error.message).toBe('已经办结。');
    expect(error.words.en).toBe('The case is closed.');
  });

  it('join a list the way each language does', () => {
    const { words } = supplyError('SUPPLY_INCOMPLETE', { missing: ['户口簿', '结婚证', '照片'] });
    expect(words).toEqual({
      'zh-CN': '仍缺少材料：户口簿、结婚证、照片。',
      en: 'Materials are still missing: 户口簿, 结婚证, 照片.',
    });
  });

  it('show numbers, nothing and objects as JSON does, and join lists inside lists', () => {
    const { words } = supplyError('SUPPLY_LATE', { dueOn: null, days: 3, context: { step: 'review' } });
    expect(words.en).toBe('Due by null, late by 3 days ({"step":"review"}).');
    expect(supplyError('SUPPLY_INCOMPLETE', { missing: [['a', 'b'], 'c'] }).words.en).toContain('a, b, c');
  });

  it('leave braces alone that come from a value', () => {
    const { words } = supplyError('SUPPLY_LATE', { dueOn: '{days}', days: 3, context: '$& $1' });
    expect(words['zh-CN']).toBe('应于 {days} 前提交，已逾期 3 日（$& $1）。');
  });

  it('never hold the code', () => {
    for (const [code, words] of Object.entries(supplyError.catalog)) {
      for (const locale of locales) expect(words[locale]).not.toContain(code);
    }
  });
});

describe('an error', () => {
  it('is an Error with code, details and reasons', () => {
    const reason = supplyError.reason('SUPPLY_INCOMPLETE', { missing: ['照片'] });
    const error = supplyError('SUPPLY_CLOSED', { caseId: 'c-1' }, { reasons: [reason] });
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe('JicengError');
    expect(error.code).toBe('SUPPLY_CLOSED');
    expect(error.details).toEqual({ caseId: 'c-1' });
    expect(error.reasons).toEqual([
      {
        code: 'SUPPLY_INCOMPLETE',
        details: { missing: ['照片'] },
        words: { 'zh-CN': '仍缺少材料：照片。', en: 'Materials are still missing: 照片.' },
      },
    ]);
  });

  it('has no reasons and no cause unless it is given some', () => {
    const error = supplyError('SUPPLY_CLOSED');
    expect(error.reasons).toEqual([]);
    expect(error.details).toEqual({});
    expect('cause' in error).toBe(false);
  });

  it('keeps its cause for the log of the host', () => {
    const cause = new RangeError('of the platform');
    expect(supplyError('SUPPLY_CLOSED', {}, { cause }).cause).toBe(cause);
  });

  it('goes into JSON without its stack and its cause', () => {
    const error = supplyError('SUPPLY_INCOMPLETE', { missing: ['照片'] }, { cause: new Error('secret') });
    const text = JSON.stringify(error);
    expect(JSON.parse(text)).toEqual({
      code: 'SUPPLY_INCOMPLETE',
      details: { missing: ['照片'] },
      words: { 'zh-CN': '仍缺少材料：照片。', en: 'Materials are still missing: 照片.' },
      reasons: [],
    });
    expect(text).not.toContain('secret');
    expect(text).not.toContain('jiceng-error.test');
  });
});

describe('isJicengError', () => {
  it('knows its own errors, by code when one is named', () => {
    const error: unknown = supplyError('SUPPLY_CLOSED');
    expect(isJicengError(error)).toBe(true);
    expect(isJicengError(error, 'SUPPLY_CLOSED')).toBe(true);
    expect(isJicengError(error, 'SUPPLY_INCOMPLETE')).toBe(false);
  });

  it('knows the error of another copy of the package, which instanceof does not', () => {
    class OtherCopy extends Error {
      readonly code = 'SUPPLY_CLOSED';
      constructor() {
        super('已经办结。');
        Object.defineProperty(this, Symbol.for('jiceng.error'), { value: true });
      }
    }
    const error = new OtherCopy();
    expect(error).not.toBeInstanceOf(JicengError);
    expect(isJicengError(error, 'SUPPLY_CLOSED')).toBe(true);
    expect(isJicengError(error, 'SUPPLY_INCOMPLETE')).toBe(false);
  });

  it('does not take anything for an error that lacks the brand', () => {
    const lookAlike = { name: 'JicengError', code: 'SUPPLY_CLOSED', details: {}, words: {}, reasons: [] };
    for (const value of [lookAlike, new Error('x'), undefined, null, 'SUPPLY_CLOSED', 7, () => 0]) {
      expect(isJicengError(value)).toBe(false);
    }
  });

  it('finds no brand among the names and members that a log would list', () => {
    const error = supplyError('SUPPLY_CLOSED');
    expect(Object.keys(error)).not.toContain('jiceng.error');
    expect(Object.getOwnPropertyDescriptor(error, Symbol.for('jiceng.error'))?.enumerable).toBe(false);
  });
});
