import { describe, expect, it } from 'vitest';
import { source } from '../repository/source-text.ts';
import { dependencyGaps } from './declared-dependencies.ts';
import { published } from './published.ts';

const root = { name: 'root', devDependencies: { vitest: 'catalog:' } };

function gaps(text: string, dependencies: Readonly<Record<string, string>>, test = '') {
  const [sources, tests] = [[source('sla', 'src/a.ts', text)], [source('sla', 'src/a.test.ts', test)]];
  return dependencyGaps({ name: 'sla', manifest: { name: '@jiceng/sla', dependencies }, sources, tests }, root);
}

describe('a dependency', () => {
  it('is declared for every import of every package, and used by every package that declares it', () => {
    expect(published.flatMap((one) => dependencyGaps(one))).toEqual([]);
  });

  it('is missed when the source imports it without declaring it, whatever the entry and if only for a type', () => {
    expect(gaps(`import type { z } from 'zod/mini';`, {})).toEqual([
      'sla/src/a.ts:1: "zod" is not among the dependencies of sla',
    ]);
    expect(gaps(`import { x } from '@jiceng/kernel/plain';`, {})).toHaveLength(1);
    expect(gaps(`import { x } from 'vitest';`, {})).toHaveLength(1);
  });

  it('is missed when a test imports what neither the package nor the workspace declares', () => {
    expect(
      gaps('', {}, `import { it } from 'vitest';\nimport x from 'luxon';\nimport { y } from '@jiceng/sla';`),
    ).toEqual(['sla/src/a.test.ts:2: "luxon" is not declared, not even for tests']);
  });

  it('is idle when nothing in the source imports it', () => {
    expect(
      gaps(`import x from './b.ts';\nimport 'node:fs';`, { zod: 'catalog:' }, `import * as z from 'zod';`),
    ).toEqual(['sla/package.json: nothing in the source imports "zod"']);
  });

  it('is not idle when it is an optional peer: the host hands over what it made of it', () => {
    const manifest = {
      name: '@jiceng/sla',
      peerDependencies: { pg: '^8.11.0' },
      peerDependenciesMeta: { pg: { optional: true } },
    };
    expect(dependencyGaps({ name: 'sla', manifest, sources: [], tests: [] }, root)).toEqual([]);
  });
});
