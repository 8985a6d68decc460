// A deployment that watches itself. The page docs/*/operations.md quotes the regions; the test beside runs it.
import assert from 'node:assert/strict';
// #region diagnose
import { diagnose, kernelTables, openFeed } from '@jiceng/kernel';
import { compileCalendar, noticeCheck } from '@jiceng/sla';
import { chinaNotices } from '@jiceng/sla/notices';
import { openSqliteStore } from '@jiceng/storage-sql';

const store = await openSqliteStore({ file: ':memory:' }); // the path of the file
await store.migrate(kernelTables);
await openFeed(store, 'main');

const calendar = compileCalendar({
  zone: 'Asia/Shanghai',
  week: { mon: [['09:00', '17:00']] },
  holidays: { notices: chinaNotices },
  range: { from: '2018-01-01', to: '2030-12-31' },
});
const checks = [noticeCheck(calendar, '2026-06-01')]; // the day of today
const { severity, findings } = await diagnose({ store, feed: 'main' }, { checks });
const open = findings.filter((finding) => finding.severity !== 'fine'); // what somebody must see to
// #endregion diagnose
assert.equal(severity, 'warning');
assert.deepEqual(
  open.map(({ code }) => code),
  ['HEALTH_STORE_FORGETS'], // in memory
);

// #region meter
import { instruments, type Meter, type MeterAttributes } from '@jiceng/kernel';

/** What `metrics.getMeter('jiceng')` of `@opentelemetry/api` has. */
interface OpenTelemetryMeter {
  createCounter(name: string, options: object): { add(value: number, attributes: MeterAttributes): void };
  createHistogram(name: string, options: object): { record(value: number, attributes: MeterAttributes): void };
  createGauge(name: string, options: object): { record(value: number, attributes: MeterAttributes): void };
}

function meterFor(target: OpenTelemetryMeter): Meter {
  const told = new Map<string, (value: number, attributes: MeterAttributes) => void>();
  for (const [name, { kind, unit, description }] of Object.entries(instruments)) {
    const options = { unit, description };
    if (kind === 'counter') {
      const counter = target.createCounter(name, options);
      told.set(name, (value, attributes) => counter.add(value, attributes));
    } else {
      const other = kind === 'gauge' ? target.createGauge(name, options) : target.createHistogram(name, options);
      told.set(name, (value, attributes) => other.record(value, attributes));
    }
  }
  return {
    nowMs: () => performance.now(),
    record: (name, value, attributes) => told.get(name)?.(value, attributes),
  };
}
// #endregion meter

const seen = new Map<string, number>();
const instrumentOf = (name: string) => {
  const add = (value: number) => void seen.set(name, (seen.get(name) ?? 0) + value);
  return { add, record: add };
};
const target: OpenTelemetryMeter = {
  createCounter: instrumentOf,
  createHistogram: instrumentOf,
  createGauge: instrumentOf,
};
const lines: string[] = [];
const print = (line: string) => void lines.push(line);
const policies: readonly Policy[] = [];
const fire = async (_timer: DueTimer): Promise<void> => {};

// #region ports
import { createJsonLog, createPorts, logBus, observeStore, type DueTimer, type Policy } from '@jiceng/kernel';

const meter = meterFor(target);
const log = createJsonLog(print, Date.now); // print: one line into the host's log
const ports = createPorts({ store: observeStore(store, meter), meter, log });
logBus(ports.bus, log);
// #endregion ports

// #region round
import { recordDiagnosis, recordPolicyRun, recordSweep, runDueTimers, runPolicies } from '@jiceng/kernel';

/** What a host does again and again, in any number of processes: nothing is claimed, nothing happens twice. */
async function round(): Promise<boolean> {
  const sweep = await runDueTimers(ports.store, await ports.clock.now(), fire);
  recordSweep(meter, sweep);
  const run = await runPolicies(ports, policies);
  recordPolicyRun(meter, run);
  recordDiagnosis(meter, await diagnose(ports));
  return sweep.more || run.more; // then at once again
}
// #endregion round

assert.equal(await round(), false);
assert.ok((seen.get('db.client.operation.duration') ?? 0) > 0);
assert.equal(seen.get('jiceng.timer.lag'), 0);
assert.equal(seen.get('jiceng.health.findings'), 8);
assert.deepEqual(lines, []);
await store.close();
