import { join } from 'node:path';
import { compileDutyTable, findDuty } from '@jiceng/dispatch';
import { isJicengError } from '@jiceng/kernel';
import { beforeAll, describe, expect, it } from 'vitest';
import { coordinator, dutyRows, dutyUnits, handlingLimits, type Learnt, learnFirstMonth } from './learning.ts';
import { cityZone, readRequests, type RequestRow } from './requests.ts';

describe('what July says', () => {
  let learnt: Learnt;
  beforeAll(async () => {
    const { rows } = await readRequests(join(import.meta.dirname, '../data/requests.csv.gz'));
    learnt = learnFirstMonth(rows, cityZone);
  });

  it('is the 9,854 requests of July by the city’s own clock', () => {
    expect([learnt.month, learnt.cases]).toEqual(['2011-07', 9854]);
    expect(learnt.types.reduce((sum, { cases }) => sum + cases, 0)).toBe(9854);
    expect(learnt.fallback.department).toBe('PWDx');
  });

  it('is one department for a type, with its share, and the median of what was promised', () => {
    const of = (type: string) => learnt.types.find((learntType) => learntType.type === type);
    expect(of('Street Light Outages')).toEqual({
      type: 'Street Light Outages',
      cases: 501,
      department: 'PWDx',
      departmentCases: 480,
      promised: 501,
      promisedMinutes: 336 * 60,
    });
    // 71:59:59 is the city's three days.
    expect(of('Abandoned Vehicles')?.promisedMinutes).toBe(672 * 60);
    expect(of('Tree Emergencies')?.promisedMinutes).toBe(24 * 60);
    expect(of('Graffiti Removal')?.departmentCases).toBe(222);
  });

  it('has no limit for a type that was never promised anything', () => {
    const pothole = learnt.types.find(({ type }) => type === 'Pothole Repair (Internal)');
    expect(pothole).toEqual({
      type: 'Pothole Repair (Internal)',
      cases: 1080,
      department: 'PWDx',
      departmentCases: 1080,
      promised: 0,
    });
    expect(handlingLimits(learnt).has('Pothole Repair (Internal)')).toBe(false);
    expect(handlingLimits(learnt).get('Bed Bugs')).toEqual({ value: 2880 * 60, unit: 'minute' });
  });

  it('makes a duty table that leads every type, and by default what July never saw', () => {
    const duties = compileDutyTable(dutyRows(learnt), { units: dutyUnits(learnt), coordinator });
    for (const { type, department } of learnt.types) expect(findDuty(duties, type, [])?.row.leadUnit).toBe(department);
    expect(findDuty(duties, 'Request for Snow Plowing', [])?.row).toMatchObject({ code: 'D000', leadUnit: 'PWDx' });
    expect(findDuty(duties, 'Notification', [])?.escalation).toEqual(['MAYOR']);
    expect(findDuty(duties, 'Bed Bugs', [])?.escalation).toEqual(['INFO', 'MAYOR']);
  });
});

describe('learning', () => {
  const base: RequestRow = {
    line: 2,
    id: '1',
    openedAt: '2011-07-01T05:00:00.000Z',
    flag: '',
    closureCode: 'Unstated',
    reason: 'Trees',
    type: 'Tree',
    department: 'PARK',
    channel: 'Self Service',
  };

  it('gives equal departments to the first by code point, whatever the order of the rows', () => {
    const rows = [base, { ...base, id: '2', department: 'INFO' }];
    expect(learnFirstMonth(rows, cityZone).types[0]?.department).toBe('INFO');
    expect(learnFirstMonth(rows.toReversed(), cityZone)).toEqual(learnFirstMonth(rows, cityZone));
  });

  it('looks at the first month only, by the city’s clock', () => {
    const rows = [
      base,
      { ...base, id: '2', openedAt: '2011-08-01T03:59:59.000Z' as const },
      { ...base, id: '3', openedAt: '2011-08-01T04:00:00.000Z' as const },
    ];
    expect(learnFirstMonth(rows, cityZone)).toMatchObject({ month: '2011-07', cases: 2 });
  });

  it('counts a promise that lies before its opening, and learns nothing from it', () => {
    const rows = [{ ...base, targetAt: '2011-07-01T04:00:00.000Z' as const }];
    expect(learnFirstMonth(rows, cityZone)).toMatchObject({ brokenPromises: 1, types: [{ promised: 0 }] });
  });

  it('refuses a file without rows', () => {
    const refusal = (): unknown => {
      try {
        return learnFirstMonth([], cityZone);
      } catch (error) {
        return error;
      }
    };
    expect(isJicengError(refusal(), 'QUARTER_NO_ROWS')).toBe(true);
  });
});
