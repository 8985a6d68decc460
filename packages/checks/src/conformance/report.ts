import type { FileOutcome } from './run-cases.ts';

export interface Report {
  /** What stdout shows, the closing line last. */
  readonly lines: readonly string[];
  /** What is wrong with the call or a file, for stderr. */
  readonly problems: readonly string[];
  readonly ok: boolean;
}

const indent = (text: string): string => text.replaceAll('\n', '\n            ');

/** Says how the files of one call came out; the last line counts, and any doubt makes the whole call fail. */
export function report(outcomes: readonly FileOutcome[], kinds: readonly string[] | undefined): Report {
  const sum = (count: (outcome: FileOutcome) => number): number =>
    outcomes.reduce((total, outcome) => total + count(outcome), 0);
  const passed = sum((outcome) => outcome.passed);
  const failed = sum((outcome) => outcome.failed.length);
  const notAskedFor = sum((outcome) => outcome.notAskedFor);
  const problems = outcomes.flatMap(({ path, unreadable, ...outcome }) => {
    if (unreadable !== undefined) return [`${path}: ${unreadable}`];
    const understood = outcome.passed + outcome.failed.length + outcome.notAskedFor;
    return understood === 0 ? [`${path}: no case in it`] : [];
  });
  if (problems.length === 0 && passed + failed === 0) {
    problems.push(kinds === undefined ? 'no file was given' : `no case of the kinds ${kinds.join(',')}`);
  }
  const closing = `${passed} passed, ${failed} failed`;
  const lines = outcomes.flatMap(({ path, failed: cases }) =>
    cases.flatMap(({ id, kind, expected, actual }) => [
      `failed: ${id} (${kind}${outcomes.length > 1 ? `, ${path}` : ''})`,
      `  expected: ${indent(expected)}`,
      `  actual:   ${indent(actual)}`,
    ]),
  );
  lines.push(
    kinds === undefined
      ? closing
      : `${closing} (kinds ${kinds.join(',')}; ${notAskedFor} cases of other kinds not asked for)`,
  );
  return { lines, problems, ok: failed === 0 && problems.length === 0 };
}
