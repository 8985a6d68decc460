import ts from 'typescript';
import type { SourceText } from './source-text.ts';

const parsed = new WeakMap<SourceText, ts.SourceFile>();

/** The syntax tree of a file, parsed once. */
export function syntaxOf(file: SourceText): ts.SourceFile {
  const known = parsed.get(file);
  if (known !== undefined) return known;
  const tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  parsed.set(file, tree);
  return tree;
}

/** Visits every node of a file, parents first. */
export function walk(file: SourceText, visit: (node: ts.Node) => void): void {
  const step = (node: ts.Node): void => {
    visit(node);
    ts.forEachChild(node, step);
  };
  step(syntaxOf(file));
}

/** Where something stands, as people and editors read it: `kernel/src/host/clock.ts:12`. */
export function placeOf(file: SourceText, node: ts.Node): string {
  const tree = syntaxOf(file);
  return `${file.owner}/${file.path}:${tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1}`;
}
