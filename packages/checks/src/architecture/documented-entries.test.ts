import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { repositoryRoot } from '../repository/repository-root.ts';
import { source } from '../repository/source-text.ts';
import { documentationGaps } from './documented-entries.ts';
import { published } from './published.ts';

const Entries = z.looseObject({ entryPoints: z.array(z.string()) });
const Settings = z.looseObject({ packageOptions: Entries });

const read = (path: string): unknown => JSON.parse(readFileSync(join(repositoryRoot, path), 'utf8'));

/** A package with entries of its own names them itself: what is an entry here may be an inner file elsewhere. */
function entriesOf(name: string): readonly string[] {
  const own = `packages/${name}/typedoc.json`;
  return existsSync(join(repositoryRoot, own))
    ? Entries.parse(read(own)).entryPoints
    : Settings.parse(read('typedoc.json')).packageOptions.entryPoints;
}

it('the API documentation covers every entry of every package, and nothing else', () => {
  expect(published.flatMap((one) => documentationGaps(one, entriesOf(one.name)))).toEqual([]);
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
