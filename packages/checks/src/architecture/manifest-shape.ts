import { isDeepStrictEqual } from 'node:util';
import type { Manifest, PublishedPackage } from '../repository/published-package.ts';
import type { Finding } from '../repository/source-text.ts';

/** The entries a package may have beside its index: only where size or platform demands one. The list is closed. */
const extraEntries: Readonly<Record<string, readonly (string | RegExp)[]>> = {
  kernel: ['plain'],
  sla: ['core', 'words', 'notices', 'notices/days', 'icalendar', 'presets', 'schemas'],
  dispatch: ['inverse', 'schemas'],
  responsibility: ['tables'],
  applications: ['import'],
  evidence: ['verify'],
  analytics: [/^[a-z][a-z0-9-]*$/],
  // A driver is named only by the host that uses it.
  'storage-sql': ['postgres', 'pglite', 'mysql', 'better-sqlite3'],
  // So is the client of a broker.
  relay: ['nats', 'amqp'],
};

/**
 * Drivers and clients that a host brings along, if it uses them at all: nothing of them is loaded unless the host does. The list is
 * closed.
 */
const optionalPeers: Readonly<Record<string, readonly string[]>> = {
  'storage-sql': ['@electric-sql/pglite', 'better-sqlite3', 'mysql2', 'pg'],
  relay: ['@nats-io/jetstream', '@nats-io/transport-node', 'amqplib'],
  cli: ['mysql2', 'pg'],
};

const commands: Readonly<Record<string, string>> = {
  evidence: 'jiceng-verify',
  testkit: 'jiceng-store-check',
  cli: 'jiceng',
};

/** Files that do something when they are loaded: a bundler keeps them though nothing of them is used. The list is closed. */
const sideEffects: Readonly<Record<string, readonly string[]>> = {
  // The errors get their words when the index, or the entry of the words, is loaded; see docs/decisions/0003.
  sla: [
    './src/index.ts',
    './src/spoken-errors.ts',
    './src/words.ts',
    './dist/index.js',
    './dist/index.cjs',
    './dist/words.js',
    './dist/words.cjs',
  ],
};

/** Node 22.13 is the first with `node:sqlite` and no flag; commands may rely on it too. */
const oldestNode = (name: string, hasCommand: boolean): string =>
  name === 'storage-sql' || hasCommand ? '>=22.13' : '>=20';

function target(entry: string, withSource: boolean): Readonly<Record<string, unknown>> {
  const stem = entry === '.' ? 'index' : entry.slice('./'.length);
  return {
    ...(withSource ? { 'jiceng-source': `./src/${stem}.ts` } : {}),
    import: { types: `./dist/${stem}.d.ts`, default: `./dist/${stem}.js` },
    require: { types: `./dist/${stem}.d.cts`, default: `./dist/${stem}.cjs` },
  };
}

function expectedExports(entries: readonly string[], withSource: boolean): Readonly<Record<string, unknown>> {
  const targets = entries.map((entry) => [entry, target(entry, withSource)] as const);
  return Object.fromEntries<unknown>([...targets, ['./package.json', './package.json']]);
}

/** Equal with the same order of names: the first condition that matches wins, so order is meaning here. */
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b) && isDeepStrictEqual(a, b);

/** How a package.json differs from what its entries and its name demand. `version` is the one that all packages share. */
export function manifestFlaws({ name, manifest, sources }: PublishedPackage, version: string): readonly Finding[] {
  const exported = Object.keys(manifest.exports ?? {});
  const entries = exported.filter((entry) => entry !== './package.json');
  const publish = manifest.publishConfig ?? {};
  const bin = Object.keys(manifest.bin ?? {});
  // Beside the build only the licence of data that others published may travel.
  const licences = (manifest.files ?? []).filter((path) => /^LICENSE-[a-z0-9-]+$/.test(path));
  const expected: Readonly<Record<string, unknown>> = {
    name: `@jiceng/${name}`,
    version,
    license: 'MIT',
    type: 'module',
    sideEffects: sideEffects[name] ?? false,
    files: ['dist', ...licences],
    main: './dist/index.cjs',
    module: './dist/index.js',
    types: './dist/index.d.ts',
    exports: expectedExports(entries, true),
    engines: { node: oldestNode(name, bin.length > 0) },
  };
  const place = `${name}/package.json`;
  const differences = Object.entries(expected)
    .filter(([field, value]) => !same(manifest[field], value))
    .map(([field, value]) => `${place}: "${field}" must be ${JSON.stringify(value) ?? 'absent'}`);
  const published = { exports: expectedExports(entries, false), access: 'public' };
  const unpublished = Object.entries(published)
    .filter(([field, value]) => !same(publish[field], value))
    .map(([field, value]) => `${place}: "publishConfig.${field}" must be ${JSON.stringify(value)}`);
  const peers = [
    ...new Set([...Object.keys(manifest.peerDependencies ?? {}), ...Object.keys(manifest.peerDependenciesMeta ?? {})]),
  ];
  const strangePeers = peers
    .filter((peer) => !(optionalPeers[name] ?? []).includes(peer) || !isOptionalPeer(manifest, peer))
    .map((peer) => `${place}: "peerDependencies" must not ask for "${peer}", or it is on the closed list and optional`);
  const scripts = manifest.scripts?.['build'] === 'tsup' ? [] : [`${place}: "scripts.build" must be "tsup"`];
  const strangeEntries = entries
    .filter((entry) => entry !== '.')
    .filter((entry) => !(extraEntries[name] ?? []).some((known) => matches(known, entry.slice('./'.length))))
    .map((entry) => `${place}: the entry "${entry}" is not on the closed list`);
  const missingFiles = entries
    .map((entry) => `src/${entry === '.' ? 'index' : entry.slice('./'.length)}.ts`)
    .filter((path) => !sources.some((file) => file.path === path))
    .map((path) => `${place}: the entry ${path} does not exist`);
  const strangeCommands = bin
    .filter((command) => commands[name] !== command)
    .map((command) => `${place}: the command "${command}" is not on the closed list`);
  const dependencies = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
    .filter(([of, range]) => range !== (of.startsWith('@jiceng/') ? 'workspace:^' : 'catalog:'))
    .map(([of, range]) => `${place}: "${of}" must come as workspace:^ or catalog:, not as ${range}`);
  const description = manifest.description ?? '';
  const bilingual = /\p{Script=Han}/u.test(description) && /[A-Za-z]{3}/.test(description);
  return [
    ...differences,
    ...unpublished,
    ...strangePeers,
    ...scripts,
    ...(exported.includes('.') ? [] : [`${place}: the index is not exported`]),
    ...strangeEntries,
    ...missingFiles,
    ...strangeCommands,
    ...dependencies,
    ...(bilingual ? [] : [`${place}: "description" must speak both languages`]),
  ];
}

function isOptionalPeer({ peerDependencies = {}, peerDependenciesMeta = {} }: Manifest, peer: string): boolean {
  return peerDependencies[peer] !== undefined && isDeepStrictEqual(peerDependenciesMeta[peer], { optional: true });
}

function matches(known: string | RegExp, entry: string): boolean {
  return typeof known === 'string' ? known === entry : known.test(entry);
}
