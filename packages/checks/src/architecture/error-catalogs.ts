import ts from 'typescript';
import type { Finding, SourceText } from '../repository/source-text.ts';
import { placeOf, walk } from '../repository/syntax.ts';

/** One code of a catalog with its words, as the source writes them. */
export interface CatalogEntry {
  readonly owner: string;
  readonly code: string;
  readonly words: Readonly<Record<string, string>>;
  readonly place: string;
}

/** How the codes of a package begin: `time-bank` speaks as `TIME_BANK_`. */
const prefixOf = (owner: string): string => `${owner.toUpperCase().replaceAll('-', '_')}_`;

const textOf = (node: ts.Expression): string | undefined => {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left, right] = [textOf(node.left), textOf(node.right)];
    return left === undefined || right === undefined ? undefined : left + right;
  }
  return undefined;
};

const nameOf = (name: ts.PropertyName): string => (ts.isStringLiteral(name) || ts.isIdentifier(name) ? name.text : '');

function readWords(node: ts.Expression): Readonly<Record<string, string>> {
  if (!ts.isObjectLiteralExpression(node)) return {};
  return Object.fromEntries(
    node.properties.flatMap((property) => {
      const text = ts.isPropertyAssignment(property) ? textOf(property.initializer) : undefined;
      return ts.isPropertyAssignment(property) && text !== undefined ? [[nameOf(property.name), text] as const] : [];
    }),
  );
}

const isDefineErrors = (node: ts.Node): node is ts.CallExpression =>
  ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'defineErrors';

/** Every entry of every catalog; a catalog that is not written out where it is declared cannot be read, and is a finding. */
export function readCatalogs(files: readonly SourceText[]): {
  readonly entries: readonly CatalogEntry[];
  readonly unreadable: readonly Finding[];
} {
  const [entries, unreadable]: [CatalogEntry[], Finding[]] = [[], []];
  for (const file of files) {
    walk(file, (node) => {
      if (!isDefineErrors(node)) return;
      const [catalog] = node.arguments;
      if (catalog === undefined || !ts.isObjectLiteralExpression(catalog)) {
        unreadable.push(`${placeOf(file, node)}: the catalog must be written out here`);
        return;
      }
      for (const property of catalog.properties) {
        if (ts.isPropertyAssignment(property)) {
          const words = readWords(property.initializer);
          entries.push({ owner: file.owner, code: nameOf(property.name), words, place: placeOf(file, property) });
        } else {
          unreadable.push(`${placeOf(file, property)}: an entry must be written out here`);
        }
      }
    });
  }
  return { entries, unreadable };
}

const placeholders = (text: string): string =>
  [...new Set(Array.from(text.matchAll(/\{([^}]+)\}/g), ([, name]) => name ?? ''))].toSorted().join(', ');

function wordFlaws({ code, words, place }: CatalogEntry): readonly Finding[] {
  const [chinese, english] = [words['zh-CN'] ?? '', words['en'] ?? ''];
  const flaws: string[] = [];
  if (Object.keys(words).toSorted().join() !== 'en,zh-CN') flaws.push('words are needed in zh-CN and en, and no other');
  if (placeholders(chinese) !== placeholders(english)) {
    flaws.push(`placeholders differ: {${placeholders(chinese)}} and {${placeholders(english)}}`);
  }
  // Words that are all placeholders and signs speak no language of their own.
  const spoken = /\p{Letter}/u.test(chinese.replaceAll(/\{[^}]*\}/g, ''));
  if ((spoken || chinese === '') && !/\p{Script=Han}/u.test(chinese)) flaws.push('the Chinese words are not Chinese');
  if (/\p{Script=Han}|[，。：；“”（）]/u.test(english)) flaws.push('the English words are not English');
  if (/\b[A-Z]+_[A-Z_]+\b/.test(chinese + english)) flaws.push('a code appears in the words');
  if (!/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(code)) flaws.push('a code is written PACKAGE_REASON');
  return flaws.map((flaw) => `${place}: ${code}: ${flaw}`);
}

/** What is wrong with the catalogs: words missing in a language, placeholders that differ, codes given twice or in a foreign name. */
export function catalogFlaws(files: readonly SourceText[], owners: readonly string[]): readonly Finding[] {
  const { entries, unreadable } = readCatalogs(files);
  const foreign = entries.flatMap(({ owner, code, place }) => {
    // The kernel names its parts (STORE_, JSON_, INSTANT_ …), and may not speak in a package's name.
    if (owner === 'kernel') {
      const taken = owners.filter((other) => other !== 'kernel').find((other) => code.startsWith(prefixOf(other)));
      return taken === undefined ? [] : [`${place}: ${code}: this prefix belongs to ${taken}`];
    }
    return code.startsWith(prefixOf(owner)) ? [] : [`${place}: ${code}: must begin with ${prefixOf(owner)}`];
  });
  const twice = entries
    .filter(({ code }, index) => entries.findIndex((entry) => entry.code === code) !== index)
    .map(({ code, place }) => `${place}: ${code}: this code is already taken`);
  return [...unreadable, ...entries.flatMap(wordFlaws), ...foreign, ...twice];
}
