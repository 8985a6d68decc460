import { join } from 'node:path';
import type { Instant } from '@jiceng/kernel';
import { directOutcomes, ladderForTests } from './direct-outcomes.fixture.ts';
import { quarterFigures, type QuarterFigures, type QuarterSettings } from './figures.ts';
import { cellsOver } from './grid.ts';
import { learnFirstMonth } from './learning.ts';
import type { IncidentOutcome } from './outcomes.ts';
import { cityZone, readRequests, type RequestFile, type RequestRow } from './requests.ts';

/** A quarter with everything that figures are made of. */
export interface QuarterForTests {
  readonly rows: readonly RequestRow[];
  readonly outcomes: readonly IncidentOutcome[];
  readonly settings: QuarterSettings;
  readonly figures: QuarterFigures;
}

/** Midnight of 1 October 2011 in Boston. */
export const endOfQuarter: Instant = '2011-10-01T04:00:00.000Z';

/** The figures of a file, by arithmetic in place of the replay. */
export function quarterOf({ rows, skipped }: RequestFile, until: Instant = endOfQuarter): QuarterForTests {
  const learnt = learnFirstMonth(rows, cityZone);
  const outcomes = directOutcomes(rows, learnt, ladderForTests, until);
  const settings: QuarterSettings = {
    input: 'requests.csv.gz',
    zone: cityZone,
    until,
    skipped,
    learnt,
    cells: cellsOver(rows.map(({ point }) => point).filter((point) => point !== undefined)),
    ladder: ladderForTests,
    placement: { 'zh-CN': '各步同时。', en: 'All steps at once.' },
  };
  return { rows, outcomes, settings, figures: quarterFigures(rows, outcomes, settings) };
}

/** The committed quarter. */
export async function committedQuarter(until: Instant = endOfQuarter): Promise<QuarterForTests> {
  return quarterOf(await readRequests(join(import.meta.dirname, '../data/requests.csv.gz')), until);
}

/** A row for small quarters. */
export const rowForTests: RequestRow = {
  line: 2,
  id: '1',
  openedAt: '2011-07-04T14:00:00.000Z',
  targetAt: '2011-07-06T14:00:00.000Z',
  closedAt: '2011-07-05T14:00:00.000Z',
  flag: 'ONTIME',
  closureCode: 'Resolved',
  reason: 'Trees',
  type: 'Tree Emergencies',
  department: 'PARK',
  point: [-71.0772, 42.2715],
  channel: 'Self Service',
};
