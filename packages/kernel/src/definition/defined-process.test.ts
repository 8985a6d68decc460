import { describe, expect, it } from 'vitest';
import {
  availableActions,
  clockActor,
  createDefinedProcess,
  createRolePolicy,
  editionOf,
  instantFromMs,
  lendRoles,
  loadStream,
  machineOf,
  parkedTimers,
  parseJson,
  readFacts,
  rungAsk,
  runDecider,
  runDueTimers,
  verifyChain,
  type Ask,
  type DefinedProcess,
  type DueTimer,
  type Instant,
} from '../index.ts';
import {
  createBench,
  dayMs,
  everything,
  later,
  refusalOf,
  repairCall,
  report,
  startMs,
  tenant,
  thrownBy,
  type Bench,
} from '../command/repair.fixture.ts';
import { edited, openOn, plainDays, stallPermitJson, stallPermitProcess } from './stall-permit.fixture.ts';

const startsAt = instantFromMs(startMs);
const process = stallPermitProcess();
const stream = 'stall-permit/1';
const actors = {
  desk: { id: 'u-desk', roles: ['desk'] },
  reviewer: { id: 'u-reviewer', roles: ['reviewer'] },
  head: { id: 'u-head', roles: ['head'] },
};
const application = { applicant: 'p-1', goods: 'food', area: 12, openOn };

interface Act extends Partial<Ask> {
  readonly process?: DefinedProcess;
}

function act(bench: Bench, actor: keyof typeof actors, type: string, fields: object = {}, given: Act = {}) {
  const { process: own = process, ...ask } = given;
  const command = { type, fields };
  const key = JSON.stringify([bench.clock.ms, type, fields]);
  return runDecider(bench.ports, {
    ...own,
    tenant,
    stream,
    key,
    command,
    actor: actors[actor],
    purpose: 'permits',
    ...ask,
  });
}
const stateOf = async ({ store }: Bench, own = process) => (await loadStream(store, own, tenant, stream)).state;
const fire =
  (bench: Bench, own = process) =>
  (timer: DueTimer) =>
    runDecider(bench.ports, { ...own, ...rungAsk(timer), stream: timer.stream, purpose: 'permits' });
const sweep = (bench: Bench, own = process) =>
  runDueTimers(bench.store, instantFromMs(bench.clock.ms), fire(bench, own));

async function reviewing(given: Act = {}): Promise<Bench> {
  const bench = await createBench();
  await act(bench, 'desk', 'receiveApplication', application, given);
  await act(bench, 'desk', 'acceptApplication', {}, given);
  return bench;
}

