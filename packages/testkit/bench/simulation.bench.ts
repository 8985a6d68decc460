import {
  allowAll,
  createMemoryStore,
  createPorts,
  kernelTables,
  openFeed,
  runDecider,
  type Store,
} from '@jiceng/kernel';
import { faultKinds, plantedFaults, simulate } from '@jiceng/testkit';
import { printMachine } from '../../checks/bench/rounds.ts';
import { permitProcess } from '../../storage-sql/bench/permit-process.ts';

// How long ten thousand simulated histories take, with what was done to the hosts in them; beside it what the kernel needs for the
// same number of calls of a store when nobody stands in between. Then: after how many histories each planted fault is found.

const seed = 1;
const histories = 10_000;
const groups = 10;
const wallSecondsMax = 60;
const rareMax = 5_000;
const usualMax = 1_000;
const usualSteps = 100;

interface Clocked {
  readonly wallMs: number;
  readonly cpuMs: number;
}

async function clocked(run: () => Promise<void>): Promise<Clocked> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  await run();
  const { user, system } = process.cpuUsage(before);
  return { wallMs: performance.now() - start, cpuMs: (user + system) / 1000 };
}

/** As many calls as a history makes, on a store of its own: commands one after another. */
async function callsAlone(calls: number): Promise<void> {
  const inner = createMemoryStore();
  await inner.migrate(kernelTables);
  await openFeed(inner, 'main');
  const made = { calls: 0 };
  const store: Store = {
    ...inner,
    commit: (batch) => {
      made.calls += 1;
      return inner.commit(batch);
    },
    read: (queries) => {
      made.calls += 1;
      return inner.read(queries);
    },
  };
  const ports = createPorts({ store, access: allowAll });
  for (let at = 0; made.calls < calls; at++) {
    await runDecider(ports, {
      ...permitProcess,
      tenant: '430102',
      stream: `permit/${at % 4}`,
      key: `k${at}`,
      command: { type: 'note', text: `第 ${at} 次巡查` },
      actor: { id: 'officer/17', roles: [] },
      purpose: 'handling',
    });
  }
}

printMachine();
const faults = new Map(faultKinds.map((kind) => [kind, 0]));
let [steps, closing, requests] = [0, 0, 0];
const simulated: Clocked[] = [];
const alone: Clocked[] = [];
// In turn, so that a slow moment of the machine meets both.
for (let group = 0; group < groups; group++) {
  const size = histories / groups;
  let calls = 0;
  simulated.push(
    await clocked(async () => {
      const report = await simulate({ seed: seed + group * size, histories: size });
      if (report.failed !== undefined) {
        console.log(report.failed.trace.join('\n'));
        throw new Error(`${report.failed.rule}: ${report.failed.problem}\n${report.failed.replay}`);
      }
      for (const kind of faultKinds) faults.set(kind, (faults.get(kind) ?? 0) + report.faults[kind]);
      steps += report.steps;
      closing += report.closingSteps;
      requests += report.requests;
      calls = report.steps + report.closingSteps;
    }),
  );
  alone.push(
    await clocked(async () => {
      for (let at = 0; at < size; at++) await callsAlone(calls / size);
    }),
  );
}
const sum = (of: readonly Clocked[], what: keyof Clocked) => of.reduce((total, each) => total + each[what], 0);
const whole = steps + closing;
const line = (name: string, of: readonly Clocked[], ratio: string): string =>
  `${name.padEnd(44)} ${(sum(of, 'wallMs') / 1000).toFixed(1).padStart(7)} s ${(sum(of, 'cpuMs') / 1000).toFixed(1).padStart(7)} s CPU ${((sum(of, 'cpuMs') * 1000) / whole).toFixed(1).padStart(6)} µs CPU a step ${ratio}`;
console.log(
  `${histories} histories from seed ${seed} on: ${steps} steps of disorder, ${closing} until rest, ${requests} requests, no violation`,
);
console.log(`faults: ${[...faults].map(([kind, count]) => `${kind} ${count}`).join(', ')}`);
console.log(line('simulated', simulated, `× ${(sum(simulated, 'cpuMs') / sum(alone, 'cpuMs')).toFixed(2)}`));
console.log(line('as many calls of the memory store by runDecider', alone, '× 1.00'));
if (sum(simulated, 'wallMs') > wallSecondsMax * 1000) {
  console.log(`slower than ${wallSecondsMax} s`);
  process.exitCode = 1;
}

console.log('\nplanted faults, found in history number');
for (const planted of plantedFaults) {
  // What shows rarely has more room to show in longer histories.
  const [most, length] = planted.rare === true ? [rareMax, 4 * usualSteps] : [usualMax, usualSteps];
  const { failed, histories: at } = await simulate({ seed, histories: most, planted, steps: length });
  if (failed === undefined) process.exitCode = 1;
  const found = failed === undefined ? `none of ${most}` : String(at);
  console.log(`${found.padStart(12)}  ${planted.name}; ${failed?.replay ?? ''}`);
}
