import { describe, expect, it } from 'vitest';
import { source } from '../repository/source-text.ts';
import { misshapenModules } from './module-shape.ts';
import { publishedSources } from './published.ts';

describe('a module', () => {
  it('of every published package has the shape of the house', () => {
    expect(misshapenModules(publishedSources)).toEqual([]);
  });

  it.each([
    ['a second index.ts', 'src/patrol/index.ts', ''],
    ['utils.ts', 'src/utils.ts', ''],
    ['a folder of helpers', 'src/helpers/date.ts', ''],
    ['date-utils.ts', 'src/date-utils.ts', ''],
    ['common.ts', 'src/common.ts', ''],
    ['misc.ts', 'src/misc.ts', ''],
    ['types.ts', 'src/types.ts', ''],
    ['camelCase.ts', 'src/workCalendar.ts', ''],
    ['export *', 'src/a.ts', `export * from './b.ts';`],
    ['export * as', 'src/a.ts', `export * as b from './b.ts';`],
    ['a default export', 'src/a.ts', `export default 1;`],
    ['a default function', 'src/a.ts', `export default function a() {}`],
    ['a default by name', 'src/a.ts', `const a = 1;\nexport { a as default };`],
    ['export =', 'src/a.ts', `export = 1;`],
    ['logic in an index', 'src/index.ts', `export const a = 1;`],
    ['an import in an index', 'src/index.ts', `import './a.ts';`],
    ['an empty export in an index', 'src/index.ts', `export {};`],
  ])('is refused with %s', (_what, path, text) => {
    expect(misshapenModules([source('sla', path, text)])).toEqual([expect.stringContaining(`sla/${path}`)]);
  });

  it('may be a table of contents, or own what its name says', () => {
    const planted = [
      source('sla', 'src/index.ts', `export { a, type B } from './a.ts';\nexport type { C } from './price-base.ts';`),
      source('sla', 'src/price-base.ts', `export const rate = 2;`),
      source('sla', 'src/patrol/schemas.ts', `export const a = 1;`),
    ];
    expect(misshapenModules(planted)).toEqual([]);
  });
});
