import { readFileSync } from 'node:fs';
import type { Options } from 'tsup';

/** The entries of the package being built, read from its `exports`: `.` is `index`, `./plain` is `plain`. */
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly version: string;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly bin?: Readonly<Record<string, string>>;
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
  define: { JICENG_PACKAGE_VERSION: JSON.stringify(manifest.version) },
  sourcemap: true,
  clean: true,
  silent: true,
};

/** The commands of the package, read from its `bin`: `./dist/jiceng.js` is built from `src/jiceng.ts`. */
const commands = Object.values(manifest.bin ?? {}).map((path) => path.replace(/^.*\/|\.js$/g, ''));

/** A command is started by Node, which reads ESM: it may wait at its top level, and has neither a CommonJS copy nor types. */
const programs: Options = {
  ...preset,
  entry: Object.fromEntries(commands.map((command) => [command, `src/${command}.ts`])),
  dts: false,
  format: ['esm'],
  splitting: false,
  clean: false,
};
// Both are built side by side: what the one writes, the other must not clean away.
export default commands.length === 0
  ? preset
  : [{ ...preset, clean: commands.map((command) => `!${command}.*`) }, programs];
