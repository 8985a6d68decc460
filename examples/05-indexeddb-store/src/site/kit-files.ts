import { bundle } from './bundle.ts';
import type { SiteFile } from './serve.ts';

const html =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>kit</title><script src="/tab.js"></script></html>';

/** The pages in which the kit has its stores: one as any page, and one without an origin, which may store nothing. */
export async function kitFiles(): Promise<ReadonlyMap<string, SiteFile>> {
  const sandbox = { 'content-security-policy': 'sandbox allow-scripts' };
  return new Map<string, SiteFile>([
    ['/tab.html', { type: 'text/html', text: html }],
    ['/sandboxed.html', { type: 'text/html', text: html, headers: sandbox }],
    ['/tab.js', { type: 'text/javascript', text: await bundle('tab/tab-main.ts') }],
  ]);
}
