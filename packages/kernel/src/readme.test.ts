// #region process
import {
  availableActions,
  createDefinedProcess,
  createLifecycle,
  createMemoryStore,
  createPorts,
  createRolePolicy,
  defineErrors,
  kernelTables,
  lintDefinition,
  runDecider,
  type Process,
} from '@jiceng/kernel';
import { setup } from 'xstate';
import * as z from 'zod';

const materials = z.array(z.string().min(1)).min(1);
const SupplementCommand = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('giveSupplementNotice'), materials }),
  z.strictObject({ type: z.literal('receiveSupplement'), materials }),
]);
const SupplementEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('SupplementNoticeGiven'), materials }),
  z.object({ type: z.literal('SupplementReceived'), materials }),
]);

// The machine permits: nothing leads back, the notice is given once.
const lifecycle = createLifecycle(
  setup({}).createMachine({
    id: 'supplement',
    initial: 'reviewing',
    states: {
      reviewing: { on: { SupplementNoticeGiven: 'waiting' } },
      waiting: { on: { SupplementReceived: 'supplied' } },
      supplied: { type: 'final' },
    },
  }),
);

const supplementError = defineErrors({
  SUPPLEMENT_STEP_NOT_ALLOWED: { 'zh-CN': '当前状态不允许此操作。', en: 'The status does not allow this step.' },
  SUPPLEMENT_INCOMPLETE: { 'zh-CN': '仍缺少材料：{missing}。', en: 'Materials are still missing: {missing}.' },
});

interface SupplementState {
  readonly status: (typeof lifecycle)['initial'];
  readonly awaited: readonly string[];
}
const recordedAs = { giveSupplementNotice: 'SupplementNoticeGiven', receiveSupplement: 'SupplementReceived' } as const;

const supplement: Process<SupplementState, z.infer<typeof SupplementCommand>, z.infer<typeof SupplementEvent>> = {
  fold: 'supplement/1',
  commandSchema: SupplementCommand,
  eventSchema: SupplementEvent,
  decider: {
    initialState: { status: lifecycle.initial, awaited: [] },
    commands: ['giveSupplementNotice', 'receiveSupplement'],
    refuse: (type, { status }) =>
      lifecycle.allows(status, recordedAs[type])
        ? []
        : [supplementError.reason('SUPPLEMENT_STEP_NOT_ALLOWED', { status, type })],
    // `decide` judges the content …
    decide: (command, { awaited }) => {
      const missing = awaited.filter((material) => !command.materials.includes(material));
      if (missing.length > 0) throw supplementError('SUPPLEMENT_INCOMPLETE', { missing });
      return [{ type: recordedAs[command.type], materials: command.materials }];
    },
    // … and `evolve` remembers: it never asks the machine, so that an older fact still folds.
    evolve: (_state, event) => {
      switch (event.type) {
        case 'SupplementNoticeGiven':
          return { status: 'waiting', awaited: event.materials };
        case 'SupplementReceived':
          return { status: 'supplied', awaited: [] };
      }
    },
  },
};
// #endregion process

// #region command
const store = createMemoryStore();
await store.migrate(kernelTables);
const access = createRolePolicy({ grants: [{ role: 'desk', action: '*', purpose: 'handling' }] });
const ports = createPorts({ store, access });

const who = { tenant: '330106', actor: { id: 'u-17', roles: ['desk'] }, purpose: 'handling' };
const stream = 'supplement/case-7';
const command = { type: 'giveSupplementNotice', materials: ['户口簿', '照片'] };
const first = await runDecider(ports, { ...supplement, ...who, stream, key: 'request-1', command });
// { replayed: false, version: 1n, recorded: [{ stream: 'supplement/case-7', from: 1n, to: 1n }] }
const again = await runDecider(ports, { ...supplement, ...who, stream, key: 'request-1', command });
// the first outcome, with replayed: true

const { actions } = await availableActions(ports, { ...supplement, ...who, stream });
// giveSupplementNotice: not allowed, SUPPLEMENT_STEP_NOT_ALLOWED; receiveSupplement: allowed
// #endregion command

