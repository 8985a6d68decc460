import { instantToMs } from '../plain/instant.ts';
import { cursorTable, feedEntryTable, feedIntakeTable, feedTable } from '../record/kernel-tables.ts';
import { feedOfReader } from '../record/reader.ts';
import { bigintOf, textOf } from '../store/row.ts';
import type { Row } from '../store/store.ts';
import type { HealthCheck, HealthLimits } from './health-check.ts';
import { countUpTo, finding, gradeOf, type HealthFinding } from './health-finding.ts';

const positionOf = (row: Row | undefined): bigint => (row === undefined ? 0n : bigintOf(row, 'position'));

function readerFinding(row: Row, head: bigint, { readerBehind }: HealthLimits): HealthFinding {
  const [reader, position] = [textOf(row, 'reader'), positionOf(row)];
  if (position > head) {
    return finding('severe', 'HEALTH_READER_AHEAD', { reader, position: String(position), head: String(head) });
  }
  const behind = Number(head - position);
  return finding(gradeOf(behind, readerBehind), 'HEALTH_READER', { reader, behind });
}

/** Where the feed stands, whether its last entry stands there too, and how far behind each reader is. */
export const feedHealth: HealthCheck = async ({ store, feed, limits }) => {
  const [[head] = [], [last] = [], cursors = [], feeds = []] = await store.read([
    { get: 'row', table: feedTable.name, key: [feed] },
    { get: 'rows', table: feedEntryTable.name, index: 'key', prefix: [feed], limit: 1, reverse: true },
    { get: 'rows', table: cursorTable.name, index: 'key', prefix: [], limit: limits.rowsMost + 1 },
    { get: 'rows', table: feedTable.name, index: 'key', prefix: [], limit: limits.rowsMost },
  ]);
  if (head === undefined && feeds.length > 0) {
    return [finding('warning', 'HEALTH_FEED_UNKNOWN', { feed, feeds: feeds.map((row) => textOf(row, 'feed')) })];
  }
  const [position, entry] = [positionOf(head), positionOf(last)];
  const seen = cursors.slice(0, limits.rowsMost);
  const readers = seen.filter((row) => (feedOfReader(textOf(row, 'reader')) ?? feed) === feed);
  return [
    position === entry
      ? finding('fine', 'HEALTH_FEED', { feed, position: String(position) })
      : finding('severe', 'HEALTH_FEED_TORN', { feed, position: String(position), last: String(entry) }),
    ...readers.map((row) => readerFinding(row, position, limits)),
    ...(cursors.length > seen.length ? [finding('warning', 'HEALTH_READERS_UNSEEN', { count: seen.length })] : []),
  ];
};

/** Commits that wait for a position: readers that stand still, or rows that nobody will ever promote. */
export const intakeHealth: HealthCheck = async ({ store, feed, now, limits }) => {
  const [rows = []] = await store.read([
    { get: 'rows', table: feedIntakeTable.name, index: 'key', prefix: [feed], limit: limits.rowsMost + 1 },
  ]);
  const [first] = rows;
  const counted = countUpTo(rows, limits.rowsMost);
  if (first === undefined) return [];
  if (store.info.positions === 'inline') return [finding('severe', 'HEALTH_INTAKE_STRANDED', { ...counted })];
  const ageSeconds = Math.max(0, Math.floor((instantToMs(now) - Number(bigintOf(first, 'tick') / 1000n)) / 1000));
  return [finding(gradeOf(ageSeconds, limits.intakeAgeSeconds), 'HEALTH_INTAKE', { ...counted, ageSeconds })];
};