describe('a process made of a definition', () => {
  it('runs from the first fact to the last', async () => {
    const bench = await createBench();
    await act(bench, 'desk', 'receiveApplication', { ...application, note: '靠近河边' });
    await act(bench, 'desk', 'giveSupplementNotice', { missing: ['身份证', '照片'] });
    await act(bench, 'desk', 'receiveSupplement');
    await act(bench, 'desk', 'acceptApplication');
    await act(bench, 'reviewer', 'inspectSite', { inspected: true });
    await act(bench, 'reviewer', 'grantPermit');
    const facts = await readFacts(bench.store, tenant, stream);
    expect(facts.map(({ type }) => type)).toEqual([
      'ApplicationReceived',
      'SupplementNoticeGiven',
      'SupplementReceived',
      'ApplicationAccepted',
      'SiteInspected',
      'PermitGranted',
    ]);
    verifyChain(facts);
    expect(await stateOf(bench)).toMatchObject({
      edition: '2026-1',
      status: 'granted',
      fields: { ...application, note: '靠近河边', missing: ['身份证', '照片'], inspected: true },
      flags: ['noticeGiven'],
    });
  });

  it('says in each fact where it led, under which edition, and what was given', async () => {
    const bench = await createBench();
    await act(bench, 'desk', 'receiveApplication', application);
    await act(bench, 'desk', 'giveSupplementNotice', { missing: ['照片'] });
    const [first, second] = await readFacts(bench.store, tenant, stream);
    expect(JSON.parse(first?.body ?? '')).toEqual({
      type: 'ApplicationReceived',
      edition: '2026-1',
      status: 'checking',
      fields: application,
    });
    // The notice names its template and, by reference, whom it goes to: what sends it needs to look nothing up.
    expect(JSON.parse(second?.body ?? '')).toEqual({
      type: 'SupplementNoticeGiven',
      edition: '2026-1',
      status: 'waiting',
      fields: { missing: ['照片'] },
      notice: { template: 'supplement-notice', to: 'p-1' },
    });
  });

  it('has one lifecycle, as a machine and as a table, and both agree on everything', () => {
    const { machine, lifecycle, definition } = process;
    expect(lifecycle.initial).toBe('none');
    expect(lifecycle.finals).toEqual(['granted', 'denied', 'withdrawn']);
    expect(machine.id).toBe('stall-permit');
    for (const value of lifecycle.statuses) {
      const snapshot = machine.resolveState({ value });
      for (const { fact } of definition.facts) {
        expect([value, fact, lifecycle.allows(value, fact)]).toEqual([value, fact, snapshot.can({ type: fact })]);
      }
    }
    expect(machineOf(definition).config).toEqual(machine.config);
  });

  it('folds to the same state from its facts as from its head', async () => {
    const bench = await reviewing();
    await act(bench, 'reviewer', 'beginExpertReview');
    const cached = await stateOf(bench);
    expect(await stateOf(bench, { ...process, fold: 'another' })).toEqual(cached);
  });
});

