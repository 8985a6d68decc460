import { createDefinedProcess, type Condition, type DecideContext, type DefinedProcess } from '../index.ts';

const name = { 'zh-CN': '名称', en: 'name' };

/** A process with one act, which needs what is given; another act tells everything that can be asked. */
export function needing(needs: Condition): DefinedProcess {
  return createDefinedProcess({
    id: 'needing',
    edition: '1',
    name,
    start: 'a',
    ends: ['b'],
    roles: [
      { role: 'desk', name: { 'zh-CN': '窗口人员', en: 'the desk' } },
      { role: 'head', name: { 'zh-CN': '负责人', en: 'the head' } },
    ],
    fields: [
      { field: 'age', name: { 'zh-CN': '年龄', en: 'age' }, type: 'integer' },
      { field: 'limit', name: { 'zh-CN': '限额', en: 'limit' }, type: 'integer' },
      { field: 'given', name: { 'zh-CN': '已交', en: 'handed in' }, type: 'boolean' },
      { field: 'papers', name: { 'zh-CN': '材料', en: 'papers' }, type: 'texts' },
      { field: 'bornOn', name: { 'zh-CN': '出生日期', en: 'date of birth' }, type: 'date' },
    ],
    states: [
      { state: 'a', name, on: { Done: 'b' }, stays: ['Told'] },
      { state: 'b', name },
    ],
    facts: [
      { fact: 'Told', name },
      { fact: 'Done', name },
    ],
    actions: [
      {
        action: 'tell',
        name,
        records: 'Told',
        roles: ['desk'],
        requires: ['age', 'limit', 'given', 'papers', 'bornOn'],
      },
      { action: 'do', name, records: 'Done', roles: ['desk', 'head'], needs },
    ],
    flags: [{ flag: 'told', name: { 'zh-CN': '已告知', en: 'told' }, setOn: ['Told'] }],
  });
}

export const deskContext: DecideContext = {
  now: '2026-03-02T01:30:00.000Z',
  actor: { id: 'u', roles: ['desk'] },
  purpose: 'permits',
  facts: {},
};
