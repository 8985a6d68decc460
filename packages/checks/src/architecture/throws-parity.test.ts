import { describe, expect, it } from 'vitest';
import { source } from '../repository/source-text.ts';
import { entryFiles, publishedSources } from './published.ts';
import { silentThrows, throwsGaps } from './throws-parity.ts';

const errors = source(
  'sla',
  'src/errors.ts',
  `export const slaError = defineErrors({
    SLA_USED: { 'zh-CN': '不行。', en: 'No.' },
    SLA_IDLE: { 'zh-CN': '不行。', en: 'No.' },
  });`,
);
const used = source('sla', 'src/a.ts', `throw slaError('SLA_USED');`);

describe('promises and catalogs', () => {
  it('agree in the published packages', () => {
    expect(throwsGaps(publishedSources)).toEqual([]);
  });

  it('disagree when a docstring names a code that no catalog has', () => {
    const promise = source(
      'sla',
      'src/b.ts',
      '/** Says.\n * @throws JicengError `SLA_GONE` when it is late. */\nexport const b = 1;',
    );
    expect(throwsGaps([errors, used, promise])).toContainEqual('sla/src/b.ts:2: no catalog has the code SLA_GONE');
  });

  it('disagree when a docstring promises something else than a code', () => {
    const promise = source('sla', 'src/b.ts', '/** @throws RangeError when it is late. */\nexport const b = 1;');
    expect(throwsGaps([errors, used, promise])).toContainEqual(
      expect.stringContaining('sla/src/b.ts:1: @throws must read'),
    );
  });

  it('may refer to another function, which must be there', () => {
    const like = (name: string) =>
      source('sla', 'src/b.ts', `/** @throws JicengError as \`${name}\` does. */\nfunction due() {}`);
    const idle = source('sla', 'src/c.ts', `throw slaError('SLA_IDLE');`);
    expect(throwsGaps([errors, used, idle, like('due')])).toEqual([]);
    expect(throwsGaps([errors, used, idle, like('until')])).toEqual(['sla/src/b.ts:1: there is no function "until"']);
  });

  it('disagree when nothing throws a code, a type that names it notwithstanding', () => {
    const type = source('sla', 'src/b.ts', `export type Code = 'SLA_IDLE';\n// slaError('SLA_IDLE')`);
    expect(throwsGaps([errors, used, type])).toEqual(['sla/src/errors.ts:3: SLA_IDLE: nothing throws it']);
  });

  it('agree when a code is thrown, or given as a reason', () => {
    const reason = source('sla', 'src/b.ts', `export const why = slaError.reason('SLA_IDLE');`);
    expect(throwsGaps([errors, used, reason])).toEqual([]);
  });
});

describe('a function that a host can import', () => {
  const index = source('sla', 'src/index.ts', `export { due } from './due.ts';`);
  const due = (docs: string, name = 'due') =>
    source('sla', 'src/due.ts', `${docs}\nexport function ${name}() {\n  throw slaError('SLA_USED');\n}`);

  it('says in every published package what it throws itself', () => {
    expect(silentThrows(publishedSources, entryFiles)).toEqual([]);
  });

  it('is caught keeping silent about it', () => {
    expect(silentThrows([errors, index, due('/** Until when. */')], ['src/index.ts'])).toEqual([
      'sla/src/due.ts:2: due throws SLA_USED and does not say so',
    ]);
  });

  it('is fine when it says so, or when no host can call it', () => {
    expect(
      silentThrows([errors, index, due('/** @throws JicengError `SLA_USED` when late. */')], ['src/index.ts']),
    ).toEqual([]);
    expect(silentThrows([errors, index, due('', 'inner')], ['src/index.ts'])).toEqual([]);
  });

  it('is found behind an entry that passes it on', () => {
    const plain = source('sla', 'src/plain.ts', `export { due } from './due.ts';`);
    const outer = source('sla', 'src/index.ts', `export { due as until } from './plain.ts';`);
    expect(silentThrows([errors, outer, plain, due('')], ['src/index.ts'])).toHaveLength(1);
  });
});
