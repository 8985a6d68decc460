import { importsOf, packageOf } from '../repository/imports.ts';
import { readManifest, type Manifest, type PublishedPackage } from '../repository/published-package.ts';
import type { Finding, SourceText } from '../repository/source-text.ts';

const namesOf = (...groups: readonly (Manifest['dependencies'] | undefined)[]): ReadonlySet<string> =>
  new Set(groups.flatMap((group) => Object.keys(group ?? {})));

const bareImports = (files: readonly SourceText[]) =>
  files.flatMap((file) => importsOf(file)).filter(({ specifier }) => !/^\.|^node:/.test(specifier));

/**
 * Imports without a declared dependency, and dependencies without an import. The bundler would put an undeclared one into the
 * package, and every host would install an unused one. An optional peer is brought by the host, which hands over what it has made of it.
 */
export function dependencyGaps(
  { name, manifest, sources, tests }: PublishedPackage,
  root: Manifest = readManifest('.'),
): readonly Finding[] {
  const own = manifest.name;
  const published = namesOf(manifest.dependencies, manifest.peerDependencies, manifest.optionalDependencies);
  const forTests = namesOf(manifest.dependencies, manifest.devDependencies, root.devDependencies);
  const used = bareImports(sources);
  return [
    ...used
      .filter(({ specifier }) => !published.has(packageOf(specifier)))
      .map(({ place, specifier }) => `${place}: "${packageOf(specifier)}" is not among the dependencies of ${name}`),
    ...bareImports(tests)
      .filter(({ specifier }) => packageOf(specifier) !== own && !forTests.has(packageOf(specifier)))
      .map(({ place, specifier }) => `${place}: "${packageOf(specifier)}" is not declared, not even for tests`),
    ...[...published]
      .filter((dependency) => manifest.peerDependenciesMeta?.[dependency] === undefined)
      .filter((dependency) => !used.some(({ specifier }) => packageOf(specifier) === dependency))
      .map((dependency) => `${name}/package.json: nothing in the source imports "${dependency}"`),
  ];
}