// #region definition
const definition = {
  id: 'residence-certificate',
  edition: '2026-1',
  name: { 'zh-CN': '居住证明', en: 'certificate of residence' },
  start: 'none',
  ends: ['issued', 'refused'],
  roles: [{ role: 'desk', name: { 'zh-CN': '窗口人员', en: 'the desk' } }],
  fields: [
    { field: 'person', name: { 'zh-CN': '申请人', en: 'applicant' }, type: 'reference' },
    { field: 'residesHere', name: { 'zh-CN': '经核实在此居住', en: 'found to reside here' }, type: 'boolean' },
  ],
  states: [
    { state: 'none', name: { 'zh-CN': '尚未申请', en: 'not asked for' }, on: { CertificateAskedFor: 'checking' } },
    {
      state: 'checking',
      name: { 'zh-CN': '核实中', en: 'being checked' },
      on: { CertificateIssued: 'issued', CertificateRefused: 'refused' },
      stays: ['ResidenceChecked'],
    },
    { state: 'issued', name: { 'zh-CN': '已出具', en: 'issued' } },
    { state: 'refused', name: { 'zh-CN': '不予出具', en: 'refused' } },
  ],
  facts: [
    { fact: 'CertificateAskedFor', name: { 'zh-CN': '申请', en: 'asked for' } },
    { fact: 'ResidenceChecked', name: { 'zh-CN': '核实', en: 'checked' } },
    { fact: 'CertificateIssued', name: { 'zh-CN': '出具', en: 'issued' } },
    { fact: 'CertificateRefused', name: { 'zh-CN': '不予出具', en: 'refused' } },
  ],
  actions: [
    {
      action: 'askForCertificate',
      name: { 'zh-CN': '申请', en: 'ask for the certificate' },
      records: 'CertificateAskedFor',
      roles: ['desk'],
      requires: ['person'],
    },
    {
      action: 'checkResidence',
      name: { 'zh-CN': '核实居住', en: 'check the residence' },
      records: 'ResidenceChecked',
      roles: ['desk'],
      requires: ['residesHere'],
    },
    {
      action: 'issueCertificate',
      name: { 'zh-CN': '出具证明', en: 'issue the certificate' },
      records: 'CertificateIssued',
      roles: ['desk'],
      needs: { field: 'residesHere', '=': true },
    },
    {
      action: 'refuseCertificate',
      name: { 'zh-CN': '不予出具', en: 'refuse the certificate' },
      records: 'CertificateRefused',
      roles: ['desk'],
      needs: { field: 'residesHere', '=': false },
      notice: { template: 'refusal', to: 'person' },
    },
  ],
};
const findings = lintDefinition(definition); // []
const certificate = { ...createDefinedProcess(definition), ...who, stream: 'residence-certificate/1' };
const ask = { type: 'askForCertificate', fields: { person: 'p-1' } };
await runDecider(ports, { ...certificate, key: 'request-2', command: ask });
const offered = await availableActions(ports, certificate);
// issueCertificate: not allowed, PROCESS_FIELD_MISSING “尚未登记：经核实在此居住。”
// #endregion definition

import { expect, it } from 'vitest';

it('the first example gives what its comments say', () => {
  expect(first).toEqual({
    replayed: false,
    version: 1n,
    recorded: [{ stream: 'supplement/case-7', from: 1n, to: 1n }],
  });
  expect(again).toEqual({ ...first, replayed: true });
  expect(actions.map(({ type, allowed, reasons }) => [type, allowed, ...reasons.map(({ code }) => code)])).toEqual([
    ['giveSupplementNotice', false, 'SUPPLEMENT_STEP_NOT_ALLOWED'],
    ['receiveSupplement', true],
  ]);
});

it('what was asked for must be supplied', async () => {
  const part = { type: 'receiveSupplement', materials: ['照片'] };
  await expect(
    runDecider(ports, { ...supplement, ...who, stream, key: 'request-3', command: part }),
  ).rejects.toMatchObject({
    code: 'SUPPLEMENT_INCOMPLETE',
    message: '仍缺少材料：户口簿。',
  });
});

it('the definition has no findings, and its buttons say what is missing', () => {
  expect(findings).toEqual([]);
  const issue = offered.actions.find(({ type }) => type === 'issueCertificate');
  expect(issue?.reasons.map(({ code, words }) => [code, words['zh-CN']])).toEqual([
    ['PROCESS_FIELD_MISSING', '尚未登记：经核实在此居住。'],
  ]);
});
