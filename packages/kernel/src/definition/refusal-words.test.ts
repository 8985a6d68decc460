import { expect, it } from 'vitest';
import type { Condition, Reason } from '../index.ts';
import { deskContext, needing } from './needing.fixture.ts';
import { stallPermitProcess } from './stall-permit.fixture.ts';

const fields = { age: 70, limit: 5, given: false, papers: ['photo'], bornOn: '1990-01-01' };

/** What is said to somebody whose case has told everything and still does not meet the need. */
function saidOf(needs: Condition): readonly (readonly string[])[] {
  const { decider } = needing(needs);
  const state = { edition: '1', status: 'a', fields, flags: ['told'], clocks: {} };
  return decider.refuse('do', state, deskContext).map(({ words }) => [words['zh-CN'], words.en]);
}

const sentences: readonly (readonly [Condition, string, string])[] = [
  [{ field: 'age', '=': 5 }, '“年龄”为 5', '"age" is 5'],
  [{ field: 'age', '<': { field: 'limit' } }, '“年龄”小于“限额”', '"age" is less than "limit"'],
  [{ field: 'bornOn', '<': '1966-03-02' }, '“出生日期”早于“1966-03-02”', '"date of birth" is before "1966-03-02"'],
  [{ field: 'limit', in: [7] }, '“限额”为 7', '"limit" is 7'],
  [{ field: 'limit', in: [7, 8] }, '“限额”为 7、8 之一', '"limit" is one of 7, 8'],
  [{ field: 'papers', has: 'form' }, '“材料”含“form”', '"papers" holds "form"'],
  [{ field: 'given', '=': true }, '“已交”为是', '"handed in" is yes'],
  [{ not: { flag: 'told' } }, '未标记“已告知”', 'not marked "told"'],
  [{ not: { field: 'age', '=': 70 } }, '并非（“年龄”为 70）', 'not ("age" is 70)'],
  [
    {
      or: [
        { field: 'given', '=': true },
        {
          and: [
            { field: 'age', '<': 60 },
            { field: 'limit', '<': 5 },
          ],
        },
      ],
    },
    '“已交”为是或（“年龄”小于 60 且“限额”小于 5）',
    '"handed in" is yes or ("age" is less than 60 and "limit" is less than 5)',
  ],
  [
    {
      not: {
        or: [{ flag: 'told' }, { field: 'given', '=': true }],
      },
    },
    '并非（已标记“已告知”或“已交”为是）',
    'not (marked "told" or "handed in" is yes)',
  ],
];

it.each(sentences)('a need that is not met is said as one says it: %j', (needs, chinese, english) => {
  expect(saidOf(needs)).toEqual([[`须满足：${chinese}。`, `This is needed: ${english}.`]]);
});

const said = (reasons: readonly Reason[]) => reasons.map(({ words }) => [words['zh-CN'], words.en]);
const nobody = { ...deskContext, actor: { id: 'u', roles: [] } };

it('an act open to several roles is said to be for any of them', () => {
  const { decider } = needing({ flag: 'told' });
  const state = { edition: '1', status: 'a', fields, flags: ['told'], clocks: {} };
  expect(said(decider.refuse('do', state, nobody))).toEqual([
    ['须由窗口人员或负责人办理。', 'Only the desk or the head may do this.'],
  ]);
});

it('the clock’s own command names the clock as people call it', () => {
  const { decider } = stallPermitProcess();
  expect(said(decider.refuse('passRung', decider.initialState, nobody))).toContainEqual([
    '须由时钟办理。',
    'Only the clock may do this.',
  ]);
});
