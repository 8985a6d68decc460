import { expectEqual, expectTrue } from '../contract/expectation.ts';

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const memberOf = (value: unknown, name: string): unknown => (isObject(value) ? Reflect.get(value, name) : undefined);
const reasons: readonly unknown[] = ['exists', 'missing', 'version', 'bound'];

/** An adapter may be plain JavaScript: what the types promise is looked at, or a case would stumble over it and not say why. */
export function expectPromise(what: string, answer: unknown): void {
  expectTrue(`${what} answers with a promise`, typeof memberOf(answer, 'then') === 'function');
}

export function expectStore(store: unknown): void {
  const methods = ['migrate', 'commit', 'read', 'now', 'close'];
  const absent = methods.filter((name) => typeof memberOf(store, name) !== 'function');
  expectEqual('methods that what was opened does not have', absent, []);
  const info = memberOf(store, 'info');
  const { engine, durability, multiProcess, joined, positions }: Readonly<Record<string, unknown>> = isObject(info)
    ? { ...info }
    : {};
  expectTrue('info.engine is a text', typeof engine === 'string');
  expectTrue(
    'info.durability is one of none, process, power',
    ['none', 'process', 'power'].some((one) => one === durability),
  );
  expectTrue('info.multiProcess is true or false', typeof multiProcess === 'boolean');
  expectTrue('info.joined is true or false', typeof joined === 'boolean');
  expectTrue('info.positions is one of inline, intake', positions === 'inline' || positions === 'intake');
}

export function expectCommitAnswer(answer: unknown, operations: number): void {
  const [ok, failed, reason] = ['ok', 'failed', 'reason'].map((name) => memberOf(answer, name));
  const isPlace = typeof failed === 'number' && Number.isInteger(failed) && failed >= 0 && failed < operations;
  if (ok === true || (ok === false && isPlace && reasons.includes(reason))) return;
  expectEqual('what commit answers', answer, `{ ok: true } or { ok: false, failed: a place in the batch, reason }`);
}

export function expectReadAnswer(answer: unknown, queries: number): void {
  const lists: readonly unknown[] = Array.isArray(answer) ? answer : [];
  const whole = Array.isArray(answer) && lists.length === queries;
  if (whole && lists.every((rows) => Array.isArray(rows) && rows.every(isObject))) return;
  expectEqual('what read answers', answer, `one list of rows for each of ${queries} queries`);
}

export function expectText(what: string, answer: unknown): void {
  expectEqual(`${what} answers with`, typeof answer, 'string');
}
