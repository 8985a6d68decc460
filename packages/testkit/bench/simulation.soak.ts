import { parseArgs } from 'node:util';
import { faultKinds, simulate } from '@jiceng/testkit';
import { printMachine } from '../../checks/bench/rounds.ts';

// Many histories, from a seed that is another one every time unless it is given: `pnpm soak simulation --histories 1000000`.

const { values } = parseArgs({
  options: { histories: { type: 'string' }, seed: { type: 'string' }, steps: { type: 'string' } },
});

/** A whole number that was given, or what stands in for it. */
function wholeNumber(name: 'histories' | 'seed' | 'steps', otherwise: number): number {
  const given = values[name];
  if (given === undefined) return otherwise;
  const number = Number(given);
  if (!Number.isSafeInteger(number) || number < 0) throw new RangeError(`--${name} is a whole number, not ${given}`);
  return number;
}

const histories = wholeNumber('histories', 100_000);
const seed = wholeNumber('seed', Date.now() % 2 ** 31);
const steps = wholeNumber('steps', 100);
const group = 10_000;

printMachine();
console.log(`${histories} histories of ${steps} steps from seed ${seed} on`);
const start = performance.now();
const faults = new Map(faultKinds.map((kind) => [kind, 0]));
for (let run = 0; run < histories;) {
  const report = await simulate({ seed: seed + run, histories: Math.min(group, histories - run), steps });
  for (const kind of faultKinds) faults.set(kind, (faults.get(kind) ?? 0) + report.faults[kind]);
  run += report.histories;
  console.log(`${run} histories, ${((performance.now() - start) / 1000).toFixed(0)} s`);
  if (report.failed === undefined) continue;
  const { rule, problem, replay, trace } = report.failed;
  console.log(`${trace.join('\n')}\n${rule}: ${problem}\n${replay}`);
  process.exitCode = 1;
  break;
}
console.log(`faults: ${[...faults].map(([kind, count]) => `${kind} ${count}`).join(', ')}`);
if (process.exitCode === undefined) console.log('no violation');
