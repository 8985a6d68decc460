import { availableParallelism, cpus, loadavg } from 'node:os';

/** One contender: does its work on every input and returns something of it, so that nothing can be optimised away. */
export interface Contender {
  readonly name: string;
  readonly run: () => number;
  /** How many answers one run gives. */
  readonly answers: number;
}

const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/**
 * Runs the contenders in turn, round after round, so that a slow moment of the machine meets all of them. The ratio is the
 * median over rounds of a contender's time beside that of the first in the same round. Prints one table.
 */
export function compare(title: string, contenders: readonly Contender[], rounds = 15): void {
  const timesUs = contenders.map((): number[] => []);
  for (const { run } of contenders) run();
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, { run, answers }] of contenders.entries()) {
      const start = performance.now();
      run();
      timesUs[index]?.push(((performance.now() - start) * 1000) / answers);
    }
  }
  console.log(`\n${title}`);
  for (const [index, { name }] of contenders.entries()) {
    const times = timesUs[index] ?? [];
    const ratio = median(times.map((time, round) => time / (timesUs[0]?.[round] ?? time)));
    console.log(
      `  ${name.padEnd(44)} ${median(times).toFixed(3).padStart(10)} µs  ×${ratio.toFixed(ratio < 10 ? 2 : 0)}`,
    );
  }
}

/** Says where the numbers come from: they are worth nothing elsewhere. */
export function printMachine(): void {
  const load = loadavg().map((value) => value.toFixed(1));
  console.log(
    `Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'}, load ${load.join(' ')}`,
  );
}

/** A small generator with a fixed seed (Park and Miller 1988): every run asks the same questions. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
