import { fc, it } from '@fast-check/vitest';
import { expect } from 'vitest';
import {
  availableActions,
  instantFromMs,
  isJicengError,
  loadStream,
  readFacts,
  rungAsk,
  runDecider,
  runDueTimers,
  verifyChain,
  type ClockRun,
  type Instant,
} from '../index.ts';
import { createBench, dayMs, tenant } from '../command/repair.fixture.ts';
import { openOn, stallPermitProcess } from './stall-permit.fixture.ts';

const process = stallPermitProcess();
const stream = 'stall-permit/1';
const actions = process.definition.actions.map(({ action }) => action);

const fieldsOf: Readonly<Record<string, object>> = {
  receiveApplication: { applicant: 'p-1', goods: 'flowers', area: 9, openOn },
  giveSupplementNotice: { missing: ['照片'] },
  inspectSite: { inspected: true },
  extendPeriod: { reasons: '案情复杂' },
  denyPermit: { reasons: '占道' },
};

const step = fc.record({
  type: fc.constantFrom(...actions),
  role: fc.constantFrom('desk', 'reviewer', 'head'),
  /** The clock may also go back. */
  days: fc.integer({ min: -2, max: 12 }),
  sweep: fc.boolean(),
});

it.prop([fc.array(step, { minLength: 5, maxLength: 25 })], { numRuns: 150 })(
  'whoever tries whatever whenever: a button and the command agree, and the record stays whole',
  async (steps) => {
    const { ports, store, clock } = await createBench();
    const call = { ...process, tenant, stream, purpose: 'permits' };
    for (const [at, { type, role, days, sweep }] of steps.entries()) {
      clock.ms += days * dayMs;
      if (sweep) {
        const now = instantFromMs(clock.ms);
        const { failed } = await runDueTimers(store, now, (timer) => runDecider(ports, { ...call, ...rungAsk(timer) }));
        expect(failed).toBe(0);
      }
      const actor = { id: `u-${role}`, roles: [role] };
      const { actions: offered } = await availableActions(ports, { ...call, actor });
      const reasons = offered.find((each) => each.type === type)?.reasons ?? [];
      const command = { type, fields: fieldsOf[type] ?? {} };
      const refused = await runDecider(ports, { ...call, actor, command, key: String(at) }).then(
        () => [],
        (error: unknown) => {
          if (isJicengError(error, 'COMMAND_REFUSED')) return error.reasons;
          throw error;
        },
      );
      expect(refused).toEqual(reasons);
    }
    const facts = await readFacts(store, tenant, stream);
    verifyChain(facts);
    const head = await loadStream(store, process, tenant, stream);
    expect(head.version).toBe(BigInt(facts.length));
    expect((await loadStream(store, { ...process, fold: 'anew' }, tenant, stream)).state).toEqual(head.state);
    // Each step of the record is one that the machine has.
    let status: string = process.lifecycle.initial;
    for (const { type } of facts) status = process.lifecycle.next(status, type) ?? 'impossible';
    expect(status).toBe(head.state.status);
    const [rows = []] = await store.read([{ get: 'rows', table: 'jiceng_timer', index: 'key', prefix: [], limit: 9 }]);
    expect(rows.map((row) => row['name'])).toEqual(process.decider.timers?.(head.state).map(({ name }) => name));
  },
);

const moments = fc.integer({ min: 0, max: 400 }).map((days): Instant => instantFromMs(days * dayMs));
const anyFacts = fc.array(fc.tuple(fc.constantFrom(...process.definition.facts.map(({ fact }) => fact)), moments), {
  maxLength: 40,
});

/** Made of the moments given and of nothing else, each stretch in its direction, and never two of one reason open at once. */
function wellFormed(run: ClockRun, given: ReadonlySet<Instant>): boolean {
  const { startedAt, stoppedAt = startedAt, pauses, extensions, round, passed } = run;
  const told = [
    startedAt,
    stoppedAt,
    ...extensions.map(({ at }) => at),
    ...pauses.map(({ from, to = from }) => [from, to]).flat(),
  ];
  const open = pauses.filter(({ to }) => to === undefined).map(({ pause }) => pause);
  return (
    told.every((moment) => given.has(moment)) &&
    pauses.every(({ from, to }) => to === undefined || from <= to) &&
    new Set(open).size === open.length &&
    round >= 1 &&
    passed === 0
  );
}

it.prop([anyFacts])('facts fold in any order, at any moments: clocks stay well formed and nothing refuses', (facts) => {
  const { evolve, initialState, timers } = process.decider;
  const given = new Set(facts.map(([, at]) => at));
  let state = initialState;
  for (const [type, at] of facts) {
    const before = state;
    const event = { type, edition: '2026-1', status: 'reviewing', fields: {} };
    state = evolve(before, event, at);
    expect(evolve(before, event, at)).toEqual(state);
    for (const run of Object.values(state.clocks)) expect(wellFormed(run, given)).toBe(true);
    // It is kept as JSON beside the facts.
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    expect(timers?.(state).length).toBeLessThanOrEqual(1);
  }
});

it.prop([fc.nat(399)])('an earlier pause with the same end never makes a deadline earlier', (day) => {
  const { evolve, initialState, timers } = process.decider;
  const fold = (pausedOn: number) => {
    const at = (days: number): Instant => instantFromMs(days * dayMs);
    const facts = [
      ['ApplicationAccepted', at(0)],
      ['ExpertReviewBegun', at(pausedOn)],
      ['ExpertReviewEnded', at(400)],
    ] as const;
    const state = facts.reduce(
      (before, [type, moment]) => evolve(before, { type, edition: '2026-1', status: 'reviewing', fields: {} }, moment),
      initialState,
    );
    return timers?.(state)[0]?.dueAt ?? '';
  };
  expect(fold(day) >= fold(day + 1)).toBe(true);
});
