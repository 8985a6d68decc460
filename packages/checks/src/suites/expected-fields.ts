import type { Verdict } from './suite.ts';

/** What a case wants: fields and their values, and which certainty counts as right when more than one does. */
export interface Expectation {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly acceptCertainty?: readonly unknown[] | undefined;
}

const instantForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** Instants are the same when they are the same moment, lists item by item, `null` when there is nothing. */
export function sameValue(expected: unknown, actual: unknown): boolean {
  if (expected === null || expected === undefined) return actual === null || actual === undefined;
  if (typeof expected === 'string' && typeof actual === 'string' && instantForm.test(expected)) {
    return instantForm.test(actual) && Date.parse(expected) === Date.parse(actual);
  }
  if (Array.isArray(expected)) {
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((item, index) => sameValue(item, actual[index]))
    );
  }
  if (typeof expected === 'object') {
    if (typeof actual !== 'object' || actual === null) return false;
    const found: Readonly<Record<string, unknown>> = { ...actual };
    return Object.entries(expected).every(([name, value]) => sameValue(value, found[name]));
  }
  return Object.is(expected, actual);
}

/** Compares the fields that a case names, and no others. */
export function compareFields(
  { fields, acceptCertainty }: Expectation,
  actual: Readonly<Record<string, unknown>>,
): Verdict {
  const names = Object.keys(fields);
  const right = names.every((name) =>
    name === 'certainty' && acceptCertainty !== undefined
      ? acceptCertainty.includes(actual[name])
      : sameValue(fields[name], actual[name]),
  );
  return right && names.length > 0 ? { ok: true } : { ok: false, expected: fields, actual };
}
