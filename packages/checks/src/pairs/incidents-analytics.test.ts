import { onTimeRate, type CaseTimes } from '@jiceng/analytics';
import type { IncidentRow } from '@jiceng/incidents';
import { expect, expectTypeOf, it } from 'vitest';

/** What a host writes to join the two packages: an incident is open from its report on. */
const timesOf = ({ reportedAt, dueAt, closedAt }: IncidentRow) => ({ openedAt: reportedAt, dueAt, closedAt });

const row: IncidentRow = {
  incidentId: 'I-1',
  status: 'closed',
  kind: 'litter',
  channel: 'hotline',
  round: 1,
  raised: [],
  reportedAt: '2026-03-02T01:30:00.000Z',
  dueAt: '2026-03-02T03:30:00.000Z',
  closedAt: '2026-03-02T03:30:00.000Z',
};
const { closedAt: _closedAt, dueAt: _dueAt, ...open } = row;

it('a row of incidents is a case of analytics, in its types', () => {
  expectTypeOf(timesOf).returns.toExtend<CaseTimes>();
});

it('and in its meaning: closed at the deadline is on time, without a deadline it is counted apart', () => {
  const late = { ...row, closedAt: '2026-03-02T03:30:00.001Z' } as const;
  const rate = onTimeRate([row, late, open].map(timesOf), { asOf: '2026-04-01T00:00:00.000Z' });
  expect(rate).toMatchObject({ onTime: 1, closedLate: 1, n: 2, excluded: { noDeadline: 1 } });
});
