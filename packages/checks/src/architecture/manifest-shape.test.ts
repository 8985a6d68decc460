import { describe, expect, it } from 'vitest';
import type { Manifest } from '../repository/published-package.ts';
import { source } from '../repository/source-text.ts';
import { manifestFlaws } from './manifest-shape.ts';
import { published } from './published.ts';

const version = published[0]?.manifest.version ?? '';

/** The manifest of the kernel, which has two entries, with some fields changed. */
function flaws(change: Readonly<Record<string, unknown>>, name = 'kernel') {
  const kernel = published.find((one) => one.name === 'kernel');
  if (kernel === undefined) throw new Error('there is no kernel');
  const manifest: Manifest = { ...kernel.manifest, name: `@jiceng/${name}`, ...change };
  return manifestFlaws({ ...kernel, name, manifest }, version);
}

const exportsOf = (...entries: readonly string[]): Readonly<Record<string, unknown>> => ({
  ...Object.fromEntries(
    entries.map((stem) => [
      stem === 'index' ? '.' : `./${stem}`,
      {
        'jiceng-source': `./src/${stem}.ts`,
        import: { types: `./dist/${stem}.d.ts`, default: `./dist/${stem}.js` },
        require: { types: `./dist/${stem}.d.cts`, default: `./dist/${stem}.cjs` },
      },
    ]),
  ),
  './package.json': './package.json',
});

describe('a package.json', () => {
  it('of every published package says what its entries and its name demand', () => {
    expect(published.flatMap((one) => manifestFlaws(one, version))).toEqual([]);
    expect(flaws({})).toEqual([]);
  });

  it.each([
    ['another version than the others', { version: '9.9.9' }, '"version"'],
    ['another licence', { license: 'ISC' }, '"license"'],
    ['CommonJS first', { type: 'commonjs' }, '"type"'],
    ['side effects', { sideEffects: true }, '"sideEffects"'],
    ['its source in the tarball', { files: ['dist', 'src'] }, '"files"'],
    ['a wrong main', { main: './dist/index.js' }, '"main"'],
    ['no types for old resolvers', { types: undefined }, '"types"'],
    ['an engine nobody promised', { engines: { node: '>=18' } }, '"engines"'],
    ['peers', { peerDependencies: { zod: '*' } }, '"peerDependencies"'],
    ['another build', { scripts: { build: 'tsc' } }, '"scripts.build"'],
    [
      'a sibling pinned by number',
      { dependencies: { '@jiceng/sla': '^0.1.0' } },
      '"@jiceng/sla" must come as workspace:^',
    ],
    ['a third party pinned outside the catalog', { dependencies: { zod: '^4.0.0' } }, '"zod" must come as'],
    ['one language', { description: 'The kernel.' }, '"description"'],
    [
      'a command nobody listed',
      { bin: { 'jiceng-x': './x.js' }, engines: { node: '>=22.13' } },
      'the command "jiceng-x"',
    ],
  ])('is refused with %s', (_what, change, finding) => {
    expect(flaws(change).filter((flaw) => flaw.includes(finding))).toHaveLength(1);
  });

  it('is refused when the conditions stand in another order', () => {
    const { '.': index, ...rest } = exportsOf('index', 'plain');
    const backwards = Object.fromEntries(Object.entries(index ?? {}).toReversed());
    expect(flaws({ exports: { '.': backwards, ...rest } })).toEqual([expect.stringContaining('"exports"')]);
  });

  it('is refused when the published exports still show the source', () => {
    const publishConfig = { exports: exportsOf('index', 'plain'), access: 'public' };
    expect(flaws({ publishConfig })).toEqual([expect.stringContaining('"publishConfig.exports"')]);
  });

  it('is refused when an entry is not on the closed list or has no file', () => {
    const found = flaws({ exports: exportsOf('index', 'plain', 'sorcery') });
    expect(found).toContainEqual(expect.stringContaining('the entry "./sorcery" is not on the closed list'));
    expect(found).toContainEqual(expect.stringContaining('the entry src/sorcery.ts does not exist'));
  });

  it('is refused when the index or package.json is not exported', () => {
    expect(flaws({ exports: { './package.json': './package.json' } })).toContainEqual(
      expect.stringContaining('the index is not exported'),
    );
    const { './package.json': _manifest, ...rest } = exportsOf('index', 'plain');
    expect(flaws({ exports: rest })).toEqual([expect.stringContaining('"exports"')]);
  });

  it('may have any family of indicators as an entry of analytics, and nothing deeper', () => {
    const kernel = published.find((one) => one.name === 'kernel');
    if (kernel === undefined) throw new Error('there is no kernel');
    const sources = [...kernel.sources, source('analytics', 'src/hot-spots.ts', '')];
    const ask = (entry: string) =>
      manifestFlaws(
        { ...kernel, name: 'analytics', sources, manifest: { ...kernel.manifest, exports: exportsOf('index', entry) } },
        version,
      );
    expect(ask('hot-spots').filter((flaw) => flaw.includes('closed list'))).toEqual([]);
    expect(ask('hot/spots').filter((flaw) => flaw.includes('closed list'))).toHaveLength(1);
  });

  it('may name a driver as a peer where that is on the list, and only as an optional one', () => {
    const asked = (change: Readonly<Record<string, unknown>>, name = 'storage-sql') =>
      flaws(change, name).filter((flaw) => flaw.includes('"peerDependencies"'));
    const optional = { peerDependencies: { pg: '^8.11.0' }, peerDependenciesMeta: { pg: { optional: true } } };
    expect(asked(optional)).toEqual([]);
    expect(asked(optional, 'kernel')).toHaveLength(1);
    expect(asked({ peerDependencies: { pg: '^8.11.0' } })).toHaveLength(1);
    expect(asked({ peerDependenciesMeta: { pg: { optional: true } } })).toHaveLength(1);
  });

  it('asks for the Node that has SQLite where SQL is stored', () => {
    expect(flaws({ engines: { node: '>=20' } }, 'storage-sql').some((flaw) => flaw.includes('>=22.13'))).toBe(true);
  });
});
