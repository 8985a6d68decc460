import ts from 'typescript';
import { fileName, type Finding, type SourceText } from '../repository/source-text.ts';
import { placeOf, syntaxOf } from '../repository/syntax.ts';

/** Names that say nothing: what lies in such a file belongs to the file that owns the thing. */
const emptyNames = new Set(['base', 'common', 'helper', 'helpers', 'misc', 'shared', 'types', 'util', 'utils']);
const kebabCase = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*\.ts$/;

function judgeName({ owner, path }: SourceText): readonly Finding[] {
  const name = fileName(path);
  const folders = path.split('/').slice(1, -1);
  const stem = name.replace(/\.ts$/, '');
  if (stem === 'index' && path !== 'src/index.ts') return [`${owner}/${path}: only the package itself has an index.ts`];
  if (!kebabCase.test(name)) return [`${owner}/${path}: files are named in kebab-case`];
  const words = [...folders, ...stem.split('-')].filter((word) => emptyNames.has(word));
  // "base" inside a longer name is a word like any other (`price-base`); alone it says nothing.
  const empty = words.find(
    (word) => word === stem || folders.includes(word) || word.startsWith('util') || word.startsWith('helper'),
  );
  return empty === undefined ? [] : [`${owner}/${path}: "${empty}" says nothing about what lies in it`];
}

function judgeStatement(file: SourceText, statement: ts.Statement): readonly Finding[] {
  const place = placeOf(file, statement);
  if (ts.isExportAssignment(statement)) return [`${place}: no default exports`];
  if (ts.isExportDeclaration(statement)) {
    const { exportClause } = statement;
    if (exportClause === undefined || ts.isNamespaceExport(exportClause)) return [`${place}: no export *`];
    return exportClause.elements.some(({ name }) => name.text === 'default') ? [`${place}: no default exports`] : [];
  }
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  const isDefault = modifiers.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
  return isDefault ? [`${place}: no default exports`] : [];
}

/** An index names what the package gives, and nothing else happens there. */
function judgeIndex(file: SourceText): readonly Finding[] {
  return syntaxOf(file)
    .statements.filter((statement) => !(ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined))
    .map((statement) => `${placeOf(file, statement)}: an index holds named re-exports only`);
}

/** Which files of published source have another shape than the house's: names, exports, the index. */
export function misshapenModules(files: readonly SourceText[]): readonly Finding[] {
  return files.flatMap((file) => [
    ...judgeName(file),
    ...syntaxOf(file).statements.flatMap((statement) => judgeStatement(file, statement)),
    ...(file.path === 'src/index.ts' ? judgeIndex(file) : []),
  ]);
}
