import { cpus, loadavg } from 'node:os';

/** One way to answer: `run` answers every question and returns something of each, so that nothing can be left out. */
export interface Contender {
  readonly name: string;
  /** How many answers one run gives. */
  readonly answers: number;
  readonly run: () => number;
  /** It runs in a process of its own and answers the milliseconds that it has taken there, start of the process left out. */
  readonly timesItself?: boolean;
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;

/**
 * Runs the contenders in turn, round after round, so that a slow moment of the machine meets all of them, and prints the median
 * time of an answer with the median, over the rounds, of its ratio to the first contender's.
 */
export function compare(title: string, contenders: readonly Contender[], rounds = 15): void {
  const timesUs = contenders.map((): number[] => []);
  for (const { run } of contenders) run();
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, { run, answers, timesItself = false }] of contenders.entries()) {
      const start = performance.now();
      const answer = run();
      if (Number.isNaN(answer)) throw new Error('an answer is no number');
      timesUs[index]?.push(((timesItself ? answer : performance.now() - start) * 1000) / answers);
    }
  }
  console.log(`\n${title}`);
  for (const [index, { name }] of contenders.entries()) {
    const times = timesUs[index] ?? [];
    const ratio = median(times.map((time, round) => time / (timesUs[0]?.[round] ?? NaN)));
    const shown = ratio < 10 ? ratio.toFixed(2) : Math.round(ratio).toLocaleString('en');
    console.log(`  ${name.padEnd(42)}${median(times).toFixed(4).padStart(13)} µs${`× ${shown}`.padStart(12)}`);
  }
}

/** Where the numbers come from: elsewhere they are others. */
export function printMachine(): void {
  const load = loadavg().map((value) => value.toFixed(1));
  const [processor] = cpus();
  console.log(
    `Node ${process.version}, ${cpus().length} × ${processor?.model ?? 'unknown processor'}, load ${load.join(' ')}`,
  );
}

/** A generator with a fixed seed (Park and Miller, 1988): every run asks the same questions. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
