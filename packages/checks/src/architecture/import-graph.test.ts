import { describe, expect, it } from 'vitest';
import { importsOf } from '../repository/imports.ts';
import { source } from '../repository/source-text.ts';
import { forbiddenImports, weightOfLightEntries } from './import-graph.ts';
import { publishedSources } from './published.ts';

describe('the import graph', () => {
  it('of the published packages keeps to the layers', () => {
    expect(publishedSources.length).toBeGreaterThan(0);
    expect(forbiddenImports(publishedSources)).toEqual([]);
  });

  it.each([
    ['a pure package that imports the whole kernel', 'sla', 'src/a.ts', `import { runDecider } from '@jiceng/kernel';`],
    [
      'a pure package that imports a type of the whole kernel',
      'dispatch',
      'src/a.ts',
      `import type { Store } from '@jiceng/kernel';`,
    ],
    ['a pure package that imports a sibling', 'analytics', 'src/a.ts', `import { dueOf } from '@jiceng/sla';`],
    ['the kernel importing a sibling', 'kernel', 'src/a.ts', `import type { Due } from '@jiceng/sla';`],
    ['a process package that imports dispatch', 'incidents', 'src/a.ts', `import { match } from '@jiceng/dispatch';`],
    ['a package that imports itself by name', 'incidents', 'src/a.ts', `import { x } from '@jiceng/incidents';`],
    ['an entry nobody exports', 'incidents', 'src/a.ts', `import { x } from '@jiceng/kernel/src/command/draft.ts';`],
    ['zod outside schemas.ts', 'incidents', 'src/decider.ts', `import * as z from 'zod';`],
    ['zod in a file that is only named alike', 'sla', 'src/limits/limit-schemas.ts', `import * as z from 'zod';`],
    ['zod as a type outside schemas.ts', 'incidents', 'src/decider.ts', `import type * as z from 'zod';`],
    ['xstate outside lifecycle.ts', 'incidents', 'src/machine.ts', `import { setup } from 'xstate';`],
    ['mitt outside the bus', 'kernel', 'src/run.ts', `import mitt from 'mitt';`],
    ['date-fns outside sla', 'analytics', 'src/a.ts', `import { addDays } from 'date-fns/addDays';`],
    ['the index of date-fns', 'sla', 'src/a.ts', `import { addDays } from 'date-fns';`],
    ['a business-day function', 'sla', 'src/a.ts', `import { addBusinessDays } from 'date-fns/addBusinessDays';`],
    ['a weekend function', 'sla', 'src/a.ts', `import { isWeekend } from 'date-fns/isWeekend';`],
    ['kysely outside storage-sql', 'kernel', 'src/a.ts', `import { Kysely } from 'kysely';`],
    ['a module of Node in a pure package', 'sla', 'src/a.ts', `import { readFileSync } from 'node:fs';`],
    ['a module of Node beside a command', 'testkit', 'src/a.ts', `import { fork } from 'node:child_process';`],
    ['a dynamic import', 'sla', 'src/a.ts', `export const load = () => import('node:fs');`],
    ['a re-export', 'sla', 'src/index.ts', `export { z } from 'zod';`],
    ['an import type', 'sla', 'src/a.ts', `export type Store = import('@jiceng/kernel').Store;`],
    ['require', 'sla', 'src/a.ts', `const fs = require('fs');`],
    ['an unknown package', 'sla', 'src/a.ts', `import dayjs from 'dayjs';`],
    ['a relative import without its ending', 'sla', 'src/a.ts', `import { b } from './b';`],
    ['a relative import out of the package', 'sla', 'src/a.ts', `import { b } from '../../kernel/src/b.ts';`],
    ['a package without a rule', 'sorcery', 'src/a.ts', `import { b } from './b.ts';`],
  ])('refuses %s', (_what, owner, path, text) => {
    expect(forbiddenImports([source(owner, path, text)])).toEqual([expect.stringContaining(`${owner}/${path}:1`)]);
  });

  it.each([
    ['the plain entry in a pure package', 'sla', 'src/a.ts', `import { parseInstant } from '@jiceng/kernel/plain';`],
    ['one function of date-fns in sla', 'sla', 'src/a.ts', `import { addMonths } from 'date-fns/addMonths';`],
    ['sla in a process package', 'incidents', 'src/a.ts', `import { due } from '@jiceng/sla';`],
    ['zod in schemas.ts of a second aggregate', 'incidents', 'src/patrol/schemas.ts', `import * as z from 'zod';`],
    ['zod in a folder of schemas', 'sla', 'src/schemas/limit.ts', `import * as z from 'zod';`],
    ['a module of Node in a command', 'testkit', 'src/command/a.ts', `import { fork } from 'node:child_process';`],
    ['a neighbour', 'sla', 'src/a.ts', `import { b } from './b.ts';`],
  ])('allows %s', (_what, owner, path, text) => {
    expect(forbiddenImports([source(owner, path, text)])).toEqual([]);
  });
});

describe('a light entry', () => {
  it('of the kernel carries no third party and nothing of Node', () => {
    expect(weightOfLightEntries(publishedSources)).toEqual([]);
  });

  it('is caught carrying one, however far down', () => {
    const planted = [
      source('kernel', 'src/plain.ts', `export { a } from './a.ts';`),
      source('kernel', 'src/a.ts', `import { b } from './b.ts';\nexport const a = b;`),
      source('kernel', 'src/b.ts', `import { z } from 'zod';\nimport { a } from './a.ts';\nexport const b = 1;`),
      source('kernel', 'src/unreached.ts', `import mitt from 'mitt';`),
    ];
    expect(weightOfLightEntries(planted)).toEqual(['kernel/src/b.ts:1: kernel/src/plain.ts would carry "zod"']);
  });
});

describe('reading imports', () => {
  it('tells a type from a value', () => {
    const file = source(
      'a',
      'src/a.ts',
      `import type { A } from 'a';\nimport { type B, b } from 'b';\nexport type { C } from 'c';`,
    );
    expect(importsOf(file).map(({ specifier, typeOnly }) => [specifier, typeOnly])).toEqual([
      ['a', true],
      ['b', false],
      ['c', true],
    ]);
  });

  it('is not fooled by comments and strings', () => {
    expect(importsOf(source('a', 'src/a.ts', `// import 'zod'\nconst text = "import x from 'zod'";`))).toEqual([]);
  });
});
