import { readFileSync } from 'node:fs';
import type { Options } from 'tsup';

/** The entries of the package being built, read from its `exports`: `.` is `index`, `./plain` is `plain`. */
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly exports: Readonly<Record<string, unknown>>;
};
const entries = Object.keys(manifest.exports)
  .filter((path) => path !== './package.json')
  .map((path) => (path === '.' ? 'index' : path.slice('./'.length)));

/**
 * One build for every package: `tsc -b` has written `.types`, tsup bundles the code and those declarations.
 * More than one entry shares chunks, so that no class, symbol or cache exists twice.
 */
const preset: Options = {
  entry: Object.fromEntries(entries.map((entry) => [entry, `src/${entry}.ts`])),
  dts: { entry: Object.fromEntries(entries.map((entry) => [entry, `.types/${entry}.d.ts`])) },
  format: ['esm', 'cjs'],
  target: 'node20',
  platform: 'neutral',
  external: [/^node:/], // who may ask for Node's modules is a rule of the architecture tests, not of the bundler
  removeNodeProtocol: false,
  splitting: entries.length > 1,
  sourcemap: true,
  clean: true,
  silent: true,
};
export default preset;
