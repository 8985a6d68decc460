import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { repositoryRoot } from '../repository/repository-root.ts';
import type { Finding } from '../repository/source-text.ts';

/** What a host writes, what may stay outside the bundle, and how heavy the rest may become. */
export interface SizeCeiling {
  readonly title: string;
  readonly program: string;
  /** Third parties that a host is likely to have anyway: counted apart. */
  readonly external?: readonly string[];
  readonly ceilingBytes: number;
  /** Why this number and not another. */
  readonly why: string;
}

/** The bytes that a browser would fetch: bundled from the built packages, minified, gzipped. */
export async function bundledBytes({
  program,
  external = [],
}: Pick<SizeCeiling, 'program' | 'external'>): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: join(repositoryRoot, 'packages/checks'), loader: 'js' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2023',
    external: [...external],
    write: false,
    logLevel: 'silent',
  });
  const [output] = outputFiles;
  if (output === undefined) throw new Error('the bundle is missing');
  return gzipSync(output.contents, { level: 9 }).length;
}

/** What is wrong with a weight: above its ceiling, or so far below that the ceiling holds nothing. */
export function overweight({ ceilingBytes, why }: SizeCeiling, bytes: number): readonly Finding[] {
  if (bytes > ceilingBytes) return [`${bytes} bytes are more than ${ceilingBytes}: ${why}`];
  return bytes < ceilingBytes * 0.8 ? [`${bytes} bytes are far below ${ceilingBytes}: lower the ceiling`] : [];
}
