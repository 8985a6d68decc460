import { linesOf, type Page } from '../repository/page.ts';
import type { Finding } from '../repository/source-text.ts';

const programs = new Set(['ts', 'typescript', 'js', 'javascript', 'mjs', 'cjs', 'json']);
const source = /^<!-- from (\S+)#([\w-]+) -->$/;

/** The lines between `// #region name` and `// #endregion name`, moved to the left margin; `undefined` when there are none. */
export function regionOf(text: string, name: string): string | undefined {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.trim() === `// #region ${name}`);
  const end = lines.findIndex((line) => line.trim() === `// #endregion ${name}`);
  if (start < 0 || end < start) return undefined;
  const inside = lines.slice(start + 1, end);
  const margin = Math.min(...inside.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  return inside.map((line) => line.slice(margin)).join('\n');
}

/** The file and the region that the line above a block names. */
export function quotedFrom(lineAbove: string | undefined): readonly [file: string, name: string] | undefined {
  const [, file, name] = source.exec(lineAbove ?? '') ?? [];
  return file === undefined || name === undefined ? undefined : [file, name];
}

/**
 * Programs that differ from what they quote, or quote nothing. A block under `<!-- from file#region -->` equals that region, which
 * CI has run: a page cannot show what does not work.
 *
 * @param mayType pages whose programs may also stand there by themselves, since they are compiled and run from the page.
 */
export function typedCode(
  pages: readonly Page[],
  read: (path: string) => string | undefined,
  mayType: (path: string) => boolean = () => false,
): readonly Finding[] {
  return pages.flatMap((page) => {
    const lines = linesOf(page);
    return lines.flatMap(({ text, number }, index): readonly Finding[] => {
      const language = /^```(\w+)$/.exec(text)?.[1];
      const opens = language !== undefined && lines[index - 1]?.fenced !== true;
      if (!opens || !programs.has(language)) return [];
      const place = `${page.path}:${number}`;
      const quoted = quotedFrom(lines[index - 1]?.text);
      if (quoted === undefined) {
        return mayType(page.path) ? [] : [`${place}: a program must quote a region of a file that runs`];
      }
      const [file, name] = quoted;
      const region = regionOf(read(file) ?? '', name);
      if (region === undefined) return [`${place}: ${file} has no region "${name}"`];
      const end = lines.findIndex((line, at) => at > index && line.text === '```');
      const block = lines
        .slice(index + 1, end)
        .map((line) => line.text)
        .join('\n');
      return block === region ? [] : [`${place}: differs from ${file}#${name}`];
    });
  });
}