describe('its commands', () => {
  const refusedAs = async (command: unknown) => {
    const bench = await createBench();
    const before = await everything(bench.store);
    const error = await refusalOf(act(bench, 'desk', 'receiveApplication', application, { command, key: 'k' }));
    expect(error.code).toBe('COMMAND_INVALID');
    expect(await everything(bench.store)).toEqual(before);
    return error.reasons.map(({ code, details: { path } }) => [code, path]);
  };
  const receive = (fields: object) => ({ type: 'receiveApplication', fields });

  it('are strict: each field of its kind, within its bounds, and no other', async () => {
    const faults: readonly (readonly [unknown, string, string])[] = [
      [receive({ ...application, goods: 'books' }), 'INPUT_CHOICE', 'fields.goods'],
      [receive({ ...application, area: 0 }), 'INPUT_TOO_SMALL', 'fields.area'],
      [receive({ ...application, area: 61 }), 'INPUT_TOO_LARGE', 'fields.area'],
      [receive({ ...application, area: '12' }), 'INPUT_TYPE', 'fields.area'],
      [receive({ ...application, area: 1.5 }), 'INPUT_TYPE', 'fields.area'],
      [receive({ ...application, openOn: '2026-02-30' }), 'INPUT_REFUSED', 'fields.openOn'],
      [receive({ ...application, openOn: '2026-3-2' }), 'INPUT_REFUSED', 'fields.openOn'],
      [receive({ ...application, applicant: '  ' }), 'INPUT_TOO_SHORT', 'fields.applicant'],
      [receive({ ...application, note: 'x'.repeat(201) }), 'INPUT_TOO_LONG', 'fields.note'],
      [receive({ ...application, missing: ['照片'] }), 'INPUT_UNKNOWN', 'fields.missing'],
      [receive({ ...application, status: 'granted' }), 'INPUT_UNKNOWN', 'fields.status'],
      [receive({ applicant: 'p-1', goods: 'food', openOn }), 'INPUT_MISSING', 'fields.area'],
      [{ type: 'receiveApplication' }, 'INPUT_MISSING', 'fields'],
      [{ ...receive(application), status: 'granted' }, 'INPUT_UNKNOWN', 'status'],
      [{ type: 'giveSupplementNotice', fields: { missing: [] } }, 'INPUT_TOO_SHORT', 'fields.missing'],
      [{ type: 'giveSupplementNotice', fields: { missing: ['照片', 7] } }, 'INPUT_TYPE', 'fields.missing[1]'],
      [{ type: 'inspectSite', fields: { inspected: 'yes' } }, 'INPUT_TYPE', 'fields.inspected'],
      [{ type: 'approve', fields: {} }, 'INPUT_CHOICE', 'type'],
      [{ type: 'passRung', fields: { clock: 'decision', rung: 'far' } }, 'INPUT_CHOICE', 'fields.rung'],
      [{ type: 'passRung', fields: { clock: 'notice', rung: 'near' } }, 'INPUT_CHOICE', 'fields.clock'],
    ];
    for (const [command, code, path] of faults) expect(await refusedAs(command)).toEqual([[code, path]]);
  });

  it('say in both languages what is wrong with a date', async () => {
    const bench = await createBench();
    const error = await refusalOf(act(bench, 'desk', 'receiveApplication', { ...application, openOn: '2026-02-30' }));
    expect(error.words).toEqual({
      'zh-CN': '命令格式有误：fields.openOn：“2026-02-30”不是有效的日期；格式为 2026-03-02。',
      en: 'The command is malformed: fields.openOn: "2026-02-30" is not a valid date; the form is 2026-03-02.',
    });
  });

  it('need no fields where none are required', async () => {
    const bench = await createBench();
    await act(bench, 'desk', 'receiveApplication', application);
    await act(bench, 'desk', 'acceptApplication', {}, { command: { type: 'acceptApplication' } });
    expect((await stateOf(bench)).status).toBe('reviewing');
  });

  it('hold every kind of field, instants in UTC', async () => {
    const name = { 'zh-CN': '字段', en: 'field' };
    const kinds = createDefinedProcess({
      id: 'kinds',
      edition: '1',
      name,
      start: 'a',
      ends: ['b'],
      roles: [{ role: 'desk', name }],
      fields: [
        { field: 'moment', name, type: 'instant' },
        { field: 'people', name, type: 'references' },
        {
          field: 'kinds',
          name,
          type: 'choices',
          choices: [
            { choice: 'x', name },
            { choice: 'y', name },
          ],
        },
      ],
      states: [
        { state: 'a', name, on: { Done: 'b' } },
        { state: 'b', name },
      ],
      facts: [{ fact: 'Done', name }],
      actions: [
        {
          action: 'do',
          name,
          records: 'Done',
          roles: ['desk'],
          requires: ['moment', 'people', 'kinds'],
        },
      ],
    });
    const given = { moment: '2026-03-02T09:30:00+08:00', people: ['p-1', 'p-2'], kinds: ['y'] };
    const bench = await createBench();
    await act(bench, 'desk', 'do', given, { process: kinds });
    expect((await stateOf(bench, kinds)).fields).toEqual({ ...given, moment: '2026-03-02T01:30:00.000Z' });
    const other = await createBench();
    const wrong = { ...given, kinds: ['z'], moment: '2026-03-02T09:30:00' };
    const error = await refusalOf(act(other, 'desk', 'do', wrong, { process: kinds }));
    expect(error.reasons.map(({ details: { path } }) => path)).toEqual(['fields.moment', 'fields.kinds[0]']);
  });
});

