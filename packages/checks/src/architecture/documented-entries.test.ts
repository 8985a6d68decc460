import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { repositoryRoot } from '../repository/repository-root.ts';
import { source } from '../repository/source-text.ts';
import { documentationGaps } from './documented-entries.ts';
import { published } from './published.ts';

const Settings = z.looseObject({ packageOptions: z.looseObject({ entryPoints: z.array(z.string()) }) });

it('the API documentation covers every entry of every package, and nothing else', () => {
  const { packageOptions } = Settings.parse(JSON.parse(readFileSync(join(repositoryRoot, 'typedoc.json'), 'utf8')));
  expect(published.flatMap((one) => documentationGaps(one, packageOptions.entryPoints))).toEqual([]);
});

it('an entry left out is found, and so is a file taken for one', () => {
  const planted = {
    name: 'sla',
    manifest: { name: '@jiceng/sla', exports: { '.': {}, './words': {}, './package.json': '' } },
    sources: ['index', 'words', 'notices', 'inner/index'].map((stem) => source('sla', `src/${stem}.ts`, '')),
    tests: [],
  };
  expect(documentationGaps(planted, ['src/@(index|notices).ts'])).toEqual([
    'sla/src/words.ts: typedoc.json leaves this entry out',
    'sla/src/notices.ts: typedoc.json takes this for an entry',
  ]);
});
