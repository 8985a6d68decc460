import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { findChromium } from './find-chromium.ts';

const required = process.env['JICENG_REQUIRE_SERVICES'] === '1';

/** Defines tests that need a Chromium, or, where there is none, one that says so: a failure where nothing may be absent. */
export function describeWithChromium(title: string, define: (program: string) => void): void {
  const program = findChromium();
  describe.each(program === undefined ? [] : [{ title, program }])('$title', { timeout: 60_000 }, (found) => {
    define(found.program);
  });
  it.each(program === undefined ? [{ title }] : [])('says that this was not run: $title', () => {
    process.stdout.write(`not run: ${title}: no Chromium on the PATH\n`);
    expect(required ? 'absent' : 'not required').toBe('not required');
  });
}
