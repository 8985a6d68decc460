import { availableParallelism, cpus, loadavg } from 'node:os';
import { setup, type AnyMachineSnapshot } from 'xstate';
import { createLifecycle } from '../src/index.ts';

// May this fact follow in this state: the table beside the machine it was read from. What a host without state in its process
// must write is `machine.resolveState({ value }).can({ type })`; `can` on a snapshot that somebody kept stands beside it.

const target = 50;

const machine = setup({}).createMachine({
  id: 'work-order',
  initial: 'reported',
  states: {
    reported: { on: { Verified: 'verified', Rejected: 'rejected', Merged: 'merged' } },
    verified: { on: { Dispatched: 'dispatched', Merged: 'merged', Withdrawn: 'withdrawn' } },
    dispatched: { on: { Signed: 'signed', Returned: 'verified', Withdrawn: 'withdrawn', Urged: 'dispatched' } },
    signed: { on: { Handled: 'handled', Suspended: 'suspended', Transferred: 'dispatched', Urged: 'signed' } },
    suspended: { on: { Resumed: 'signed', Withdrawn: 'withdrawn' } },
    handled: { on: { Checked: 'checked', Refused: 'signed' } },
    checked: { on: { Answered: 'answered' } },
    answered: { on: { Closed: 'closed', Reopened: 'dispatched' } },
    rejected: { type: 'final' },
    merged: { type: 'final' },
    withdrawn: { type: 'final' },
    closed: { type: 'final' },
  },
});
const lifecycle = createLifecycle(machine);
const { statuses, eventTypes } = lifecycle;

type Status = (typeof statuses)[number];
type Question = readonly [status: Status, eventType: (typeof eventTypes)[number]];

/** Every state with every fact, in an order that a branch predictor does not learn: 7 and the count have no divisor in common. */
const pairs = statuses.flatMap((status) => eventTypes.map((type): Question => [status, type]));
const questions = pairs.map((_, at) => pairs[(at * 7) % pairs.length] ?? (['reported', 'Verified'] as const));
if (new Set(questions).size !== pairs.length) throw new Error('some questions are never asked');

const snapshots = new Map(
  statuses.map((value): readonly [Status, AnyMachineSnapshot] => [value, machine.resolveState({ value })]),
);

interface Contender {
  readonly name: string;
  /** Asks every question and says how many answers were yes, so that nothing can be left out. */
  readonly ask: () => number;
  /** How often all questions are asked in one round. */
  readonly times: number;
}

const count = (answer: (status: Status, type: Question[1]) => boolean) => () => {
  let yes = 0;
  for (const [status, type] of questions) if (answer(status, type)) yes += 1;
  return yes;
};

const contenders: readonly Contender[] = [
  { name: 'the loop alone', ask: count((status, type) => status.length > type.length), times: 400 },
  { name: 'lifecycle.allows', ask: count((status, type) => lifecycle.allows(status, type)), times: 400 },
  {
    name: 'machine.resolveState({ value }).can({ type })',
    ask: count((value, type) => machine.resolveState({ value }).can({ type })),
    times: 4,
  },
  {
    name: 'snapshot.can({ type }), the snapshot kept',
    ask: count((value, type) => snapshots.get(value)?.can({ type }) ?? false),
    times: 10,
  },
];

const allowed = contenders.slice(1).map(({ ask }) => ask());
if (new Set(allowed).size !== 1) throw new Error(`the contenders disagree: ${allowed.join(', ')}`);

const rounds = 31;
const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/** Nanoseconds per question of one round. */
function measure({ ask, times }: Contender): number {
  let yes = 0;
  const start = performance.now();
  for (let time = 0; time < times; time++) yes += ask();
  const spentMs = performance.now() - start;
  if (yes % times !== 0) throw new Error('the answers changed');
  return (spentMs * 1e6) / (times * questions.length);
}

// In turn, round after round, so that a slow moment of the machine meets all of them; the first rounds only warm up.
const perRound: (readonly number[])[] = [];
for (let round = -5; round < rounds; round++) {
  const times = contenders.map(measure);
  if (round >= 0) perRound.push(times);
}

const load = loadavg().map((value) => value.toFixed(1));
console.log(
  `Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown processor'}, load ${load.join(' ')}`,
);
console.log(
  `${statuses.length} states × ${eventTypes.length} facts, ${allowed[0] ?? 0} of ${questions.length} allowed; median of ${rounds} rounds, ns per question\n`,
);
const [loop, table, stateless] = [0, 1, 2];
const timeOf = (times: readonly number[], at: number): number => times[at] ?? Number.NaN;
const net = (times: readonly number[], at: number): number => timeOf(times, at) - timeOf(times, loop);
const wholeRatio = (at: number) => median(perRound.map((times) => timeOf(times, at) / timeOf(times, table)));
const netRatio = (at: number) => median(perRound.map((times) => net(times, at) / net(times, table)));

console.log(`  ${''.padEnd(46)} ${'whole'.padStart(9)} ${'net of the loop'.padStart(21)}`);
for (const [at, { name }] of contenders.entries()) {
  const columns = [
    median(perRound.map((times) => timeOf(times, at)))
      .toFixed(1)
      .padStart(9),
    at === loop ? '' : `×${wholeRatio(at).toFixed(1)}`.padStart(8),
    median(perRound.map((times) => net(times, at)))
      .toFixed(1)
      .padStart(9),
    at === loop ? '' : `×${netRatio(at).toFixed(1)}`.padStart(8),
  ];
  console.log(`  ${name.padEnd(46)} ${columns.join(' ')}`);
}

// The loop counts against the table here: the promise holds without taking it off.
const reached = wholeRatio(stateless);
console.log(
  `\nresolveState + can takes ${reached.toFixed(0)} times as long as the table (at least ${target} promised)`,
);
if (!(reached >= target)) process.exitCode = 1;
