import process from 'node:process';
import { columnsOf, pageColumns } from '@jiceng/example-kit';
import { expect, it } from 'vitest';
import { incidentIds, rungsPerIncident, tasksOf } from './city.ts';
import { dealt } from './desk.ts';
import type { Rehearsal } from './rehearsal.ts';
import { serverUrl } from './server.ts';
import { summaryText } from './summary.ts';

it('deals every command to one host, and those of an incident to the same', () => {
  const hands = dealt(3, incidentIds);
  const keys = hands.flatMap((hand) => hand.map(({ key }) => key));
  expect(keys.toSorted()).toEqual(incidentIds.flatMap((id) => tasksOf(id).map(({ key }) => key)).toSorted());
  const holders = new Map<string, Set<number>>();
  hands.forEach((hand, at) => {
    for (const { incidentId } of hand) holders.set(incidentId, (holders.get(incidentId) ?? new Set()).add(at));
  });
  expect([...holders.values()].filter(({ size }) => size !== 1)).toEqual([]);
});

const whole: Rehearsal = {
  hosts: 3,
  commands: 360,
  killed: true,
  unanswered: 0,
  sums: {
    handled: 360,
    raised: incidentIds.length * rungsPerIncident,
    wholeStreams: incidentIds.length,
    feed: { positions: 600, facts: 600, gaps: 0 },
    unpromoted: 0,
  },
};

it.each(['zh-CN', 'en'] as const)('stands on lines that a terminal can hold (%s)', (lang) => {
  for (const line of summaryText(whole, lang).split('\n')) {
    expect(columnsOf(line)).toBeLessThanOrEqual(pageColumns);
    expect(line).toBe(line.trimEnd());
  }
});

it('says so when the kill came too late, or something is missing', () => {
  const text = summaryText({ ...whole, killed: false, unanswered: 2 }, 'en');
  expect(text).toContain('no: this run does not count');
  expect(text).toMatch(/Commands never answered +2/);
});

it('speaks English without a Chinese letter', () => {
  expect(summaryText(whole, 'en')).not.toMatch(/\p{Script=Han}/u);
});

it('finds no server where none answers', async () => {
  expect(await serverUrl('postgres://nobody@127.0.0.1:1/none')).toBeUndefined();
});

it('has a server wherever services are required', async () => {
  const url = await serverUrl(process.env['JICENG_PG_URL'] ?? '');
  if (url === undefined) process.stdout.write('not run: three hosts on PostgreSQL: no server answers\n');
  expect(url !== undefined || process.env['JICENG_REQUIRE_SERVICES'] !== '1').toBe(true);
});