describe('a step that is not possible', () => {
  const reasonsFor = async (bench: Bench, actor: keyof typeof actors, type: string, fields: object = {}) => {
    const before = await everything(bench.store);
    const error = await refusalOf(act(bench, actor, type, fields));
    expect(error.code).toBe('COMMAND_REFUSED');
    expect(await everything(bench.store)).toEqual(before);
    return error.reasons;
  };

  it('is refused by the state, in the words of the definition', async () => {
    const bench = await createBench();
    await act(bench, 'desk', 'receiveApplication', application);
    const [reason, ...more] = await reasonsFor(bench, 'head', 'denyPermit', { reasons: '占道' });
    expect(more).toEqual([]);
    expect(reason).toMatchObject({
      code: 'PROCESS_STEP_NOT_ALLOWED',
      details: { status: 'checking', action: 'denyPermit' },
    });
    expect(reason?.words).toEqual({
      'zh-CN': '状态为“材料核验中”时不能“不予许可”。',
      en: 'In the state "checking the material" it is not possible to "deny the permit".',
    });
  });

  it('is refused to whoever lacks the role', async () => {
    const bench = await reviewing();
    const [reason, ...more] = await reasonsFor(bench, 'desk', 'inspectSite', { inspected: true });
    expect(more).toEqual([]);
    expect(reason).toMatchObject({ code: 'PROCESS_ROLE_MISSING', details: { allowed: ['reviewer'] } });
    expect(reason?.words).toEqual({ 'zh-CN': '须由审查人员办理。', en: 'Only the reviewer may do this.' });
  });

  it('is allowed to whoever stands in for the role', async () => {
    const bench = await reviewing();
    const standIns = [{ actor: 'u-desk', role: 'reviewer', from: '2026-03-02', to: '2026-03-02' }] as const;
    const actor = lendRoles(actors.desk, startsAt, { standIns });
    await act(bench, 'desk', 'inspectSite', { inspected: true }, { actor });
    expect((await stateOf(bench)).fields['inspected']).toBe(true);
  });

  it('is refused while something is unknown, and says what', async () => {
    const bench = await reviewing();
    const [reason, ...more] = await reasonsFor(bench, 'reviewer', 'grantPermit');
    expect(more).toEqual([]);
    expect(reason).toMatchObject({ code: 'PROCESS_FIELD_MISSING', details: { fields: ['inspected'] } });
    expect(reason?.words).toEqual({ 'zh-CN': '尚未登记：现场核查通过。', en: 'Not yet on record: inspection passed.' });
  });

  it('is refused when what is known stands against it, and says what would be needed', async () => {
    const bench = await reviewing();
    await act(bench, 'reviewer', 'inspectSite', { inspected: false });
    await act(bench, 'reviewer', 'beginExpertReview');
    const reasons = await reasonsFor(bench, 'reviewer', 'grantPermit');
    expect(reasons.map(({ code }) => code)).toEqual(['PROCESS_NEED_UNMET', 'PROCESS_NEED_UNMET']);
    expect(reasons.map(({ words }) => words['zh-CN'])).toEqual([
      '须满足：未标记“专家评审中”。',
      '须满足：“现场核查通过”为是或（“经营种类”为“花卉”且“占地平方米”小于 10）。',
    ]);
    expect(reasons.map(({ words }) => words.en)).toEqual([
      'This is needed: not marked "out for expert review".',
      'This is needed: "inspection passed" is yes or ("goods" is "flowers" and "square metres" is less than 10).',
    ]);
  });

  it('becomes possible with what is recorded, one way or the other', async () => {
    const inspected = await reviewing();
    await act(inspected, 'reviewer', 'inspectSite', { inspected: true });
    await act(inspected, 'reviewer', 'grantPermit');
    const small = await createBench();
    await act(small, 'desk', 'receiveApplication', { ...application, goods: 'flowers', area: 9 });
    await act(small, 'desk', 'acceptApplication');
    await act(small, 'reviewer', 'grantPermit');
    expect([(await stateOf(inspected)).status, (await stateOf(small)).status]).toEqual(['granted', 'granted']);
  });

  it('is the second notice: what is missing is named once', async () => {
    const bench = await createBench();
    await act(bench, 'desk', 'receiveApplication', application);
    await act(bench, 'desk', 'giveSupplementNotice', { missing: ['照片'] });
    await act(bench, 'desk', 'receiveSupplement');
    const [reason, ...more] = await reasonsFor(bench, 'desk', 'giveSupplementNotice', { missing: ['户口簿'] });
    expect(more).toEqual([]);
    expect(reason).toMatchObject({
      code: 'PROCESS_NEED_UNMET',
      details: { source: { law: '中华人民共和国行政许可法', article: '32(1)(4)' } },
    });
  });

  it('gives the same reasons before it is tried', async () => {
    const bench = await reviewing();
    const asked = { ...process, tenant, stream, actor: actors.desk, purpose: 'permits' };
    const { actions } = await availableActions(bench.ports, asked);
    expect(actions.filter(({ allowed }) => allowed).map(({ type }) => type)).toEqual(['withdrawApplication']);
    const grant = actions.find(({ type }) => type === 'grantPermit');
    expect(grant?.reasons.map(({ code }) => code)).toEqual(['PROCESS_ROLE_MISSING', 'PROCESS_FIELD_MISSING']);
    expect(await reasonsFor(bench, 'desk', 'grantPermit')).toEqual(grant?.reasons);
  });

  it('is a notice that nobody could receive', async () => {
    const unaddressed = stallPermitProcess(
      edited((d) => {
        for (const action of d.actions)
          if (action.action === 'receiveApplication') action.requires = ['goods', 'area', 'openOn'];
        for (const action of d.actions)
          if (action.action === 'inspectSite') action.requires = ['inspected', 'applicant'];
      }),
    );
    const bench = await createBench();
    const { applicant, ...fields } = application;
    await act(bench, 'desk', 'receiveApplication', fields, { process: unaddressed });
    const error = await refusalOf(
      act(bench, 'desk', 'giveSupplementNotice', { missing: [applicant] }, { process: unaddressed }),
    );
    expect(error.reasons.map(({ code, details }) => [code, details['fields']])).toEqual([
      ['PROCESS_FIELD_MISSING', ['applicant']],
    ]);
  });

  it('is asked of the host’s policy as well', async () => {
    const access = createRolePolicy({ grants: [{ role: 'desk', action: '*', purpose: 'permits' }] });
    const bench = await createBench({ access });
    const error = await refusalOf(act(bench, 'head', 'receiveApplication', application));
    expect(error.reasons.map(({ code }) => code)).toEqual(['ACCESS_DENIED', 'PROCESS_ROLE_MISSING']);
    await act(bench, 'desk', 'receiveApplication', application);
  });
});

