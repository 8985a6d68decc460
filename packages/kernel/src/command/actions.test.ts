import { describe, expect, it } from 'vitest';
import {
  availableActions,
  createPorts,
  createMemoryStore,
  createRolePolicy,
  kernelTables,
  runDecider,
  type AccessPolicy,
  type AccessQuestion,
  type BusMessages,
} from '../index.ts';
import {
  clerk,
  createBench,
  everything,
  refusalOf,
  repairCall,
  repairProcess,
  report,
  tenant,
} from './repair.fixture.ts';

const asked = { ...repairProcess, tenant, stream: 'repair/1', actor: clerk, purpose: 'upkeep' };

describe('what somebody can do now', () => {
  it('is every kind of act, each with the reasons against it, and the version this is true of', async () => {
    const { ports } = await createBench();
    const before = await availableActions(ports, asked);
    expect(before.version).toBe(0n);
    expect(before.actions.filter(({ allowed }) => allowed).map(({ type }) => type)).toEqual(['report']);
    await runDecider(ports, repairCall(report));
    const after = await availableActions(ports, asked);
    expect(after.version).toBe(1n);
    expect(after.actions.filter(({ allowed }) => allowed).map(({ type }) => type)).toEqual([
      'remark',
      'remind',
      'escalate',
      'mend',
    ]);
  });

  it('is refused with exactly the reasons that the command is refused with', async () => {
    const access = createRolePolicy({ grants: [{ role: 'clerk', action: 'report', purpose: 'upkeep' }] });
    const { ports, store } = await createBench({ access });
    const before = await everything(store);
    for (const actor of [clerk, { id: 'u-visitor', roles: [] }]) {
      const { actions } = await availableActions(ports, { ...asked, actor });
      for (const { type, allowed, reasons } of actions) {
        expect(allowed).toBe(reasons.length === 0);
        if (allowed) continue;
        const command = type === 'report' ? report : type === 'remark' ? { type, text: 'x' } : { type };
        const error = await refusalOf(runDecider(ports, repairCall(command, { actor })));
        expect(error.code).toBe('COMMAND_REFUSED');
        expect(error.reasons).toEqual(reasons);
      }
    }
    expect(await everything(store)).toEqual(before);
  });

  it('asks the policy once for all acts', async () => {
    const questions: (readonly AccessQuestion[])[] = [];
    const access: AccessPolicy = {
      judge: async (each) => {
        questions.push(each);
        return each.map(() => []);
      },
    };
    const { ports } = await createBench({ access });
    await availableActions(ports, { ...asked, jurisdiction: '330106001' });
    expect(questions).toHaveLength(1);
    expect(questions[0]?.map(({ action }) => action)).toEqual(['report', 'remark', 'remind', 'escalate', 'mend']);
    expect(questions[0]?.[0]).toEqual({
      tenant,
      actor: clerk,
      action: 'report',
      subject: { stream: 'repair/1', jurisdiction: '330106001' },
      purpose: 'upkeep',
      at: '2026-03-02T01:30:00.000Z',
    });
  });
});

describe('who may do it', () => {
  it('nobody, until the host says who', async () => {
    const store = createMemoryStore();
    await store.migrate(kernelTables);
    const before = await everything(store);
    const ports = createPorts({ store });
    const error = await refusalOf(runDecider(ports, repairCall(report)));
    expect(error.code).toBe('COMMAND_REFUSED');
    expect(error.reasons.map(({ code, words }) => [code, words.en])).toEqual([
      ['ACCESS_DENIED', 'Not permitted: u-clerk may not do "report" for the purpose "upkeep".'],
    ]);
    expect(await everything(store)).toEqual(before);
  });

  it('is told to the access log when it is denied, and is no fact', async () => {
    const access = createRolePolicy({ grants: [] });
    const { ports, store } = await createBench({ access });
    const log: BusMessages['denied'][] = [];
    ports.bus.subscribe('denied', (message) => log.push(message));
    const before = await everything(store);
    const { reasons } = await refusalOf(runDecider(ports, repairCall({ type: 'mend' })));
    expect(reasons.map(({ code }) => code)).toEqual(['ACCESS_DENIED', 'REPAIR_STEP_NOT_ALLOWED']);
    expect(log).toHaveLength(1);
    expect(log[0]?.question).toMatchObject({ action: 'mend', actor: clerk, subject: { stream: 'repair/1' } });
    expect(log[0]?.reasons.map(({ code }) => code)).toEqual(['ACCESS_DENIED']);
    expect(await everything(store)).toEqual(before);
  });

  it('is not told to the access log when only the rules stand against it', async () => {
    const { ports } = await createBench();
    const log: unknown[] = [];
    ports.bus.subscribe('denied', (message) => log.push(message));
    await refusalOf(runDecider(ports, repairCall({ type: 'mend' })));
    expect(log).toEqual([]);
  });

  it('is nobody where the policy gives no answer', async () => {
    const access: AccessPolicy = { judge: async () => [] };
    const { ports, store } = await createBench({ access });
    const before = await everything(store);
    const error = await refusalOf(runDecider(ports, repairCall(report)));
    expect(error.reasons.map(({ code }) => code)).toEqual(['ACCESS_DENIED']);
    const { actions } = await availableActions(ports, asked);
    expect(actions.some(({ allowed }) => allowed)).toBe(false);
    expect(await everything(store)).toEqual(before);
  });

  it('is asked about the division that a stream belongs to, not the one that a caller names', async () => {
    const anything = { action: '*', purpose: '*' };
    const grants = [
      { ...anything, role: 'clerk', division: '330106' },
      { ...anything, role: 'far', division: '330108' },
    ];
    const { ports } = await createBench({ access: createRolePolicy({ grants }) });
    await runDecider(ports, repairCall(report, { jurisdiction: '330106001' }));
    const far = { id: 'u-far', roles: ['far'] };
    const stolen = repairCall({ type: 'mend' }, { actor: far, jurisdiction: '330108001' });
    expect((await refusalOf(runDecider(ports, stolen))).reasons.map(({ code }) => code)).toEqual(['ACCESS_DENIED']);
    const { actions } = await availableActions(ports, { ...asked, actor: far, jurisdiction: '330108001' });
    expect(actions.some(({ allowed }) => allowed)).toBe(false);
    // Who may act where it is may hand it on.
    expect(await runDecider(ports, repairCall({ type: 'mend' }, { jurisdiction: '330108001' }))).toMatchObject({
      replayed: false,
    });
    expect(await runDecider(ports, repairCall(report, { actor: far, key: 'again' }))).toMatchObject({
      replayed: false,
    });
  });
});
