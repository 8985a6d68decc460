import { civilDateAt } from '../plain/civil-date.ts';
import type { Instant } from '../plain/instant.ts';
import { isJicengError, type Words } from '../plain/jiceng-error.ts';
import { systemClock, type Clock } from '../host/clock.ts';
import type { Ports } from '../host/ports.ts';
import { chainHealth } from './chain-health.ts';
import { feedHealth, intakeHealth } from './feed-health.ts';
import { usualHealthLimits, type HealthCheck, type HealthLimits, type HealthQuestion } from './health-check.ts';
import { finding, type HealthFinding, type Severity } from './health-finding.ts';
import { personalHealth } from './personal-health.ts';
import { clockHealth, storeHealth } from './store-health.ts';
import { parkedHealth, timerHealth } from './timer-health.ts';

export interface DiagnosisSettings {
  /** The clock of this machine; the platform's unless given. */
  readonly hostClock?: Clock;
  /** In which zone a last day ends; Asia/Shanghai unless given. */
  readonly zone?: string;
  readonly limits?: Partial<HealthLimits>;
  /** What other packages and the host want to know beside. */
  readonly checks?: readonly HealthCheck[];
}

/** How a deployment is, at a moment of the store's clock. */
export interface Diagnosis {
  readonly at: Instant;
  /** The gravest of the findings. */
  readonly severity: Severity;
  readonly findings: readonly HealthFinding[];
}

const kernelChecks: readonly (readonly [name: string, check: HealthCheck])[] = [
  ['store', storeHealth],
  ['clocks', clockHealth],
  ['timers', timerHealth],
  ['parked', parkedHealth],
  ['feed', feedHealth],
  ['intake', intakeHealth],
  ['personal', personalHealth],
  ['chains', chainHealth],
];

/** What went wrong, without what somebody else's error says in its message: that may be about a person. */
function problemOf(error: unknown): Words {
  if (isJicengError(error)) return error.words;
  const name = error instanceof Error ? error.name : typeof error;
  return { 'zh-CN': name, en: name };
}

/** One check that cannot be made hides none of the others. */
async function ask(name: string, check: HealthCheck, question: HealthQuestion): Promise<readonly HealthFinding[]> {
  try {
    return await check(question);
  } catch (error) {
    const code = isJicengError(error) ? error.code : '';
    return [finding('severe', 'HEALTH_CHECK_FAILED', { check: name, problem: problemOf(error), code })];
  }
}

const gravity = { fine: 0, warning: 1, severe: 2 } as const;

/**
 * Looks at a deployment: what its store is, clocks, timers that are due or parked, policies that stopped, readers of the feed that lag,
 * commits without a position, personal values past their last day, the last facts of some streams. It only reads, a bounded
 * number of rows each by an index, so that it may be asked every minute and beside any work. What cannot be read is a finding.
 *
 * @throws JicengError `STORE_CLOSED` or `STORE_UNAVAILABLE` when the store cannot even say what time it is.
 * @throws JicengError `ZONE_UNKNOWN` when the platform does not know the zone.
 */
export async function diagnose(
  { store, feed }: Pick<Ports, 'store' | 'feed'>,
  { hostClock = systemClock, zone = 'Asia/Shanghai', limits, checks = [] }: DiagnosisSettings = {},
): Promise<Diagnosis> {
  const now = await store.now();
  const question: HealthQuestion = {
    store,
    feed,
    hostClock,
    now,
    today: civilDateAt(now, zone),
    limits: { ...usualHealthLimits, ...limits },
  };
  const findings: HealthFinding[] = [];
  const extra = checks.map((check): readonly [string, HealthCheck] => [check.name || 'unnamed', check]);
  for (const [name, check] of [...kernelChecks, ...extra]) findings.push(...(await ask(name, check, question)));
  const severity = findings.reduce<Severity>(
    (worst, one) => (gravity[one.severity] > gravity[worst] ? one.severity : worst),
    'fine',
  );
  return { at: now, severity, findings };
}
