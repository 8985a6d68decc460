import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  allowAll,
  createDefinedProcess,
  createMemoryStore,
  createPorts,
  instantFromMs,
  kernelTables,
  parseJson,
  readFacts,
  rungAsk,
  runDecider,
  runDueTimers,
  type DefinedClock,
  type Instant,
  type RungTimes,
} from '@jiceng/kernel';
import { compileCalendar, deadlineOf, type Limit, type Pause } from '@jiceng/sla';
import { chinaNotices } from '@jiceng/sla/notices';
import { expect, expectTypeOf, it } from 'vitest';
import { repositoryRoot } from '../repository/repository-root.ts';

const office = [
  ['09:00', '12:00'],
  ['14:00', '18:00'],
] as const;
const calendar = compileCalendar({
  zone: 'Asia/Shanghai',
  week: { mon: office, tue: office, wed: office, thu: office, fri: office },
  makeup: office,
  holidays: { notices: chinaNotices },
  range: { from: '2026-01-01', to: '2027-12-31' },
});

type OwnLimit = Exclude<DefinedClock['limit'], { readonly preset: string }>;

/** What a host writes to join the two: the clock's facts come from the kernel, the counting from `sla`. */
const rungTimes: RungTimes = ({ limit, ladder = [] }, { startedAt, pauses, extensions }) => {
  if ('preset' in limit) return [];
  const { unit } = limit;
  const granted = extensions.reduce((sum, { value }) => sum + value, limit.value);
  return ladder.map(({ due }) => {
    const value = 'atFraction' in due ? Math.ceil(due.atFraction * granted) : granted + due.overdueBy.value;
    return deadlineOf(calendar, { start: startedAt, limit: { unit, value }, pauses }).dueAt;
  });
};

const file = join(repositoryRoot, 'packages/kernel/src/definition/stall-permit.json');
const permit = createDefinedProcess(parseJson(readFileSync(file, 'utf8')), { rungTimes });
const who = { tenant: '330106', stream: 'stall-permit/1', purpose: 'permits' };

async function createCase() {
  const clock = { at: '2026-02-13T08:00:00.000Z' as Instant };
  const store = createMemoryStore();
  await store.migrate(kernelTables);
  const ports = createPorts({ store, access: allowAll, clock: { now: async () => clock.at } });
  const act = (role: string, type: string, fields: object = {}) => {
    const call = { ...permit, ...who, actor: { id: `u-${role}`, roles: [role] } };
    return runDecider(ports, { ...call, key: `${clock.at} ${type}`, command: { type, fields } });
  };
  const sweep = () =>
    runDueTimers(store, clock.at, (timer) => runDecider(ports, { ...permit, ...who, ...rungAsk(timer) }));
  await act('desk', 'receiveApplication', { applicant: 'p-1', goods: 'food', area: 9, openOn: '2026-05-01' });
  await act('desk', 'acceptApplication');
  const rungs = async () => {
    const facts = await readFacts(store, who.tenant, who.stream);
    return facts.filter(({ actor }) => actor === 'clock').map(({ type, occurredAt }) => [type, occurredAt]);
  };
  return { clock, act, sweep, rungs };
}

it('a limit, a pause and a moment of a definition are those of sla, in their types', () => {
  expectTypeOf<Pick<OwnLimit, 'unit' | 'value'>>().toExtend<Limit>();
  expectTypeOf<Parameters<RungTimes>[1]['pauses'][number]>().toExtend<Pause>();
  expectTypeOf<ReturnType<RungTimes>[number]>().toEqualTypeOf<Instant | undefined>();
});

it('and in their meaning: twenty working days over the Spring Festival, with its make-up days', async () => {
  const { clock, sweep, rungs } = await createCase();
  clock.at = '2026-03-19T15:59:59.999Z';
  await sweep();
  expect(await rungs()).toEqual([['DeadlineNeared', '2026-03-13T16:00:00.000Z']]);
  clock.at = '2026-06-01T00:00:00.000Z';
  expect(await sweep()).toEqual({ fired: 1, failed: 0, more: false });
  expect((await rungs()).at(-1)).toEqual(['DeadlineMissed', '2026-03-19T16:00:00.000Z']);
});

it('and with a pause and an extension: days of the expert review do not count, ten more do', async () => {
  const { clock, act, sweep, rungs } = await createCase();
  clock.at = '2026-03-02T02:00:00.000Z';
  await act('reviewer', 'beginExpertReview');
  clock.at = instantFromMs(Date.parse('2026-03-09T02:00:00.000Z'));
  expect(await sweep()).toEqual({ fired: 0, failed: 0, more: false });
  await act('reviewer', 'endExpertReview');
  await act('head', 'extendPeriod', { reasons: '案情复杂' });
  clock.at = '2026-06-01T00:00:00.000Z';
  await sweep();
  // Five working days of review (3 to 9 March) and ten granted: fifteen after 19 March, with Qingming on 6 April.
  expect((await rungs()).at(-1)).toEqual(['DeadlineMissed', '2026-04-10T16:00:00.000Z']);
});