describe('its clocks', () => {
  const decision = async (bench: Bench) => (await stateOf(bench)).clocks['decision'];

  it('start, pause, are extended and stop with the facts, at the moments they happened', async () => {
    const bench = await createBench();
    // Handed in on Friday, entered on Monday.
    const handedIn: Instant = '2026-02-27T08:00:00.000Z';
    await act(bench, 'desk', 'receiveApplication', application, { occurredAt: handedIn });
    expect((await stateOf(bench)).clocks).toEqual({
      notice: { startedAt: handedIn, pauses: [], extensions: [], round: 1, passed: 0 },
    });
    await act(bench, 'desk', 'acceptApplication');
    expect((await stateOf(bench)).clocks['notice']).toMatchObject({ stoppedAt: startsAt });
    bench.clock.ms += dayMs;
    await act(bench, 'reviewer', 'beginExpertReview');
    bench.clock.ms += 3 * dayMs;
    await act(bench, 'reviewer', 'endExpertReview');
    await act(bench, 'head', 'extendPeriod', { reasons: '案情复杂' });
    expect(await decision(bench)).toEqual({
      startedAt: startsAt,
      pauses: [{ pause: 0, from: later(startsAt, 1), to: later(startsAt, 4) }],
      extensions: [{ value: 10, unit: 'workingDay', at: later(startsAt, 4) }],
      round: 1,
      passed: 0,
    });
    await act(bench, 'head', 'denyPermit', { reasons: '占道' });
    expect(await decision(bench)).toMatchObject({ stoppedAt: later(startsAt, 4) });
  });

  it('wait in rows, one rung at a time, and climb their ladder in order after forty days of silence', async () => {
    const bench = await reviewing();
    const rows = async () =>
      (
        await bench.store.read([{ get: 'rows', table: 'jiceng_timer', index: 'key', prefix: [tenant], limit: 10 }])
      )[0]?.map((row) => [row['name'], row['due_at']]);
    expect(await rows()).toEqual([['decision/near/1', later(startsAt, 16)]]);
    bench.clock.ms += 40 * dayMs;
    expect(await sweep(bench)).toEqual({ fired: 2, failed: 0, more: false });
    expect(await rows()).toEqual([]);
    const facts = await readFacts(bench.store, tenant, stream, 2n);
    expect(facts.map(({ type, actor, occurredAt, body }) => [type, actor, occurredAt, parseJson(body)])).toEqual([
      [
        'DeadlineNeared',
        'clock',
        later(startsAt, 16),
        {
          type: 'DeadlineNeared',
          edition: '2026-1',
          status: 'reviewing',
          fields: {},
          rung: { clock: 'decision', rung: 'near' },
        },
      ],
      [
        'DeadlineMissed',
        'clock',
        later(startsAt, 20),
        {
          type: 'DeadlineMissed',
          edition: '2026-1',
          status: 'reviewing',
          fields: {},
          rung: { clock: 'decision', rung: 'missed' },
        },
      ],
    ]);
    expect((await stateOf(bench)).flags).toEqual(['late']);
    expect(await decision(bench)).toMatchObject({ passed: 2 });
    expect(await sweep(bench)).toEqual({ fired: 0, failed: 0, more: false });
  });

  it('do not fire while they are paused, and later by the time of the pause', async () => {
    const bench = await reviewing();
    bench.clock.ms += 10 * dayMs;
    await act(bench, 'reviewer', 'beginExpertReview');
    bench.clock.ms += 100 * dayMs;
    expect(await sweep(bench)).toEqual({ fired: 0, failed: 0, more: false });
    await act(bench, 'reviewer', 'endExpertReview');
    bench.clock.ms += 6 * dayMs - 1;
    expect(await sweep(bench)).toEqual({ fired: 0, failed: 0, more: false });
    bench.clock.ms += 1;
    expect(await sweep(bench)).toEqual({ fired: 1, failed: 0, more: false });
  });

  it('are not moved by what is none of their business', async () => {
    const bench = await reviewing();
    const before = await decision(bench);
    bench.clock.ms += dayMs;
    await act(bench, 'reviewer', 'inspectSite', { inspected: true, note: '已看' });
    expect(await decision(bench)).toEqual(before);
  });

  it('wait for nothing once the case has ended, however late the sweeper comes', async () => {
    const bench = await reviewing();
    await act(bench, 'desk', 'withdrawApplication');
    bench.clock.ms += 400 * dayMs;
    expect(await sweep(bench)).toEqual({ fired: 0, failed: 0, more: false });
  });

  it('cannot be extended once they are overdue, nor twice', async () => {
    const bench = await reviewing();
    await act(bench, 'head', 'extendPeriod', { reasons: '案情复杂' });
    const twice = await refusalOf(act(bench, 'head', 'extendPeriod', { reasons: '仍然复杂' }));
    expect(twice.reasons.map(({ code }) => code)).toEqual(['PROCESS_NEED_UNMET']);
    const late = await reviewing();
    late.clock.ms += 30 * dayMs;
    await sweep(late);
    const error = await refusalOf(act(late, 'head', 'extendPeriod', { reasons: '案情复杂' }));
    expect(error.reasons.map(({ words }) => words['zh-CN'])).toEqual(['须满足：未标记“已逾期”。']);
  });

  it('are passed by the clock alone, when due, rung by rung', async () => {
    const bench = await reviewing();
    const pass = (rung: string, actor = clockActor) =>
      act(
        bench,
        'desk',
        'passRung',
        { clock: 'decision', rung },
        { actor, key: `${bench.clock.ms} ${rung} ${actor.id}` },
      );
    const byHand = await refusalOf(pass('near', actors.head));
    expect(byHand.reasons.map(({ code }) => code)).toEqual(['PROCESS_ROLE_MISSING']);
    expect((await refusalOf(pass('near'))).code).toBe('PROCESS_RUNG_NOT_DUE');
    bench.clock.ms += 40 * dayMs;
    expect((await refusalOf(pass('missed'))).code).toBe('PROCESS_RUNG_NOT_DUE');
    await pass('near');
    const again = await refusalOf(
      act(bench, 'desk', 'passRung', { clock: 'decision', rung: 'near' }, { actor: clockActor, key: 'again' }),
    );
    expect(again.code).toBe('PROCESS_RUNG_NOT_DUE');
    expect(again.message).toBe('时钟“许可决定期限”的“临期提醒”尚未到期或已经过去。');
    await pass('missed');
  });

  it('run for nobody before anything has started', async () => {
    const bench = await createBench();
    const error = await refusalOf(
      act(bench, 'desk', 'passRung', { clock: 'decision', rung: 'near' }, { actor: clockActor }),
    );
    expect(error.reasons.map(({ code }) => code)).toEqual(['PROCESS_CLOCK_NOT_RUNNING']);
  });

  it('swept by several at once pass each rung once', async () => {
    const bench = await reviewing();
    bench.clock.ms += 40 * dayMs;
    await Promise.all([sweep(bench), sweep(bench), sweep(bench)]);
    const facts = await readFacts(bench.store, tenant, stream, 2n);
    expect(facts.map(({ type }) => type)).toEqual(['DeadlineNeared', 'DeadlineMissed']);
    expect(await parkedTimers(bench.store)).toEqual([]);
  });

  it('with a ladder must be told when its rungs are due', () => {
    const error = thrownBy(() => createDefinedProcess(stallPermitJson()));
    expect(error.code).toBe('DEFINITION_LADDER_UNTIMED');
    expect(error.message).toBe('时钟“许可决定期限”设有督办阶梯，但没有给出计算时刻的函数。');
    const none = edited((d) => {
      for (const clock of d.clocks ?? []) Reflect.deleteProperty(clock, 'ladder');
      d.facts = d.facts.filter(({ fact }) => !fact.startsWith('Deadline'));
      for (const state of d.states)
        if (state.stays !== undefined) state.stays = state.stays.filter((fact) => !fact.startsWith('Deadline'));
      d.flags = (d.flags ?? []).filter(({ flag }) => flag !== 'late');
      for (const action of d.actions)
        if (action.action === 'extendPeriod') action.needs = { not: { flag: 'extended' } };
    });
    expect(createDefinedProcess(none).decider.commands).not.toContain('passRung');
  });

  it('count anew when one fact both stops and starts them, in a round of its own', async () => {
    const restarting = stallPermitProcess(
      edited((d) => {
        for (const clock of d.clocks ?? []) {
          if (clock.clock !== 'decision') continue;
          clock.startsOn = [...clock.startsOn, 'SiteInspected'];
          clock.stopsOn = [...clock.stopsOn, 'SiteInspected'];
        }
      }),
    );
    const bench = await reviewing({ process: restarting });
    bench.clock.ms += 17 * dayMs;
    await sweep(bench, restarting);
    await act(bench, 'reviewer', 'inspectSite', { inspected: true }, { process: restarting });
    expect((await stateOf(bench, restarting)).clocks['decision']).toEqual({
      startedAt: later(startsAt, 17),
      pauses: [],
      extensions: [],
      round: 2,
      passed: 0,
    });
    bench.clock.ms += 16 * dayMs;
    await sweep(bench, restarting);
    const facts = await readFacts(bench.store, tenant, stream, 2n);
    expect(facts.map(({ type }) => type)).toEqual(['DeadlineNeared', 'SiteInspected', 'DeadlineNeared']);
  });
});

