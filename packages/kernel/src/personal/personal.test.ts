import { expect, it } from 'vitest';
import {
  allowAll,
  createMemoryStore,
  createPorts,
  createRolePolicy,
  defaultMask,
  digestNamed,
  erasePersonal,
  expiredPersonal,
  isJicengError,
  keepPersonal,
  kernelTables,
  personalCommitment,
  readPersonal,
  revealPersonal,
  type PersonalValue,
} from '../index.ts';

const digest = digestNamed('sm3');
const phone: PersonalValue = {
  tenant: 't',
  ref: 'p-1',
  kind: 'phone',
  value: '13812345678',
  purpose: 'revisit',
  keepUntil: '2026-12-31',
};
const ask = { tenant: 't', ref: 'p-1', stream: 'incident/1', actor: { id: 'a', roles: ['desk'] }, purpose: 'revisit' };

async function storeWith(...values: readonly PersonalValue[]) {
  const store = createMemoryStore(() => 0);
  await store.migrate(kernelTables);
  await store.commit(values.map((value) => keepPersonal(value, digest).operation));
  return store;
}

it.each([
  ['name', '张三', '张*'],
  ['name', '欧阳小明', '欧**明'],
  ['name', '𠮷田', '𠮷*'],
  ['phone', '13812345678', '138****5678'],
  ['phone', '8123456', '*******'],
  ['citizenId', '11010519491231002X', '1****************X'],
  ['address', '杭州市西湖区文三路1号', '杭州市西湖区*****'],
  ['other', '糖尿病', '***'],
] as const)('masks a %s: %s → %s', (kind, value, masked) => {
  expect(defaultMask[kind](value)).toBe(masked);
});

it('reads values masked, and only those that are there', async () => {
  const store = await storeWith(phone);
  expect(await readPersonal(store, 't', ['p-1', 'p-2'])).toEqual([
    { ref: 'p-1', kind: 'phone', masked: '138****5678' },
  ]);
  expect(await readPersonal(store, 'other-tenant', ['p-1'])).toEqual([]);
});

it('shows a value in clear only to whom the policy allows it, for the purpose it allows', async () => {
  const store = await storeWith(phone);
  const access = createRolePolicy({ grants: [{ role: 'desk', action: 'revealPersonal', purpose: 'revisit' }] });
  const ports = createPorts({ store, access });
  expect(await revealPersonal(ports, ask)).toMatchObject({ value: '13812345678', kind: 'phone' });
  const denials: unknown[] = [];
  ports.bus.subscribe('denied', ({ question }) => denials.push(question.purpose));
  const error: unknown = await revealPersonal(ports, { ...ask, purpose: 'marketing' }).catch(
    (caught: unknown) => caught,
  );
  expect(isJicengError(error, 'COMMAND_REFUSED') && error.reasons.map(({ code }) => code)).toEqual(['ACCESS_DENIED']);
  expect(JSON.stringify(error)).not.toContain('1381');
  expect(denials).toEqual(['marketing']);
});

it('denies by default', async () => {
  const ports = createPorts({ store: await storeWith(phone) });
  await expect(revealPersonal(ports, ask)).rejects.toThrow('没有权限');
});

it('leaves a commitment that proves the value with its salt, and nothing without it', async () => {
  const store = await storeWith(phone);
  const shown = await revealPersonal(createPorts({ store, access: allowAll }), ask);
  expect(personalCommitment(digest, shown.salt, shown.kind, shown.value)).toBe(shown.commitment);
  expect(personalCommitment(digest, '', shown.kind, shown.value)).not.toBe(shown.commitment);
  expect(shown.commitment).toMatch(/^sm3:[0-9a-f]{64}$/);
  expect(shown.salt.length * 4).toBeGreaterThanOrEqual(128);
});

it('gives equal values different commitments', () => {
  expect(keepPersonal(phone, digest).commitment).not.toBe(keepPersonal(phone, digest).commitment);
});

it('erases a value for good, and erasing it twice does no harm', async () => {
  const store = await storeWith(phone);
  const [once, twice] = [
    await store.commit([erasePersonal('t', 'p-1')]),
    await store.commit([erasePersonal('t', 'p-1')]),
  ];
  expect([once.ok, twice.ok]).toEqual([true, true]);
  expect(await readPersonal(store, 't', ['p-1'])).toEqual([]);
  await expect(revealPersonal(createPorts({ store, access: allowAll }), ask)).rejects.toThrow('不存在或已被删除');
});

it('names what has been kept long enough; what has no last day is not among it', async () => {
  const store = await storeWith(
    phone,
    { ...phone, ref: 'p-2', keepUntil: '2027-01-01' },
    { tenant: 't', ref: 'p-3', kind: 'name', value: '张三', purpose: 'p' },
  );
  expect(await expiredPersonal(store, 't', '2026-12-31')).toEqual([]);
  expect(await expiredPersonal(store, 't', '2027-01-01')).toEqual(['p-1']);
});
