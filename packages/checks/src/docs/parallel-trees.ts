import { headingsOf, type Page } from '../repository/page.ts';
import type { Finding } from '../repository/source-text.ts';

const [chinese, english] = ['docs/zh-CN/', 'docs/en/'] as const;
const kinds: Readonly<Record<string, string>> = {
  教程: 'tutorial',
  操作指南: 'how-to',
  参考: 'reference',
  说明: 'explanation',
};

const outline = (page: Page): string =>
  headingsOf(page)
    .map(({ level }) => '#'.repeat(level))
    .join(' ');
const kindOf = (page: Page): string | undefined => /^> (?:类别：|Kind: )(\S+)$/m.exec(page.text)?.[1];

/** Where the two languages of the docs part: a page in one tree only, another outline, another kind of page, or none said. */
export function unparallelPages(pages: readonly Page[]): readonly Finding[] {
  const inTree = (tree: string): ReadonlyMap<string, Page> =>
    new Map(pages.filter(({ path }) => path.startsWith(tree)).map((page) => [page.path.slice(tree.length), page]));
  const [first, second] = [inTree(chinese), inTree(english)];
  const lonely = [
    ...[...first.keys()]
      .filter((path) => !second.has(path))
      .map((path) => `${chinese}${path}: has no twin in ${english}`),
    ...[...second.keys()]
      .filter((path) => !first.has(path))
      .map((path) => `${english}${path}: has no twin in ${chinese}`),
  ];
  const different = [...first].flatMap(([path, page]): readonly Finding[] => {
    const twin = second.get(path);
    if (twin === undefined) return [];
    const [kind, twinKind] = [kindOf(page), kindOf(twin)];
    const outlines =
      outline(page) === outline(twin)
        ? []
        : [`${path}: headings are ${outline(page)} in zh-CN and ${outline(twin)} in en`];
    const known = kind !== undefined && kinds[kind] !== undefined;
    if (!known)
      return [...outlines, `${chinese}${path}: says no kind of page (> 类别：${Object.keys(kinds).join(' or ')})`];
    return kinds[kind] === twinKind ? outlines : [...outlines, `${english}${path}: must say > Kind: ${kinds[kind]}`];
  });
  return [...lonely, ...different];
}
