import { describe, expect, it } from 'vitest';
import { block, columnsOf, entries, layTable, pad, pageColumns, wrap } from './index.ts';

describe('text on a terminal', () => {
  it('knows that Chinese letters and signs take two columns', () => {
    expect(columnsOf('abc 12')).toBe(6);
    expect(columnsOf('树木，ab')).toBe(8);
    expect(columnsOf('（𠮷）')).toBe(6);
    expect(columnsOf('█—·')).toBe(3);
  });

  it('fills up on either side, and leaves longer text alone', () => {
    expect(pad('树木', 6, 'left')).toBe('树木  ');
    expect(pad('树木', 6, 'right')).toBe('  树木');
    expect(pad('树木', 3, 'left')).toBe('树木');
  });

  it('lays columns under each other', () => {
    expect(
      layTable(
        [
          ['树木', '1'],
          ['abc', '1,000'],
        ],
        ['left', 'right'],
      ),
    ).toEqual(['树木      1', 'abc   1,000']);
    expect(layTable([], ['left'])).toEqual([]);
  });

  it('breaks lines between Chinese letters and between words, never before a comma, within a word, or before a unit', () => {
    expect(wrap('一二三四，五六', 8)).toEqual(['一二三', '四，五六']);
    expect(wrap('one two three', 8)).toEqual(['one two', 'three']);
    expect(wrap('到 2011-10-01 为止', 8)).toEqual(['到', '2011-10-01 为', '止']);
    expect(wrap('共有 28 件事', 8)).toEqual(['共有', '28 件事']);
    expect(wrap('三（四五）六', 6)).toEqual(['三（四', '五）六']);
    expect(wrap('三四（五）六', 6)).toEqual(['三四', '（五）', '六']);
    expect(wrap('', 8)).toEqual([]);
  });

  it('underlines a heading as far as it reaches', () => {
    expect(block('树木', ['一'])).toEqual(['', '树木', '────', '一']);
  });

  it('sets texts beside their terms, on lines that a page can hold', () => {
    expect(
      entries([
        ['树木', '一'],
        ['abcde', '二'],
      ]),
    ).toEqual(['树木   一', 'abcde  二']);
    const lines = entries([['树木', '一'.repeat(60)]]);
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(pageColumns);
    expect(lines[1]).toMatch(/^ {6}一/);
  });
});
