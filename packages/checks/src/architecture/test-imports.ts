import { importsOf, relativeTarget } from '../repository/imports.ts';
import { isTestFile } from '../repository/published-package.ts';
import type { Finding, SourceText } from '../repository/source-text.ts';

/**
 * Tests that reach behind the door: what a test imports of its own package is an entry, as for a host, or a fixture. A test that
 * knows the inside stands in the way when the inside is rewritten.
 */
export function testsBehindTheDoor(tests: readonly SourceText[], entries: readonly string[]): readonly Finding[] {
  return tests
    .filter(({ path }) => !path.startsWith('bench/'))
    .flatMap((file) =>
      importsOf(file).flatMap(({ specifier, place }) => {
        const target = relativeTarget(file, specifier);
        if (target === undefined || entries.includes(target) || isTestFile(target) || !target.endsWith('.ts'))
          return [];
        return [`${place}: a test imports ${target} instead of the package's entry`];
      }),
    );
}
