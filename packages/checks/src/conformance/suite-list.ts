import { isSuiteName, suiteNames, type SuiteName } from './suite-registry.ts';

/** One line of `.ci/conformance.txt`: which files a suite must pass, and which kinds of their cases (all when absent). */
export interface SuiteLine {
  readonly suite: SuiteName;
  readonly files: readonly string[];
  readonly kinds?: readonly string[];
}

/**
 * Reads `suite file… kinds|all`, one line per suite; `#` starts a comment.
 *
 * @throws Error naming the line that cannot be understood: a list that is half read would pass too easily.
 */
export function readSuiteList(text: string): readonly SuiteLine[] {
  const lines = text.split('\n').flatMap((line, index): readonly SuiteLine[] => {
    const words = line.replace(/#.*/, '').split(/\s+/).filter(Boolean);
    if (words.length === 0) return [];
    const [suite = '', ...rest] = words;
    const kinds = rest.at(-1) ?? '';
    const files = rest.slice(0, -1);
    const broken = (why: string): Error => new Error(`line ${index + 1} of the list of suites: ${why}`);
    if (!isSuiteName(suite)) throw broken(`there is no suite "${suite}"; known are ${suiteNames.join(', ')}`);
    if (files.length === 0) throw broken('a suite, at least one file, and the kinds or "all" are needed');
    if (kinds.includes('/') || kinds.includes('.json')) throw broken('the kinds or "all" must close the line');
    return [{ suite, files, ...(kinds === 'all' ? {} : { kinds: kinds.split(',') }) }];
  });
  const twice = lines.find(({ suite }, index) => lines.findIndex((line) => line.suite === suite) !== index);
  if (twice !== undefined) throw new Error(`the suite "${twice.suite}" has two lines`);
  return lines;
}
