import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';
import {
  allowAll,
  createPorts,
  instantFromMs,
  keepPersonal,
  kernelTables,
  openFeed,
  promote,
  runDecider,
  runDueTimers,
  runPolicies,
  type Policy,
  type Ports,
  type Store,
} from '@jiceng/kernel';
import {
  createIncidents,
  incidentError,
  incidentStream,
  incidentTable,
  type IncidentCommand,
  type SupervisionRung,
} from '@jiceng/incidents';
import { alwaysOpen } from '@jiceng/sla';
import { openSqliteStore } from '@jiceng/storage-sql';

// Writes a small store in which every table of the kernel but the intake has rows. It is run by the code of an older commit, so it uses only what
// has been there since the frame; README.md beside it says how.

const [file = ''] = process.argv.slice(2);
if (file === '') throw new RangeError('the file to be written is missing');

const startMs = Date.parse('2026-03-02T01:00:00.000Z');
const [minuteMs, dayMs] = [60_000, 86_400_000];
const tenant = '330106';
const officer = { id: 'person:officer-1', roles: ['officer'] };
const ladder: readonly SupervisionRung[] = [
  { rung: 'warn', act: 'remind', to: 'leadUnit', atFraction: 0.75 },
  { rung: 'overdue', act: 'supervise', to: 'escalateTo', atFraction: 1 },
  { rung: 'listed', act: 'listedSupervision', to: 'escalateTo', overdueBy: { value: 4, unit: 'hour' } },
];
const incidents = createIncidents({ calendar: alwaysOpen('Asia/Shanghai'), ladder });

let nowMs = startMs;

const reported = (kind: string): IncidentCommand => ({
  type: 'reportIncident',
  kind,
  channel: 'hotline',
  place: { gridCode: 'G-01', point: [120.1, 30.2] },
  reporter: 'person:caller-7',
});
const dispatched: IncidentCommand = {
  type: 'dispatchIncident',
  dutyCode: 'D-07',
  leadUnit: 'fire',
  assistUnits: ['street'],
  escalateTo: 'county',
  limit: { value: 2, unit: 'hour' },
  designated: false,
};
const toTheEnd: readonly IncidentCommand[] = [
  { type: 'verifyIncident' },
  dispatched,
  { type: 'signOrder' },
  { type: 'startHandling' },
  { type: 'giveFeedback', result: '已清理', evidence: ['sha256:00'] },
  { type: 'passCheck' },
  { type: 'closeIncident', outcome: 'resolved' },
];

async function act(ports: Ports, id: string, commands: readonly IncidentCommand[]): Promise<void> {
  for (const command of commands) {
    nowMs += minuteMs;
    await incidents.handle(ports, id, {
      tenant,
      key: `${id}/${command.type}`,
      command,
      actor: officer,
      purpose: 'service',
      jurisdiction: '330106001',
    });
  }
}

/** One command is carried out, one is refused, and one meets a notifier that is down: that stream is parked. */
const policies = (): readonly Policy[] => [
  {
    name: 'tell-unit',
    on: ['IncidentDispatched'],
    react: ({ stream }) => [
      {
        run: async () => {
          if (stream.endsWith('i-2')) throw new RangeError('the notifier is down');
          if (stream.endsWith('i-3')) throw incidentError('INCIDENTS_LADDER_INVALID', { rung: 'warn' });
        },
      },
    ],
  },
];

async function write(store: Store): Promise<void> {
  await store.migrate([...kernelTables, incidentTable]);
  const ports = createPorts({ store, access: allowAll, pause: async () => {} });
  await openFeed(store, ports.feed);
  await act(ports, 'i-1', [reported('占用消防通道'), ...toTheEnd]);
  await act(ports, 'i-2', [reported('路灯不亮'), { type: 'verifyIncident' }, dispatched]);
  await act(ports, 'i-3', [reported('树木倒伏𠮷😀'), { type: 'verifyIncident' }, dispatched, { type: 'signOrder' }]);
  await act(ports, 'i-4', [reported('井盖缺失'), { type: 'refuseReport', reason: 'notOurs', goTo: 'water' }]);

  // Values about persons beside the fact that refers to them; one is past its last day by the end of this program.
  const values = [
    { ref: 'person:caller-7', kind: 'phone', value: '13800138000', keepUntil: '2026-03-01' },
    { ref: 'person:caller-8', kind: 'name', value: '张三', keepUntil: '2030-12-31' },
    { ref: 'person:caller-9', kind: 'name', value: '李四' },
  ] as const;
  for (const [at, value] of values.entries()) {
    const kept = keepPersonal({ tenant, purpose: 'service', ...value }, ports.digest, `salt-${at}`);
    nowMs += minuteMs;
    await runDecider(ports, {
      ...incidents.process,
      stream: incidentStream(`i-${5 + at}`),
      tenant,
      key: `i-${5 + at}/report`,
      command: { ...reported('噪声扰民'), reporter: value.ref },
      actor: officer,
      purpose: 'service',
      documents: () => [kept.operation],
    });
  }

  await promote(store, ports.feed);
  await runPolicies(ports, policies());
  // Everything due of i-3 fires; of i-2 the first timer fails until it is parked.
  for (let sweep = 0; sweep < 12; sweep++) {
    nowMs += dayMs;
    await runDueTimers(store, instantFromMs(nowMs), async (timer) => {
      if (timer.stream.endsWith('i-2')) throw new RangeError('the clerk is away');
      return incidents.fire(ports, timer);
    });
  }
  // Something that is not due yet, and facts that no policy has seen.
  await act(ports, 'i-8', [reported('占道经营'), { type: 'verifyIncident' }, dispatched]);
}

mkdirSync(dirname(file), { recursive: true });
rmSync(file, { force: true });
const store = await openSqliteStore({ file, nowMs: () => nowMs });
await write(store);
await store.close();
