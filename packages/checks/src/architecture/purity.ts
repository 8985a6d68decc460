import ts from 'typescript';
import type { Finding, SourceText } from '../repository/source-text.ts';
import { placeOf, walk } from '../repository/syntax.ts';

/** What makes an answer depend on the machine instead of on its arguments, as it is written: `object.member`. */
const impureMembers = new Map([
  ['Date.now', 'the time of the machine'],
  ['performance.now', 'the time of the machine'],
  ['Math.random', 'chance'],
  ['crypto.randomUUID', 'chance'],
  ['crypto.getRandomValues', 'chance'],
  ['process.env', 'the environment of the process'],
  ['process.hrtime', 'the time of the machine'],
]);

/** Members of any value that read the zone or the language of the process. */
const localMembers = new Map([
  ...['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'].flatMap((unit) =>
    [`get${unit}`, `set${unit}`].map((name) => [name, 'the zone of the process'] as const),
  ),
  ...['getTimezoneOffset', 'toDateString', 'toTimeString', 'toLocaleDateString', 'toLocaleTimeString'].map(
    (name) => [name, 'the zone of the process'] as const,
  ),
  ...['localeCompare', 'toLocaleString', 'toLocaleUpperCase', 'toLocaleLowerCase'].map(
    (name) => [name, 'the language of the process'] as const,
  ),
]);

const sleeping = new Set(['setTimeout', 'setInterval', 'setImmediate']);

/** `Date.now` of `Date.now` and of `globalThis.Date.now`. */
function memberName(node: ts.PropertyAccessExpression): string {
  const { expression } = node;
  if (ts.isIdentifier(expression)) return `${expression.text}.${node.name.text}`;
  return ts.isPropertyAccessExpression(expression)
    ? `${expression.name.text}.${node.name.text}`
    : `?.${node.name.text}`;
}

function impurityOf(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    const name = memberName(node);
    const global = impureMembers.get(name);
    if (global !== undefined) return `${name} reads ${global}`;
    const local = localMembers.get(node.name.text);
    return local === undefined ? undefined : `${node.name.text} reads ${local}`;
  }
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'Date') {
    const given = node.arguments?.length ?? 0;
    if (given === 0) return 'new Date() reads the time of the machine';
    return given > 1 ? 'new Date(year, month, …) reads the zone of the process' : undefined;
  }
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
    const { text } = node.expression;
    if (text === 'Date') return 'Date() reads the time of the machine';
    return sleeping.has(text) ? `${text} waits in the process; what is awaited is a row` : undefined;
  }
  return undefined;
}

/** A file where the machine may be asked, what it may be asked, and why. */
export interface Allowance {
  readonly file: string;
  readonly what: readonly string[];
  readonly why: string;
}

/** Where the machine's time and chance come in. Everything else is given them. */
export const allowances: readonly Allowance[] = [
  { file: 'kernel/src/host/clock.ts', what: ['Date.now'], why: 'the clock of a single process' },
  {
    file: 'kernel/src/host/ids.ts',
    what: ['Date.now', 'crypto.getRandomValues'],
    why: 'identifiers are made by the shell',
  },
  {
    file: 'kernel/src/host/backoff.ts',
    what: ['Math.random', 'setTimeout'],
    why: 'rivals for one row wait, each another while',
  },
  {
    file: 'kernel/src/personal/folder-blob-store.ts',
    what: ['crypto.randomUUID'],
    why: 'two writers of one file need two names',
  },
  {
    file: 'kernel/src/personal/personal.ts',
    what: ['crypto.getRandomValues'],
    why: 'a salt that can be guessed protects nothing',
  },
  { file: 'cli/src/jiceng.ts', what: ['Date.now'], why: 'a command shows the clock of the machine it was started on' },
  { file: 'kernel/src/store/memory-store.ts', what: ['Date.now'], why: 'a store answers what time it is' },
  {
    file: 'storage-sql/src/sqlite/sqlite-store.ts',
    what: ['Date.now'],
    why: 'the same',
  },
  { file: 'storage-sql/src/sqlite/better-sqlite-store.ts', what: ['Date.now'], why: 'the same' },
  {
    file: 'storage-sql/src/engine/open-patiently.ts',
    what: ['performance.now'],
    why: 'a caller waits no longer than it said',
  },
  { file: 'storage-sql/src/engine/player.ts', what: ['performance.now'], why: 'a caller waits no longer than it said' },
  {
    file: 'storage-sql/src/engine/take-in-time.ts',
    what: ['setTimeout'],
    why: 'the same, when the pool has no connection to give',
  },
  {
    file: 'storage-sql/src/store/commit-queue.ts',
    what: ['setImmediate'],
    why: 'batches that arrive together are written together',
  },
  {
    file: 'testkit/src/conformance/store-conformance.ts',
    what: ['Date.now', 'performance.now'],
    why: 'a seed when none is given, and how long a case has taken',
  },
  {
    file: 'testkit/src/conformance/case-watch.ts',
    what: ['setTimeout', 'setImmediate'],
    why: 'a case ends on a store that never answers, and others have their turn',
  },
  {
    file: 'testkit/src/command/guarded-check.ts',
    what: ['performance.now', 'setTimeout'],
    why: 'a process that no longer answers is ended',
  },
  {
    file: 'testkit/src/command/program.ts',
    what: ['process.env'],
    why: 'a command speaks the language of whoever calls it',
  },
  {
    file: 'testkit/src/simulation/settled.ts',
    what: ['setImmediate'],
    why: 'a step begins when every promise has gone as far as it can',
  },
  {
    file: 'testkit/src/contract/value-cases.ts',
    what: ['Date.now'],
    why: 'a store whose clock is hours away is no clock',
  },
  {
    file: 'relay/src/run/pause.ts',
    what: ['Math.random', 'setTimeout'],
    why: 'what failed is tried again later, by each process at another moment',
  },
  { file: 'relay/src/wire/deadline.ts', what: ['setTimeout'], why: 'a broker that never answers ends a pass' },
  {
    file: 'storage-sql/src/store/sql-store.ts',
    what: ['setImmediate'],
    why: 'after many reads in a row others have their turn',
  },
];

/** Which published files ask the machine for its time, its zone, its language, its environment, or for chance. */
export function impurities(files: readonly SourceText[], allowed: readonly Allowance[]): readonly Finding[] {
  const findings: Finding[] = [];
  for (const file of files) {
    const here = allowed.find((one) => one.file === `${file.owner}/${file.path}`)?.what ?? [];
    walk(file, (node) => {
      const impurity = impurityOf(node);
      if (impurity === undefined || here.some((what) => impurity.startsWith(`${what} `))) return;
      findings.push(`${placeOf(file, node)}: ${impurity}`);
    });
  }
  return findings;
}

/** Which allowances nobody needs any more: they would let something in unseen. */
export function idleAllowances(files: readonly SourceText[], allowed: readonly Allowance[]): readonly Finding[] {
  return allowed.flatMap(({ file, what }) => {
    const asked = impurities(
      files.filter(({ owner, path }) => `${owner}/${path}` === file),
      [],
    );
    return what
      .filter((name) => !asked.some((finding) => finding.includes(`: ${name} `)))
      .map((name) => `${file}: nothing there asks for ${name} any more`);
  });
}
