import { personalTable } from '../record/kernel-tables.ts';
import { textOf } from '../store/row.ts';
import type { Row, Store } from '../store/store.ts';
import type { HealthCheck } from './health-check.ts';
import { countUpTo, finding } from './health-finding.ts';

const index = 'keep_until';

/** The first tenant after this one that keeps a value with a last day: one row of the index tells. */
async function tenantAfter(store: Store, tenant: string | undefined): Promise<string | undefined> {
  const from = tenant === undefined ? {} : { after: [tenant] };
  const [[row] = []] = await store.read([
    { get: 'rows', table: personalTable.name, index, prefix: [], ...from, limit: 1 },
  ]);
  return row === undefined ? undefined : textOf(row, 'tenant');
}

/**
 * Values kept past their last day, over all tenants: each is entered once in the index, never gone through.
 *
 * @see 《中华人民共和国个人信息保护法》第四十七条第一款第二项，保存期限已届满的应当主动删除
 */
export const personalHealth: HealthCheck = async ({ store, today, limits }) => {
  const expired: Row[] = [];
  let tenant = await tenantAfter(store, undefined);
  while (tenant !== undefined && expired.length <= limits.rowsMost) {
    const limit = limits.rowsMost + 1 - expired.length;
    const [rows = []] = await store.read([
      { get: 'rows', table: personalTable.name, index, prefix: [tenant], before: [today], limit },
    ]);
    expired.push(...rows);
    tenant = await tenantAfter(store, tenant);
  }
  if (expired.length === 0) return [finding('fine', 'HEALTH_PERSONAL', {})];
  return [finding('warning', 'HEALTH_PERSONAL_EXPIRED', { ...countUpTo(expired, limits.rowsMost) })];
};
