import { posix } from 'node:path';
import ts from 'typescript';
import type { SourceText } from './source-text.ts';
import { placeOf, walk } from './syntax.ts';

/** Something a file takes from elsewhere, by `import`, `export … from`, `import()`, `require()` or an import type. */
export interface Import {
  readonly specifier: string;
  /** Gone after compilation. */
  readonly typeOnly: boolean;
  readonly place: string;
}

function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const clause = node.importClause;
  if (clause === undefined) return false;
  return clause.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

function specifierOf(node: ts.Node): { readonly text: string; readonly typeOnly: boolean } | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    const from = node.moduleSpecifier;
    return from !== undefined && ts.isStringLiteral(from) ? { text: from.text, typeOnly: isTypeOnly(node) } : undefined;
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
    return { text: node.argument.literal.text, typeOnly: true };
  }
  if (ts.isExternalModuleReference(node) && ts.isStringLiteral(node.expression)) {
    return { text: node.expression.text, typeOnly: false };
  }
  if (ts.isCallExpression(node)) {
    const [argument] = node.arguments;
    const loads =
      node.expression.kind === ts.SyntaxKind.ImportKeyword ||
      (ts.isIdentifier(node.expression) && node.expression.text === 'require');
    if (loads && argument !== undefined && ts.isStringLiteralLike(argument)) {
      return { text: argument.text, typeOnly: false };
    }
  }
  return undefined;
}

/** Every import of a file, in the order it stands. */
export function importsOf(file: SourceText): readonly Import[] {
  const found: Import[] = [];
  walk(file, (node) => {
    const specifier = specifierOf(node);
    if (specifier === undefined) return;
    found.push({ specifier: specifier.text, typeOnly: specifier.typeOnly, place: placeOf(file, node) });
  });
  return found;
}

/** The file that a relative import names, inside the package of the importing file; `undefined` for any other import. */
export function relativeTarget(file: SourceText, specifier: string): string | undefined {
  return specifier.startsWith('.') ? posix.join(posix.dirname(file.path), specifier) : undefined;
}

/** The package of a bare import: `zod` of `zod/mini`, `@jiceng/kernel` of `@jiceng/kernel/plain`. */
export function packageOf(specifier: string): string {
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}
