import type { Diagnosis } from '../health/diagnose.ts';
import type { HealthFinding, Severity } from '../health/health-finding.ts';
import type { PolicyRun } from '../policies/policies.ts';
import type { TimerSweep } from '../timers/due-timers.ts';
import { unheard, type InstrumentName, type Meter } from './meter.ts';

/** Counts what a sweep of timers did: `recordSweep(meter, await runDueTimers(…))`. */
export function recordSweep(meter: Meter, { fired, failed }: TimerSweep): void {
  unheard(() => {
    if (fired > 0) meter.record('jiceng.timer.firings', fired, { 'jiceng.outcome': 'fired' });
    if (failed > 0) meter.record('jiceng.timer.firings', failed, { 'jiceng.outcome': 'failed' });
  });
}

/** Counts what a run of policies did: `recordPolicyRun(meter, await runPolicies(…))`. */
export function recordPolicyRun(meter: Meter, { done, refused, parked }: PolicyRun): void {
  unheard(() => {
    if (done > 0) meter.record('jiceng.policy.commands', done, { 'jiceng.outcome': 'done' });
    if (refused > 0) meter.record('jiceng.policy.commands', refused, { 'jiceng.outcome': 'refused' });
    if (parked > 0) meter.record('jiceng.policy.parkings', parked, {});
  });
}

const numberIn = ({ details }: HealthFinding, name: string): number => {
  const value = details[name];
  return typeof value === 'number' ? value : 0;
};

/** Gauges that fall back to 0 when nothing is found: a line that ends is not the same as one at rest. */
const resting: readonly (readonly [name: InstrumentName, code: string, detail: string])[] = [
  ['jiceng.timer.due', 'HEALTH_TIMERS_DUE', 'count'],
  ['jiceng.timer.lag', 'HEALTH_TIMERS_DUE', 'lagSeconds'],
  ['jiceng.timer.parked', 'HEALTH_TIMERS_PARKED', 'count'],
  ['jiceng.policy.parked', 'HEALTH_POLICIES_PARKED', 'count'],
  ['jiceng.feed.intake', 'HEALTH_INTAKE', 'count'],
  ['jiceng.feed.intake_age', 'HEALTH_INTAKE', 'ageSeconds'],
];
const severities: readonly Severity[] = ['fine', 'warning', 'severe'];

/** Reads the gauges from a diagnosis, of which only numbers and the names of readers are taken: ask for one every minute or so. */
export function recordDiagnosis(meter: Meter, { findings }: Diagnosis): void {
  const found = (code: string) => findings.filter((one) => one.code === code);
  unheard(() => {
    for (const [name, code, detail] of resting) {
      const [first] = found(code);
      meter.record(name, first === undefined ? 0 : numberIn(first, detail), {});
    }
    for (const reader of found('HEALTH_READER')) {
      const { reader: named } = reader.details;
      const attributes = typeof named === 'string' ? { 'jiceng.reader': named } : {};
      meter.record('jiceng.feed.lag', numberIn(reader, 'behind'), attributes);
    }
    for (const clocks of found('HEALTH_CLOCKS'))
      meter.record('jiceng.clock.skew', numberIn(clocks, 'skewMs') / 1000, {});
    for (const severity of severities) {
      const count = findings.filter((one) => one.severity === severity).length;
      meter.record('jiceng.health.findings', count, { 'jiceng.severity': severity });
    }
  });
}
