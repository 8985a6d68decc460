import { instantFromMs, instantToMs } from '../plain/instant.ts';
import { parkedTable, timerTable } from '../record/kernel-tables.ts';
import { textOf } from '../store/row.ts';
import type { Row } from '../store/store.ts';
import type { HealthCheck } from './health-check.ts';
import { countUpTo, finding, gradeOf } from './health-finding.ts';

const examplesMost = 5;
const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)].toSorted();
const examplesOf = (rows: readonly Row[]): readonly string[] =>
  rows.slice(0, examplesMost).map((row) => `${textOf(row, 'tenant')} ${textOf(row, 'stream')}`);
/** The code or the kind of an error; what an error of somebody else says in its message may be about a person. */
const problemOf = (row: Row): string => textOf(row, 'problem').replace(/:.*$/s, '');

/** What is due and was not fired: sweepers that stand still, or too few of them. */
export const timerHealth: HealthCheck = async ({ store, now, limits }) => {
  const before = [instantFromMs(instantToMs(now) + 1)];
  const [rows = []] = await store.read([
    { get: 'rows', table: timerTable.name, index: 'due', prefix: [0n], before, limit: limits.rowsMost + 1 },
  ]);
  const [first] = rows;
  if (first === undefined) return [finding('fine', 'HEALTH_TIMERS', {})];
  const oldest = textOf(first, 'try_at');
  const lagSeconds = Math.floor((instantToMs(now) - Date.parse(oldest)) / 1000);
  const details = { ...countUpTo(rows, limits.rowsMost), oldest, lagSeconds };
  return [finding(gradeOf(lagSeconds, limits.timerLagSeconds), 'HEALTH_TIMERS_DUE', details)];
};

/** What failed too often and waits for a person: timers, and streams at which a policy stopped. */
export const parkedHealth: HealthCheck = async ({ store, limits }) => {
  const limit = limits.rowsMost + 1;
  const [timers = [], streams = []] = await store.read([
    { get: 'rows', table: timerTable.name, index: 'due', prefix: [1n], limit },
    { get: 'rows', table: parkedTable.name, index: 'key', prefix: [], limit },
  ]);
  const parked = [
    ...(timers.length === 0
      ? []
      : [
          finding('warning', 'HEALTH_TIMERS_PARKED', {
            ...countUpTo(timers, limits.rowsMost),
            problems: distinct(timers.map(problemOf)),
            examples: examplesOf(timers),
          }),
        ]),
    ...(streams.length === 0
      ? []
      : [
          finding('warning', 'HEALTH_POLICIES_PARKED', {
            ...countUpTo(streams, limits.rowsMost),
            policies: distinct(streams.map((row) => textOf(row, 'policy'))),
            problems: distinct(streams.map(problemOf)),
            examples: examplesOf(streams),
          }),
        ]),
  ];
  return parked.length > 0 ? parked : [finding('fine', 'HEALTH_NOTHING_PARKED', {})];
};
