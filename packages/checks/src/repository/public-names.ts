import ts from 'typescript';
import { relativeTarget } from './imports.ts';
import type { SourceText } from './source-text.ts';
import { syntaxOf } from './syntax.ts';

/** `kernel/src/host/clock.ts#systemClock`: a declaration by the file that owns it. */
export type DeclaredName = `${string}#${string}`;

function reExports(file: SourceText): readonly { readonly from: string; readonly name: string; readonly as: string }[] {
  return syntaxOf(file).statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier === undefined) return [];
    if (statement.exportClause === undefined || !ts.isNamedExports(statement.exportClause)) return [];
    if (!ts.isStringLiteral(statement.moduleSpecifier)) return [];
    const from = relativeTarget(file, statement.moduleSpecifier.text);
    if (from === undefined) return [];
    return statement.exportClause.elements.map(({ name, propertyName }) => ({
      from,
      name: (propertyName ?? name).text,
      as: name.text,
    }));
  });
}

/** What a host can import: every name that an entry gives, traced to the file that declares it. */
export function publicNames(files: readonly SourceText[], entries: readonly string[]): ReadonlySet<DeclaredName> {
  const found = new Set<DeclaredName>();
  const trace = (file: SourceText | undefined, owner: string, path: string, name: string): void => {
    const passed = file === undefined ? undefined : reExports(file).find(({ as }) => as === name);
    if (passed === undefined) found.add(`${owner}/${path}#${name}`);
    else trace(find(owner, passed.from), owner, passed.from, passed.name);
  };
  const find = (owner: string, path: string): SourceText | undefined =>
    files.find((file) => file.owner === owner && file.path === path);
  for (const file of files.filter(({ path }) => entries.includes(path))) {
    for (const { from, name } of reExports(file)) trace(find(file.owner, from), file.owner, from, name);
  }
  return found;
}
