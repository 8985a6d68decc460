// What a host writes first. It runs from the packed packages, as ESM, as CommonJS and under tsc; the pages of docs/ quote its regions.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// #region imports
import assert from 'node:assert/strict';
import { countBy, shares } from '@jiceng/analytics';
import { compileDutyTable, compileTerritory, locate, match } from '@jiceng/dispatch';
import { createIncidents, incidentTable, type DispatchFunction } from '@jiceng/incidents';
import {
  createMemoryStore,
  createPorts,
  createRolePolicy,
  isJicengError,
  kernelTables,
  readFacts,
  runDueTimers,
  verifyChain,
  type Store,
} from '@jiceng/kernel';
import { compileCalendar, deadlineOf } from '@jiceng/sla';
import { chinaNotices } from '@jiceng/sla/notices';
import { openSqliteStore } from '@jiceng/storage-sql';
import { createManualClock } from '@jiceng/testkit';
// #endregion imports

// #region calendar
const office = [
  ['09:00', '12:00'],
  ['13:30', '17:00'],
] as const;
const calendar = compileCalendar({
  zone: 'Asia/Shanghai',
  week: { mon: office, tue: office, wed: office, thu: office, fri: office },
  makeup: office,
  holidays: { notices: chinaNotices },
  range: { from: '2026-01-01', to: '2027-12-31' },
});
// #endregion calendar

function untilWhen(): void {
  // #region deadline
  // Received on Monday, 9 February 2026; five working days, the first day not counted.
  const deadline = deadlineOf(calendar, {
    start: '2026-02-09T02:00:00.000Z',
    limit: { unit: 'workingDay', value: 5 },
  });
  assert.equal(deadline.lastDay, '2026-02-14'); // a Saturday on which offices work
  assert.equal(deadline.dueAt, '2026-02-14T16:00:00.000Z'); // midnight in Shanghai
  assert.equal(deadline.certainty, 'final');
  // #endregion deadline
}

// #region dispatch
const territory = compileTerritory(
  [
    {
      properties: { code: '330106001-07', parentCode: '330106001' },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [120.0, 30.0],
            [120.1, 30.0],
            [120.1, 30.1],
            [120.0, 30.1],
          ],
        ],
      },
    },
  ],
  { crs: 'WGS-84', divisions: [{ code: '330106001' }] },
);
const duties = compileDutyTable(
  [
    {
      code: 'D-017',
      eventType: 'blockedFireLane',
      leadUnit: 'fireRescue',
      assistUnits: ['streetOffice'],
      level: 'countyDepartment',
      basis: { law: '《中华人民共和国消防法》', article: '第二十八条', from: '2021-04-29' },
    },
  ],
  {
    coordinator: 'hotline',
    units: [
      { unit: 'fireRescue', level: 'countyDepartment' },
      { unit: 'streetOffice', level: 'township' },
    ],
  },
);

/** The function that the closed loop asks: whom is it for? */
const whomFor: DispatchFunction = ({ kind, place, at, returnedBy }) => {
  const location = place.point === undefined ? undefined : locate(territory, place.point, { crs: 'WGS-84' });
  const incident = { eventType: kind, at, returnedBy, ...(location === undefined ? {} : { location }) };
  return match({ incident, duties });
};
// #endregion dispatch

async function oneIncident(store: Store): Promise<void> {
  // #region ports
  await store.migrate([...kernelTables, incidentTable]);
  const access = createRolePolicy({
    grants: [
      { role: 'operator', action: '*', purpose: 'service' },
      { role: 'timer', action: 'raiseSupervision', purpose: 'supervision' },
    ],
  });
  const clock = createManualClock('2026-02-09T02:00:00.000Z'); // for this page: a real host leaves it out
  const ports = createPorts({ store, access, clock });
  const incidents = createIncidents({
    calendar,
    ladder: [{ rung: 'halfway', act: 'remind', to: 'leadUnit', atFraction: 0.5 }],
  });
  // #endregion ports

  // #region loop
  const operator = { id: 'op-1', roles: ['operator'] };
  const ask = { tenant: 'xihu', actor: operator, purpose: 'service' };
  const place = { point: [120.05, 30.05] } as const;
  const report = { type: 'reportIncident', kind: 'blockedFireLane', channel: 'patrol', place };
  await incidents.handle(ports, 'I-1', { ...ask, key: 'k1', command: report });
  await incidents.handle(ports, 'I-1', { ...ask, key: 'k2', command: { type: 'verifyIncident' } });

  const proposal = await incidents.propose(ports, 'xihu', 'I-1', whomFor);
  assert(proposal.kind === 'matched');
  assert.equal(proposal.leadUnit, 'fireRescue');
  assert.deepEqual(proposal.assistUnits, ['streetOffice']);
  assert.equal(proposal.gridCode, '330106001-07');

  const { dutyCode, leadUnit, assistUnits } = proposal;
  const limit = { value: 2, unit: 'workingHour' };
  const dispatch = { type: 'dispatchIncident', dutyCode, leadUnit, assistUnits, limit, designated: false };
  const outcome = await incidents.handle(ports, 'I-1', { ...ask, key: 'k3', command: dispatch });
  assert.equal(outcome.version, 3n);
  // #endregion loop

  // #region repeated
  const again = await incidents.handle(ports, 'I-1', { ...ask, key: 'k3', command: dispatch });
  assert.deepEqual([again.replayed, again.version], [true, 3n]);
  // #endregion repeated

  // #region refused
  const tooEarly = { ...ask, key: 'k4', command: { type: 'closeIncident', outcome: 'solved' } };
  const refusal = await incidents.handle(ports, 'I-1', tooEarly).catch((error: unknown) => error);
  assert(isJicengError(refusal, 'COMMAND_REFUSED'));
  assert.deepEqual(
    refusal.reasons.map(({ code }) => code),
    ['INCIDENTS_STEP_NOT_ALLOWED'],
  );
  console.log(refusal.words['zh-CN'], refusal.words.en);
  // #endregion refused

  // #region timer
  clock.set('2026-02-09T03:05:00.000Z'); // an hour of the two working hours has passed
  const sweep = await runDueTimers(store, await clock.now(), (timer) => incidents.fire(ports, timer));
  assert.equal(sweep.fired, 1); // the reminder at half time
  // #endregion timer

  // #region chain
  const facts = await readFacts(store, 'xihu', 'incident/I-1');
  assert.equal(verifyChain(facts), facts.at(-1)?.digest);
  // #endregion chain
}

function inFigures(): void {
  // #region shares
  const kinds = ['litter', 'noise', 'litter', 'parking', 'noise', 'litter', 'parking'];
  const { n, shares: printed } = shares(countBy(kinds, (kind) => kind).counts);
  assert.equal(n, 7);
  assert.deepEqual(
    printed.map(({ key, text }) => `${key} ${text}`),
    ['litter 42.8', 'noise 28.6', 'parking 28.6'],
  );
  // #endregion shares
}

async function inMemory(): Promise<void> {
  // #region memory
  const store = createMemoryStore();
  // #endregion memory
  await oneIncident(store);
}

async function inOneFile(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'jiceng-first-steps-'));
  // #region sqlite
  const store = await openSqliteStore({ file: join(folder, 'jiceng.db') });
  // #endregion sqlite
  await oneIncident(store);
  await store.close();
  rmSync(folder, { recursive: true });
}

async function run(): Promise<void> {
  untilWhen();
  await inMemory();
  await inOneFile();
  inFigures();
}

run().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
