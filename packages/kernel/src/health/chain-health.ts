import { isJicengError } from '../plain/jiceng-error.ts';
import { verifyChain } from '../record/chain.ts';
import { factOfRow } from '../record/fact.ts';
import type { FeedRef } from '../record/feed.ts';
import { factTable, feedEntryTable, feedIntakeTable, streamTable } from '../record/kernel-tables.ts';
import { bigintOf, textOf } from '../store/row.ts';
import type { Row } from '../store/store.ts';
import type { HealthCheck, HealthQuestion } from './health-check.ts';
import { finding, type HealthFinding } from './health-finding.ts';

type Place = readonly [tenant: string, stream: string];

// Written by the kernel.
const placesOf = (row: Row): readonly Place[] =>
  (JSON.parse(textOf(row, 'refs')) as readonly FeedRef[]).map(([tenant, stream]) => [tenant, stream]);

/** The streams written to last, and the first of all: those that change now, and one that has long been at rest. */
async function someStreams({ store, feed, limits }: HealthQuestion): Promise<readonly Place[]> {
  const limit = limits.chainStreams;
  const [entries = [], intake = [], heads = []] = await store.read([
    { get: 'rows', table: feedEntryTable.name, index: 'key', prefix: [feed], limit, reverse: true },
    { get: 'rows', table: feedIntakeTable.name, index: 'key', prefix: [feed], limit, reverse: true },
    { get: 'rows', table: streamTable.name, index: 'key', prefix: [], limit },
  ]);
  const atRest = heads.map((row): Place => [textOf(row, 'tenant'), textOf(row, 'stream')]);
  const written = [...intake, ...entries].flatMap(placesOf);
  const places = [...atRest.slice(0, 1), ...written, ...atRest.slice(1)];
  return [...new Map(places.map((place) => [JSON.stringify(place), place])).values()].slice(0, limit);
}

interface Spot {
  readonly facts: number;
  readonly findings: readonly HealthFinding[];
}

/** The last facts of a stream against one another, and against its head. */
async function checkStream({ store, limits }: HealthQuestion, [tenant, stream]: Place): Promise<Spot> {
  const [[head] = [], rows = []] = await store.read([
    { get: 'row', table: streamTable.name, key: [tenant, stream] },
    {
      get: 'rows',
      table: factTable.name,
      index: 'key',
      prefix: [tenant, stream],
      limit: limits.chainFacts,
      reverse: true,
    },
  ]);
  const facts = rows.map(factOfRow).toReversed();
  const last = facts.at(-1);
  const findings: HealthFinding[] = [];
  try {
    verifyChain(facts, facts[0]?.version === 1n ? '' : facts[0]?.previous);
  } catch (error) {
    if (!isJicengError(error, 'FACT_CHAIN_BROKEN')) throw error;
    findings.push(
      finding('severe', 'HEALTH_CHAIN_BROKEN', { tenant, stream, version: error.details['version'] ?? '' }),
    );
  }
  const version = head === undefined ? 0n : bigintOf(head, 'version');
  const whole = head !== undefined && version === last?.version && textOf(head, 'digest') === last.digest;
  if (!whole) {
    const details = { tenant, stream, head: String(version), last: String(last?.version ?? 0n) };
    findings.push(finding('severe', 'HEALTH_HEAD_ASTRAY', details));
  }
  return { facts: facts.length, findings };
}

/** Spot check of the record: a change behind the back of the program shows at the streams that are looked at, not at all. */
export const chainHealth: HealthCheck = async (question) => {
  const places = await someStreams(question);
  const spots: Spot[] = [];
  for (const place of places) spots.push(await checkStream(question, place));
  const findings = spots.flatMap((spot) => spot.findings);
  const facts = spots.reduce((sum, spot) => sum + spot.facts, 0);
  return findings.length > 0 ? findings : [finding('fine', 'HEALTH_CHAINS', { streams: places.length, facts })];
};
