import { describe, expect, it } from 'vitest';
import {
  allowAll,
  createRolePolicy,
  denyAll,
  lendRoles,
  type AccessQuestion,
  type Instant,
  type RolePolicyRows,
} from '../index.ts';

const clerk = { id: 'u-clerk', roles: ['clerk'] };
const asked: AccessQuestion = {
  tenant: '330106',
  actor: clerk,
  action: 'mend',
  subject: { stream: 'repair/1', jurisdiction: '330106001' },
  purpose: 'upkeep',
  at: '2026-03-02T01:30:00.000Z',
};
const grant = { role: 'clerk', action: 'mend', purpose: 'upkeep' };

async function codes(rows: RolePolicyRows, ...questions: readonly Partial<AccessQuestion>[]) {
  const judged = await createRolePolicy(rows).judge(questions.map((each) => ({ ...asked, ...each })));
  return judged.map((reasons) => reasons.map(({ code }) => code).join());
}

describe('without a policy of its own', () => {
  it('a host allows nobody anything', async () => {
    const judged = await denyAll.judge([asked, { ...asked, action: 'report' }]);
    expect(judged.map((reasons) => reasons.map(({ code, details }) => [code, details['action']]))).toEqual([
      [['ACCESS_DENIED', 'mend']],
      [['ACCESS_DENIED', 'report']],
    ]);
  });

  it('or, when it says so, everybody everything', async () => {
    expect(await allowAll.judge([asked, asked])).toEqual([[], []]);
  });
});

describe('a role policy', () => {
  it('denies what no row grants', async () => {
    expect(await codes({ grants: [] }, {})).toEqual(['ACCESS_DENIED']);
    expect(await createRolePolicy({ grants: [] }).judge([])).toEqual([]);
  });

  it('grants a role its action for its purpose, and nothing beside', async () => {
    const answers = await codes(
      { grants: [grant] },
      {},
      { action: 'report' },
      { purpose: 'statistics' },
      { actor: { id: 'u-clerk', roles: [] } },
      { actor: { id: 'u-clerk', roles: ['Clerk'] } },
      { actor: { id: 'clerk', roles: ['visitor', 'clerk'] } },
    );
    expect(answers).toEqual(['', 'ACCESS_DENIED', 'ACCESS_DENIED', 'ACCESS_DENIED', 'ACCESS_DENIED', '']);
  });

  it('takes * for any action and any purpose, only where a grant says so', async () => {
    expect(await codes({ grants: [{ ...grant, action: '*' }] }, { action: 'report' }, { purpose: 'x' })).toEqual([
      '',
      'ACCESS_DENIED',
    ]);
    expect(await codes({ grants: [{ ...grant, purpose: '*' }] }, { purpose: 'x' }, { action: 'report' })).toEqual([
      '',
      'ACCESS_DENIED',
    ]);
    expect(await codes({ grants: [grant] }, { action: '*' }, { purpose: '*' })).toEqual([
      'ACCESS_DENIED',
      'ACCESS_DENIED',
    ]);
  });

  it('covers a division and all below it, never one above or beside it, nor a stream that belongs nowhere', async () => {
    const at = (jurisdiction: string | undefined) => ({ subject: { stream: 'repair/1', jurisdiction } });
    const answers = await codes(
      { grants: [{ ...grant, division: '330106' }] },
      at('330106'),
      at('330106001'),
      at('330106001002'),
      at('3301'),
      at('330108'),
      at('33010'),
      at(undefined),
    );
    expect(answers).toEqual(['', '', '', ...Array.from({ length: 4 }, () => 'ACCESS_DENIED')]);
  });

  it('joins the grants of all roles an actor holds', async () => {
    const grants = [
      { ...grant, role: 'north', division: '330106' },
      { ...grant, role: 'south', division: '330108' },
    ];
    const both = { id: 'u', roles: ['north', 'south'] };
    const answers = await codes(
      { grants },
      { actor: both },
      { actor: both, subject: { stream: 'repair/1', jurisdiction: '330108001' } },
      { actor: both, subject: { stream: 'repair/1', jurisdiction: '330109001' } },
    );
    expect(answers).toEqual(['', '', 'ACCESS_DENIED']);
  });
});

describe('a stand-in', () => {
  const visitor = { id: 'u-deputy', roles: [] };
  const standIns = [{ actor: 'u-deputy', role: 'clerk', from: '2026-03-02', to: '2026-03-03' }] as const;
  const moments: readonly (readonly [Instant, boolean])[] = [
    ['2026-03-01T15:59:59.999Z', false],
    ['2026-03-01T16:00:00.000Z', true],
    ['2026-03-03T15:59:59.999Z', true],
    ['2026-03-03T16:00:00.000Z', false],
  ];

  it('acts from the first to the last day, both inclusive, in the zone of the rows', async () => {
    for (const [at, allowed] of moments) {
      expect(await codes({ grants: [grant], standIns }, { actor: visitor, at })).toEqual([
        allowed ? '' : 'ACCESS_DENIED',
      ]);
    }
    const utc = { grants: [grant], standIns, zone: 'UTC' };
    expect(await codes(utc, { actor: visitor, at: '2026-03-01T23:59:59.999Z' })).toEqual(['ACCESS_DENIED']);
    expect(await codes(utc, { actor: visitor, at: '2026-03-02T00:00:00.000Z' })).toEqual(['']);
  });

  it('holds the role it was lent, for rules that ask for roles themselves', () => {
    for (const [at, lent] of moments) {
      expect(lendRoles(visitor, at, { standIns }).roles).toEqual(lent ? ['clerk'] : []);
    }
    expect(lendRoles(clerk, '2026-03-02T01:30:00.000Z', { standIns })).toBe(clerk);
  });

  it('stands in for nobody else', async () => {
    expect(await codes({ grants: [grant], standIns }, { actor: { id: 'u-other', roles: [] } })).toEqual([
      'ACCESS_DENIED',
    ]);
  });
});

describe('a recusal', () => {
  it('outweighs every grant, on its stream only', async () => {
    const rows = {
      grants: [{ role: 'clerk', action: '*', purpose: '*' }],
      recusals: [{ actor: 'u-clerk', stream: 'repair/1' }],
    };
    const answers = await codes(
      rows,
      {},
      { subject: { stream: 'repair/2' } },
      { actor: { id: 'u-other', roles: ['clerk'] } },
    );
    expect(answers).toEqual(['ACCESS_RECUSED', '', '']);
  });

  it('is not fooled by names that run into each other', async () => {
    const rows = { grants: [grant], recusals: [{ actor: 'u', stream: '-clerkrepair/1' }] };
    expect(await codes(rows, {})).toEqual(['']);
  });
});