describe('an edition', () => {
  const next = (change: { readonly continues?: readonly string[] } = {}) =>
    stallPermitProcess(edited((d) => void Object.assign(d, { edition: '2027-1' }, change)));

  it('keeps the cases that began under it', async () => {
    const bench = await reviewing();
    const before = await everything(bench.store);
    const error = await refusalOf(act(bench, 'reviewer', 'inspectSite', { inspected: true }, { process: next() }));
    expect(error.reasons.map(({ code, details }) => [code, details])).toEqual([
      ['PROCESS_EDITION_DIFFERS', { edition: '2026-1', offered: '2027-1' }],
    ]);
    expect(await everything(bench.store)).toEqual(before);
    await act(bench, 'reviewer', 'inspectSite', { inspected: true });
  });

  it('is all that a clock of another one is told of', () => {
    const { decider } = next();
    const state = { ...decider.initialState, edition: '2026-1', status: 'reviewing' };
    const context = { now: startsAt, actor: actors.desk, purpose: 'permits', facts: {} };
    expect(decider.refuse('passRung', state, context).map(({ code }) => code)).toEqual(['PROCESS_EDITION_DIFFERS']);
  });

  it('takes over the cases of another when it says so, and marks what happens from then on', async () => {
    const bench = await reviewing();
    await act(bench, 'reviewer', 'inspectSite', { inspected: true }, { process: next({ continues: ['2026-1'] }) });
    const facts = await readFacts(bench.store, tenant, stream);
    expect(facts.map(({ body }) => (JSON.parse(body) as { edition: string }).edition)).toEqual([
      '2026-1',
      '2026-1',
      '2027-1',
    ]);
    expect((await refusalOf(act(bench, 'reviewer', 'grantPermit'))).reasons[0]?.code).toBe('PROCESS_EDITION_DIFFERS');
  });

  it('can be asked of a case, so that a host runs each under its own', async () => {
    const bench = await createBench();
    expect(await editionOf(bench.store, tenant, stream)).toBeUndefined();
    await act(bench, 'desk', 'receiveApplication', application);
    expect(await editionOf(bench.store, tenant, stream)).toBe('2026-1');
    await act(bench, 'desk', 'acceptApplication', {}, { process: next({ continues: ['2026-1'] }) });
    expect(await editionOf(bench.store, tenant, stream)).toBe('2027-1');
    await runDecider(bench.ports, repairCall(report));
    expect(await editionOf(bench.store, tenant, 'repair/1')).toBeUndefined();
  });

  it('leaves a case where its facts put it, whatever the steps are called today', async () => {
    const bench = await reviewing();
    const rerouted = stallPermitProcess(
      edited((d) => {
        for (const state of d.states) {
          if (state.state === 'checking') state.on = { ...state.on, ApplicationAccepted: 'waiting' };
          if (state.state !== 'waiting') continue;
          state.on = { ...state.on, SupplementReceived: 'reviewing' };
          state.stays = ['DeadlineNeared', 'DeadlineMissed'];
        }
      }),
    );
    expect(rerouted.fold).not.toBe(process.fold);
    expect((await stateOf(bench, rerouted)).status).toBe('reviewing');
  });

  it('that changes without a new name folds its streams anew instead of trusting their heads', async () => {
    const bench = await reviewing();
    const flagged = stallPermitProcess(
      edited((d) =>
        d.flags?.push({
          flag: 'accepted',
          name: { 'zh-CN': '已受理', en: 'accepted' },
          setOn: ['ApplicationAccepted'],
        }),
      ),
    );
    expect((await stateOf(bench)).flags).toEqual([]);
    expect((await stateOf(bench, flagged)).flags).toEqual(['accepted']);
  });

  it('reads what an earlier one recorded within wider bounds, and refuses a fact it has never heard of', async () => {
    const bench = await createBench();
    await act(bench, 'desk', 'receiveApplication', application);
    const narrower = stallPermitProcess(
      edited((d) => {
        for (const field of d.fields ?? []) if (field.type === 'integer') field.max = 5;
      }),
    );
    expect((await stateOf(bench, narrower)).fields['area']).toBe(12);
    const retyped = stallPermitProcess(
      edited((d) => {
        d.fields = (d.fields ?? []).map((each) => {
          const { field, name } = each;
          return field === 'area' ? { field, name, type: 'date' } : each;
        });
        for (const action of d.actions) {
          if (action.action === 'grantPermit') action.needs = { field: 'inspected', '=': true };
        }
      }),
    );
    const error = await refusalOf(loadStream(bench.store, retyped, tenant, stream));
    expect(error.code).toBe('FACT_UNKNOWN');
  });
});

it('the rung times of a test count plain days', () => {
  const [, decision] = process.definition.clocks ?? [];
  if (decision === undefined) throw new Error('no clock');
  expect(plainDays(decision, { startedAt: startsAt, pauses: [], extensions: [], round: 1, passed: 0 })).toEqual([
    later(startsAt, 16),
    later(startsAt, 20),
  ]);
});
