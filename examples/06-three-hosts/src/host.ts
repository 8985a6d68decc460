import process from 'node:process';
import { allowAll, createPorts, promote, runDueTimers, type Instant } from '@jiceng/kernel';
import { openPostgresStore } from '@jiceng/storage-sql/postgres';
import { Pool } from 'pg';
import { incidents, sweepAt, tables, tenant, workAt, type Task } from './city.ts';
import { Assignment, type Report } from './messages.ts';

// One host process: node host.ts URL SCHEMA. It keeps nothing for itself; whatever it knows lies in the database.

const atOnce = 8;
const [url = '', schema = ''] = process.argv.slice(2);
const pool = new Pool({ connectionString: url, max: atOnce });
const store = await openPostgresStore({ pool, schema });
await store.migrate(tables);

const portsAt = (now: Instant) => createPorts({ store, access: allowAll, clock: { now: async () => now } });
const say = (report: Report) => void process.send?.(report);
const desk = { id: 'desk', roles: ['desk'] };

async function handle(tasks: readonly Task[]): Promise<void> {
  const ports = portsAt(workAt);
  const incidentIds = [...new Set(tasks.map(({ incidentId }) => incidentId))];
  const waiting = incidentIds.map((id) => tasks.filter(({ incidentId }) => incidentId === id));
  const clerk = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      for (const { incidentId, key, command } of next) {
        await incidents.handle(ports, incidentId, { tenant, key, command, actor: desk, purpose: 'service' });
        say({ is: 'answered', key });
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, clerk));
}

async function sweep(): Promise<void> {
  const ports = portsAt(sweepAt);
  for (let more = true; more;) {
    ({ more } = await runDueTimers(store, sweepAt, (timer) => incidents.fire(ports, timer), 50));
  }
}

async function promoteAll(): Promise<void> {
  while ((await promote(store, 'main', 50)) > 0);
}

process.on('message', (message) => {
  const assignment = Assignment.parse(message);
  const working = {
    handle: () => handle('tasks' in assignment ? assignment.tasks : []),
    sweep,
    promote: promoteAll,
  }[assignment.do]();
  void working.then(() => say({ is: 'finished' }));
});
process.on('disconnect', () => {
  void (async () => {
    await store.close();
    await pool.end();
  })();
});
