// A million cases: due, remaining and level of all of them, beside one scalar call for each; then a day of ticks, one a minute, that
// touch only the rows that cross a threshold.
import { elapsedMsAt, reachedAtMs } from '../src/core.ts';
import { createThresholdQueue, createThresholds, evaluateMany, type CaseColumns } from '../src/index.ts';
import { compare, createRandom, printMachine } from '../../checks/bench/rounds.ts';
import { calendar, dayMs, firstMs } from './rivals.ts';

const rows = 1_000_000;
const minuteMs = 60_000;
const random = createRandom(20261121);
const startMs = Float64Array.from({ length: rows }, () => firstMs + Math.floor(random() * 730 * 1440) * minuteMs);
const amount = Float64Array.from({ length: rows }, () => (120 + Math.floor(random() * 2281)) * minuteMs);
const columns: CaseColumns = { startMs, amount, shares: [0.7, 0.9, 1] };
const order = [...startMs.keys()].toSorted((a, b) => (startMs[a] ?? 0) - (startMs[b] ?? 0));
const sorted: CaseColumns = {
  ...columns,
  startMs: Float64Array.from(order, (row) => startMs[row] ?? 0),
  amount: Float64Array.from(order, (row) => amount[row] ?? 0),
};
// Every tenth case has been paused for a day.
const firstOf = Uint32Array.from({ length: rows + 1 }, (_none, row) => Math.ceil(row / 10));
const pausedMs = Float64Array.from({ length: rows / 10 }, (_none, index) => (startMs[index * 10] ?? 0) + dayMs);
const paused: CaseColumns = {
  ...columns,
  pauses: { firstOf, fromMs: pausedMs, toMs: pausedMs.map((fromMs) => fromMs + dayMs) },
};
const days: CaseColumns = {
  ...columns,
  amount: amount.map((ms) => Math.ceil(ms / (120 * minuteMs))),
  unit: new Uint8Array(rows).fill(1),
};

const nowMs = firstMs + 406 * dayMs; // a Monday after the Spring Festival of 2025
const out = { dueMs: new Float64Array(rows), remaining: new Float64Array(rows), level: new Uint8Array(rows) };
const bulk = (name: string, one: CaseColumns) => ({
  name,
  answers: rows,
  run: () => {
    evaluateMany(calendar, one, nowMs, out);
    return out.remaining[0] ?? NaN;
  },
});

function scalar(): number {
  let total = 0;
  for (let row = 0; row < rows; row += 1) {
    const [start, budget] = [startMs[row] ?? 0, amount[row] ?? 0];
    const due = reachedAtMs(calendar, start, budget, []) ?? 0;
    const remaining = budget - elapsedMsAt(calendar, start, nowMs, []);
    let level = 0;
    for (const share of [0.7, 0.9, 1]) {
      if ((reachedAtMs(calendar, start, Math.round(share * budget), []) ?? Infinity) <= nowMs) level += 1;
    }
    total += due + remaining + level;
  }
  return total;
}

printMachine();
compare(
  'A million cases: due, remaining, level, per case (the goal: 0.2 µs, which is 0.2 s for all)',
  [
    bulk('evaluateMany, open time', columns),
    bulk('evaluateMany, sorted by start', sorted),
    bulk('evaluateMany, every tenth paused', paused),
    bulk('evaluateMany, working days', days),
    { name: 'one call of the engine for each answer', answers: rows, run: scalar },
  ],
  7,
);

const thresholds = createThresholds(calendar, columns);
const nextMs = new Float64Array(rows);
evaluateMany(calendar, columns, nowMs, { ...out, nextMs });
const began = performance.now();
const queue = createThresholdQueue(nextMs);
const builtMs = performance.now() - began;
const waiting = queue.size();
const ticks: number[] = [];
let crossed = 0;
for (let minute = 1; minute <= 1440; minute += 1) {
  const start = performance.now();
  crossed += queue.cross(nowMs + minute * minuteMs, thresholds);
  ticks.push(performance.now() - start);
}
const dayMsTaken = ticks.reduce((sum, ms) => sum + ms, 0);
console.log(`\nA queue of thresholds: ${waiting.toLocaleString('en')} cases wait, built in ${builtMs.toFixed(0)} ms`);
console.log(`  a day of ticks, one a minute: ${crossed.toLocaleString('en')} crossings in ${dayMsTaken.toFixed(1)} ms`);
console.log(`  the longest tick: ${Math.max(...ticks).toFixed(2)} ms`);
