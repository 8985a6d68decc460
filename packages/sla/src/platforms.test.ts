import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { portableAnswers } from './portable-program.fixture.ts';

/** The program with everything that it needs, as one script for browsers. A module of Node in it fails the build. */
async function bundled(contents: string): Promise<string> {
  const { outputFiles, warnings } = await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    format: 'iife',
    globalName: 'program',
    platform: 'browser',
    target: 'es2023',
    conditions: ['jiceng-source'],
    write: false,
    logLevel: 'silent',
  });
  expect(warnings).toEqual([]);
  return outputFiles[0]?.text ?? '';
}

it('answers in a bare script engine as it does in Node', { timeout: 60_000 }, async () => {
  const script = await bundled(`export { portableAnswers } from './portable-program.fixture.ts';`);
  // A new context has what the language has, Intl among it, and nothing of Node: no process, no Buffer, no require.
  const context = createContext({});
  expect(runInContext('typeof process + typeof Buffer + typeof require + typeof Intl', context)).toBe(
    'undefinedundefinedundefinedobject',
  );
  runInContext(script, context);
  const answers: unknown = runInContext('JSON.stringify(program.portableAnswers())', context);
  expect(answers).toBe(JSON.stringify(portableAnswers()));
});

it('finds a module of Node in a bundle', async () => {
  await expect(bundled(`export { readFileSync } from 'node:fs';`)).rejects.toThrow(/Could not resolve "node:fs"/);
});

it('keeps the words of errors in a bundle that uses anything of the main entry, and none of them with the engine alone', async () => {
  const words = 'is not open at any time';
  expect(await bundled(`export { compileCalendar } from '@jiceng/sla';`)).toContain(words);
  expect(await bundled(`import '@jiceng/sla/words'; export { dueMs } from '@jiceng/sla/core';`)).toContain(words);
  expect(await bundled(`export * from '@jiceng/sla/core';`)).not.toContain(words);
});
