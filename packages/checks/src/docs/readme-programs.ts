import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentOf } from '../repository/local-path.ts';
import { linesOf, type Page } from '../repository/page.ts';
import { repositoryRoot } from '../repository/repository-root.ts';
import type { Finding } from '../repository/source-text.ts';
import { quotedFrom } from './quoted-code.ts';

/** A program that a page shows: one block, with the blocks after it that go on without importing anything anew. */
export interface ShownProgram {
  readonly page: string;
  /** Line of the page on which the program's first line stands. */
  readonly line: number;
  readonly text: string;
}

/** Programs of these pages run from the page itself. */
export function isPackageReadme(path: string): boolean {
  return /^packages\/[^/]+\/README\.md$/.test(path);
}

/** The TypeScript programs of a page, in order. Those that quote a file are left to that file's own run. */
export function shownPrograms(page: Page): readonly ShownProgram[] {
  const programs: ShownProgram[] = [];
  let block: { readonly line: number; readonly lines: string[] } | undefined;
  const lines = linesOf(page);
  for (const [index, { text, number }] of lines.entries()) {
    const opens = /^```(?:ts|typescript)$/.test(text) && quotedFrom(lines[index - 1]?.text) === undefined;
    if (block === undefined && opens) {
      block = { line: number + 1, lines: [] };
    } else if (block !== undefined && text === '```') {
      const shown = { page: page.path, line: block.line, text: block.lines.join('\n') };
      const last = programs.at(-1);
      if (last === undefined || /^import /m.test(shown.text)) programs.push(shown);
      else programs[programs.length - 1] = { ...last, text: `${last.text}\n${shown.text}` };
      block = undefined;
    } else {
      block?.lines.push(text);
    }
  }
  return programs;
}

const fileOf = ({ page, line }: ShownProgram): string => `${page.replaceAll('/', '-')}-${line}.ts`;

const settings = {
  composite: false,
  declaration: false,
  declarationMap: false,
  emitDeclarationOnly: false,
  noEmit: true,
};

/**
 * Compiles and runs programs from the source of the packages, and says which do not: a host copies them as they stand.
 *
 * @param folder is made for them, inside this package so that they find the others, and removed.
 */
export function brokenPrograms(programs: readonly ShownProgram[], folder: string): readonly Finding[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const env = environmentOf(repositoryRoot);
  const start = (command: string, ...args: readonly string[]) =>
    spawnSync(command, args, { cwd: folder, env, encoding: 'utf8', timeout: 60_000 });
  try {
    for (const program of programs) writeFileSync(join(folder, fileOf(program)), `${program.text}\nexport {};\n`);
    const base = join(repositoryRoot, 'tsconfig.base.json');
    const tsconfig = { extends: base, compilerOptions: settings, files: programs.map(fileOf) };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
    const compiled = start('tsc', '-p', '.');
    return [
      ...(compiled.status === 0 ? [] : [compiled.stdout]),
      ...programs.flatMap((program) => {
        const run = start(process.execPath, '--conditions=jiceng-source', fileOf(program));
        return run.status === 0 ? [] : [`${program.page}:${program.line}: ${run.stderr}`];
      }),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
