import { importsOf, relativeTarget } from '../repository/imports.ts';
import type { Finding, SourceText } from '../repository/source-text.ts';

/**
 * Cycles between files of one package, each named once. Imports of types count: two files that need each other's types are one
 * file, or a third one is missing.
 */
export function importCycles(files: readonly SourceText[]): readonly Finding[] {
  const key = (owner: string, path: string): string => `${owner}/${path}`;
  const graph = new Map(
    files.map((file) => [
      key(file.owner, file.path),
      importsOf(file).flatMap(({ specifier }) => {
        const target = relativeTarget(file, specifier);
        return target === undefined ? [] : [key(file.owner, target)];
      }),
    ]),
  );
  const cycles = new Set<string>();
  const done = new Set<string>();
  const visit = (node: string, trail: readonly string[]): void => {
    const at = trail.indexOf(node);
    if (at >= 0) {
      const loop = trail.slice(at);
      const first = loop.indexOf(loop.toSorted()[0] ?? '');
      cycles.add([...loop.slice(first), ...loop.slice(0, first), loop[first]].join(' → '));
      return;
    }
    if (done.has(node)) return;
    for (const next of graph.get(node) ?? []) visit(next, [...trail, node]);
    done.add(node);
  };
  for (const node of graph.keys()) visit(node, []);
  return [...cycles];
}
