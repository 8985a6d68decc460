import { posix } from 'node:path';
import { headingsOf, linesOf, type Page } from '../repository/page.ts';
import type { Finding } from '../repository/source-text.ts';

export interface Link {
  readonly target: string;
  readonly line: number;
}

/** The links of a page: inline, images, and reference definitions; code is not read. */
export function linksOf(page: Page): readonly Link[] {
  return linesOf(page)
    .filter(({ fenced }) => !fenced)
    .flatMap(({ text, number }) => {
      const bare = text.replaceAll(/`[^`]*`/g, '');
      const inline = Array.from(
        bare.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g),
        ([, target]) => target ?? '',
      );
      const definition = /^\s*\[[^\]]+\]:\s*<?([^\s>]+)>?/.exec(bare)?.[1];
      return [...inline, ...(definition === undefined ? [] : [definition])].map((target) => ({ target, line: number }));
    });
}

/** How hosts of repositories name a heading in an address: lower case, no punctuation, hyphens for spaces, `-1` for a second one. */
export function anchorsOf(page: Page): ReadonlySet<string> {
  const seen = new Map<string, number>();
  return new Set(
    headingsOf(page).map(({ text }) => {
      const words = text.replaceAll(/`([^`]*)`/g, '$1').replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1');
      const base = words
        .toLowerCase()
        .replaceAll(/[^\p{Letter}\p{Mark}\p{Number}\p{Connector_Punctuation} -]/gu, '')
        .replaceAll(' ', '-');
      const times = seen.get(base) ?? 0;
      seen.set(base, times + 1);
      return times === 0 ? base : `${base}-${times}`;
    }),
  );
}

/** Links that lead nowhere: a file or folder that is not there, a heading that is not there, a path out of the repository. */
export function brokenLinks(pages: readonly Page[], exists: (path: string) => boolean): readonly Finding[] {
  return pages.flatMap((page) =>
    linksOf(page).flatMap(({ target, line }) => {
      const place = `${page.path}:${line}`;
      if (/^[a-z][a-z+.-]*:/i.test(target)) {
        return URL.canParse(target) && /^(?:https|mailto):/.test(target)
          ? []
          : [`${place}: ${target} is no address to follow`];
      }
      const [path = '', anchor] = target.split('#');
      if (path.startsWith('/')) return [`${place}: ${target} must be relative`];
      const to =
        path === '' ? page.path : posix.normalize(posix.join(posix.dirname(page.path), decodeURIComponent(path)));
      if (to.startsWith('..')) return [`${place}: ${target} leaves the repository`];
      if (!exists(to.replace(/\/$/, ''))) return [`${place}: ${target} does not exist`];
      if (anchor === undefined || anchor === '') return [];
      const goal = pages.find((one) => one.path === to);
      if (goal === undefined) return [`${place}: ${target} names a heading of a file that is no page`];
      return anchorsOf(goal).has(decodeURIComponent(anchor)) ? [] : [`${place}: ${to} has no heading "${anchor}"`];
    }),
  );
}
