// What docs/*/relay.md shows. A receiver stands in for another system: it is called as fetch would be, and checks what it gets.
// #region imports
import assert from 'node:assert/strict';
import { allowAll, createMemoryStore, createPorts, kernelTables, runDecider, type Process } from '@jiceng/kernel';
import {
  createWebhookRelay,
  keepRelaying,
  passOver,
  relayTables,
  retryStopped,
  runRelay,
  stoppedStreams,
  type OutgoingEvent,
} from '@jiceng/relay';
import * as z from 'zod';
// #endregion imports

type Repair = { type: 'report'; lamp: string };
type Reported = { type: 'Reported'; lamp: string };
const repair: Process<{ readonly reports: number }, Repair, Reported> = {
  decider: {
    initialState: { reports: 0 },
    commands: ['report'],
    refuse: () => [],
    decide: ({ lamp }) => [{ type: 'Reported', lamp }],
    evolve: ({ reports }) => ({ reports: reports + 1 }),
  },
  fold: 'repair/1',
  commandSchema: z.strictObject({ type: z.literal('report'), lamp: z.string() }),
  eventSchema: z.object({ type: z.literal('Reported'), lamp: z.string() }),
};

// #region tables
const store = createMemoryStore();
await store.migrate([...kernelTables, ...relayTables]);
const ports = createPorts({ store, access: allowAll });
// #endregion tables

async function report(stream: string, lamp: string): Promise<void> {
  const ask = { tenant: '330106', key: `${stream} ${lamp}`, command: { type: 'report', lamp }, purpose: 'upkeep' };
  await runDecider(ports, { ...repair, ...ask, stream, actor: { id: 'u-1', roles: [] } });
}
await report('repair/1', 'L-7');
await report('repair/2', 'L-8');
await report('repair/1', 'L-9');

// #region receive
/** What the receiver keeps in its own database: of each stream the last version it has dealt with. */
const dealtWith = new Map<string, bigint>();
const effects: string[] = [];

function receive(event: OutgoingEvent): void {
  const key = `${event.source} ${event.partitionkey}`;
  const version = BigInt(event.streamversion);
  if (version <= (dealtWith.get(key) ?? 0n)) return; // it came again
  effects.push(event.id); // both in one transaction: the effect, and how far it got
  dealtWith.set(key, version);
}
// #endregion receive

let accepts = (_event: OutgoingEvent): boolean => true;
const receiver: typeof fetch = async (_url, request) => {
  assert(request?.body instanceof Uint8Array);
  // The wire's own form: the test of the webhook relay reads it with the libraries of both standards.
  const event = JSON.parse(new TextDecoder().decode(request.body)) as OutgoingEvent;
  if (!accepts(event)) return new Response(null, { status: 422 });
  receive(event);
  return new Response(null, { status: 204 });
};
const secret = `whsec_${btoa('0123456789abcdef0123456789abcdef')}`;

// #region webhook
const relay = createWebhookRelay({
  url: 'https://county.example.gov.cn/hooks/jiceng',
  secret, // whsec_… from the host's vault; give two while the receiver changes over
  fetch: receiver, // leave it out: the platform's own fetch is used
});
const call = { reader: 'county', relay, source: 'https://jiceng.example.gov.cn/330106' };
const run = await runRelay(ports, call);
assert.equal(run.sent, 3);
assert.deepEqual(effects.toSorted(), ['330106/repair/1/1', '330106/repair/1/2', '330106/repair/2/1']);
// #endregion webhook

const ending = new AbortController();
const { signal } = ending;
const log = { info: (_text: string) => ending.abort() };

// #region keep
await keepRelaying(ports, {
  ...call,
  signal, // of an AbortController that the host aborts when it shuts down
  onRun: ({ sent, stopped, fault }) => {
    const because = fault === undefined ? '' : `, held up: ${fault.reason.words.en}`;
    log.info(`${sent} sent, ${stopped} streams stopped${because}`);
  },
});
// #endregion keep

accepts = ({ data }) => !JSON.stringify(data).includes('L-13');
await report('repair/1', 'L-13');
await report('repair/1', 'L-14');
await report('repair/2', 'L-15');

// #region stopped
await runRelay(ports, call);
const [stopped] = await stoppedStreams(ports, 'county');
assert.equal(stopped?.stream, 'repair/1');
assert.equal(stopped.fromVersion, 3n);
assert.equal(stopped.code, 'RELAY_MESSAGE_REFUSED');
assert.deepEqual(stopped.details['problem'], 'HTTP 422');
assert.equal(effects.at(-1), '330106/repair/2/2'); // the other stream went on
// #endregion stopped

// #region mend
const { tenant, stream, fromVersion: version } = stopped;
assert.equal((await retryStopped(ports, call)).stopped, 1); // nothing was mended yet
await passOver(ports, {
  reader: 'county',
  tenant,
  stream,
  version,
  decidedBy: 'u-chief',
  reason: '对方系统无此路灯，已电话告知',
});
const after = await runRelay(ports, call);
assert.equal(after.resumed, 1);
assert.equal(effects.at(-1), '330106/repair/1/4');
// #endregion mend
