import {
  civilDateAt,
  diagnose,
  kernelTables,
  type Clock,
  type Diagnosis,
  type HealthCheck,
  type HealthFinding,
} from '@jiceng/kernel';
import { compileCalendar, noticeCheck, type Week } from '@jiceng/sla';
import { chinaNotices } from '@jiceng/sla/notices';
import type { StoreInspection } from '@jiceng/storage-sql';
import { cliFinding } from './errors.ts';
import { tableFindings } from './table-findings.ts';

const officeDay = [['09:00', '17:00']] as const;
const week: Week = { mon: officeDay, tue: officeDay, wed: officeDay, thu: officeDay, fri: officeDay };

/** Does the installed version of the calendar know this year's notice? The hours do not matter for that. */
function installedNotices(zone: string): HealthCheck {
  return function notices({ today }) {
    const range = { from: '2018-01-01', to: '2099-12-31' } as const;
    return noticeCheck(compileCalendar({ zone, week, holidays: { notices: chinaNotices }, range }), today)();
  };
}

const durability: HealthCheck = ({ store }) =>
  store.info.engine === 'sqlite' ? [{ ...cliFinding.reason('CLI_DURABILITY_OF_WRITERS'), severity: 'fine' }] : [];

/** What cannot be read because a table is absent was said once, of the tables. */
const isEchoOfAbsence = ({ code, details }: HealthFinding): boolean =>
  code === 'HEALTH_CHECK_FAILED' && details['code'] === 'STORE_TABLE_UNKNOWN';

export interface DoctorSettings {
  readonly zone: string;
  readonly feed: string;
  /** The clock of this machine. */
  readonly hostClock: Clock;
}

/**
 * Looks at the kernel's tables of a store and diagnoses what is there.
 *
 * @throws JicengError `STORE_UNAVAILABLE` when the store does not answer.
 * @throws JicengError `ZONE_UNKNOWN` when the platform does not know the zone.
 */
export async function examine(
  inspection: StoreInspection,
  { zone, feed, hostClock }: DoctorSettings,
): Promise<Diagnosis> {
  // First, so that a zone that does not exist is an error of who asks, and no finding.
  civilDateAt(await inspection.now(), zone);
  const standings = await inspection.lookUp(kernelTables);
  const tables: HealthCheck = () => tableFindings(standings);
  const checks = [durability, tables, installedNotices(zone)];
  const { at, severity, findings } = await diagnose({ store: inspection, feed }, { zone, checks, hostClock });
  return { at, severity, findings: findings.filter((one) => !isEchoOfAbsence(one)) };
}
