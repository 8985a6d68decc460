import { expect, it } from 'vitest';
import { caseProblems, durations, type CaseTimes } from './index.ts';

const sound: CaseTimes = { openedAt: '2026-03-02T01:00:00.000Z', closedAt: '2026-03-02T01:00:00.000Z' };
const reversed: CaseTimes = { openedAt: '2026-03-02T01:00:00.000Z', closedAt: '2026-03-01T01:00:00.000Z' };
const unreadable: CaseTimes = { openedAt: '2026-03-02T01:00:00.000Z', dueAt: '—Z' };

it('lists every row that a figure would refuse, with words in both languages', () => {
  const problems = caseProblems([sound, reversed, sound, unreadable]);
  expect(problems.map(({ index, reason }) => [index, reason.code])).toEqual([
    [1, 'ANALYTICS_CLOSED_BEFORE_OPENED'],
    [3, 'ANALYTICS_INSTANT_INVALID'],
  ]);
  expect(problems[0]?.reason.words).toEqual({
    'zh-CN': '第 1 行的办结时刻 2026-03-01T01:00:00.000Z 早于受理时刻 2026-03-02T01:00:00.000Z。',
    en: 'Row 1 was closed at 2026-03-01T01:00:00.000Z, before it was opened at 2026-03-02T01:00:00.000Z.',
  });
});

it('lets a host leave those rows out, and nothing is refused any more', () => {
  const rows = [sound, reversed, unreadable];
  const bad = new Set(caseProblems(rows).map(({ index }) => index));
  const kept = rows.filter((_, index) => !bad.has(index));
  expect(durations(kept, { asOf: '2026-03-03T00:00:00.000Z' }).n).toBe(1);
});

it('passes on what is not a matter of the row', () => {
  const broken = {
    get openedAt(): never {
      throw new TypeError('of the host');
    },
  };
  expect(() => caseProblems([broken])).toThrow(TypeError);
});
