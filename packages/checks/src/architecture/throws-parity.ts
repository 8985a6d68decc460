import ts from 'typescript';
import { publicNames } from '../repository/public-names.ts';
import type { Finding, SourceText } from '../repository/source-text.ts';
import { placeOf, syntaxOf, walk } from '../repository/syntax.ts';
import { readCatalogs } from './error-catalogs.ts';

interface Promised {
  readonly code: string | undefined;
  /** Another function, whose codes this one throws as well. */
  readonly like: string | undefined;
  readonly place: string;
}

/** Every `@throws` of a file. One that names neither a code of ours nor a function of ours is a promise nobody can test. */
function promisesOf(file: SourceText): readonly Promised[] {
  const tree = syntaxOf(file);
  return Array.from(file.text.matchAll(/@throws([^\n]*)/g), (match) => ({
    code: /^ JicengError `([A-Z][A-Z0-9_]*)`/.exec(match[1] ?? '')?.[1],
    like: /^ JicengError (?:the errors of|as) `([a-z]\w*)`/.exec(match[1] ?? '')?.[1],
    place: `${file.owner}/${file.path}:${tree.getLineAndCharacterOfPosition(match.index).line + 1}`,
  }));
}

function functionNames(file: SourceText): readonly string[] {
  return syntaxOf(file).statements.flatMap((statement) =>
    ts.isFunctionDeclaration(statement) && statement.name !== undefined ? [statement.name.text] : [],
  );
}

const inCatalog = (node: ts.Node): boolean =>
  ts.findAncestor(
    node,
    (parent) =>
      ts.isCallExpression(parent) && ts.isIdentifier(parent.expression) && parent.expression.text === 'defineErrors',
  ) !== undefined;

/** The codes that the source uses outside its catalogs: in a call of a factory, as a reason, as data. */
function usedCodes(file: SourceText): readonly string[] {
  const used: string[] = [];
  walk(file, (node) => {
    if (!ts.isStringLiteral(node) || ts.isLiteralTypeNode(node.parent)) return;
    if (/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(node.text) && !inCatalog(node)) used.push(node.text);
  });
  return used;
}

/** Where docstrings and catalogs disagree: a promised code that does not exist, a code that nothing throws. */
export function throwsGaps(files: readonly SourceText[]): readonly Finding[] {
  const { entries } = readCatalogs(files);
  const known = new Set(entries.map(({ code }) => code));
  const used = new Set(files.flatMap(usedCodes));
  const functions = new Set(files.flatMap(functionNames));
  return [
    ...files.flatMap(promisesOf).flatMap(({ code, like, place }) => {
      if (like !== undefined) return functions.has(like) ? [] : [`${place}: there is no function "${like}"`];
      if (code === undefined) return [`${place}: @throws must read: JicengError \`CODE\` when …`];
      return known.has(code) ? [] : [`${place}: no catalog has the code ${code}`];
    }),
    ...entries.filter(({ code }) => !used.has(code)).map(({ code, place }) => `${place}: ${code}: nothing throws it`),
  ];
}

/** The codes thrown in a function's own body, not in functions inside it. */
function thrownIn(body: ts.Node, known: ReadonlySet<string>): readonly string[] {
  const codes: string[] = [];
  const step = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isThrowStatement(node) && ts.isCallExpression(node.expression)) {
      const [code] = node.expression.arguments;
      if (code !== undefined && ts.isStringLiteral(code) && known.has(code.text)) codes.push(code.text);
    }
    ts.forEachChild(node, step);
  };
  ts.forEachChild(body, step);
  return codes;
}

/** Which functions that a host can import throw a code in their own body and keep silent about it. */
export function silentThrows(files: readonly SourceText[], entries: readonly string[]): readonly Finding[] {
  const open = publicNames(files, entries);
  const known = new Set(readCatalogs(files).entries.map(({ code }) => code));
  return files.flatMap((file) =>
    syntaxOf(file).statements.flatMap((statement) => {
      if (!ts.isFunctionDeclaration(statement) || statement.body === undefined) return [];
      if (!open.has(`${file.owner}/${file.path}#${statement.name?.text ?? ''}`)) return [];
      const docs = file.text.slice(statement.getFullStart(), statement.getStart());
      return [...new Set(thrownIn(statement.body, known))]
        .filter((code) => !docs.includes(`\`${code}\``))
        .map(
          (code) =>
            `${placeOf(file, statement)}: ${statement.name?.text ?? 'a function'} throws ${code} and does not say so`,
        );
    }),
  );
}
