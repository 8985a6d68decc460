import { readFileSync } from 'node:fs';
import { bundle } from './bundle.ts';
import type { SiteFile } from './serve.ts';

const written = (name: string): string => readFileSync(new URL(`../page/${name}`, import.meta.url), 'utf8');

/** The page that logs incidents, whole: nothing comes from anywhere else. */
export async function pageFiles(): Promise<ReadonlyMap<string, SiteFile>> {
  const [page, worker] = await Promise.all([bundle('page/page-main.ts'), bundle('page/worker-main.ts')]);
  return new Map<string, SiteFile>([
    ['/', { type: 'text/html', text: written('page.html') }],
    ['/page.css', { type: 'text/css', text: written('page.css') }],
    ['/page.js', { type: 'text/javascript', text: page }],
    ['/worker.js', { type: 'text/javascript', text: worker }],
  ]);
}
