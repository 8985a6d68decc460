import { allowAll, createMemoryStore, createPorts, diagnose, kernelTables, type HealthCheck } from '@jiceng/kernel';
import { compileCalendar, noticeCheck } from '@jiceng/sla';
import { chinaNotices } from '@jiceng/sla/notices';
import { expect, expectTypeOf, it } from 'vitest';

const calendar = compileCalendar({
  zone: 'Asia/Shanghai',
  week: { mon: [['09:00', '17:00']] },
  holidays: { notices: chinaNotices },
  range: { from: '2018-01-01', to: '2026-12-31' },
});

it('what the calendar says of its notices is a check of the diagnosis', async () => {
  expectTypeOf<ReturnType<typeof noticeCheck>>().toExtend<HealthCheck>();
  const store = createMemoryStore(() => Date.parse('2027-01-04T01:00:00.000Z'));
  await store.migrate(kernelTables);
  const ports = createPorts({ store, access: allowAll });
  const checks = [noticeCheck(calendar, '2027-01-04')];
  const { severity, findings } = await diagnose(ports, { hostClock: { now: () => store.now() }, checks });
  expect(severity).toBe('severe');
  expect(findings.at(-1)).toMatchObject({ code: 'SLA_NOTICE_MISSING', details: { year: 2027 } });
});
