import { expect, it } from 'vitest';
import { readFacts, runDecider, toCloudEvent } from '../index.ts';
import { createBench, repairCall, report, tenant } from '../command/repair.fixture.ts';

const source = 'https://jiceng.example.gov.cn/330106';

it('a fact leaves as a CloudEvent with everything a receiver needs', async () => {
  const { ports, store, clock } = await createBench();
  clock.ms += 1000;
  const occurredAt = '2026-03-01T23:00:00.000Z';
  await runDecider(ports, repairCall(report, { occurredAt, schemaVersion: 3 }));
  const [fact] = await readFacts(store, tenant, 'repair/1');
  if (fact === undefined) throw new Error('no fact');
  expect(toCloudEvent(fact, source)).toEqual({
    specversion: '1.0',
    id: '330106/repair/1/1',
    source,
    type: 'cn.jiceng.repair.Reported',
    subject: 'repair/1',
    time: occurredAt,
    datacontenttype: 'application/json',
    dataschema: 'urn:jiceng:cn.jiceng.repair.Reported:3',
    data: { type: 'Reported', lamp: 'L-7' },
    tenant,
    streamversion: '1',
    recordedtime: '2026-03-02T01:30:01.000Z',
    tick: String(fact.tick),
    digest: `sha256:${fact.digest}`,
  });
});

it('its attributes are named as CloudEvents allows: lower-case letters and digits, at most twenty', async () => {
  const { ports, store } = await createBench();
  await runDecider(ports, repairCall(report));
  const [fact] = await readFacts(store, tenant, 'repair/1');
  if (fact === undefined) throw new Error('no fact');
  const event = toCloudEvent(fact, source);
  for (const name of Object.keys(event)) expect(name).toMatch(/^[a-z0-9]{1,20}$/);
  expect(JSON.parse(JSON.stringify(event))).toEqual(event);
});

it('a stream whose kind is a Chinese word has a schema that is still a URI', async () => {
  const { ports, store } = await createBench();
  await runDecider(ports, repairCall(report, { stream: '维修/1' }));
  const [fact] = await readFacts(store, tenant, '维修/1');
  if (fact === undefined) throw new Error('no fact');
  const { dataschema, type } = toCloudEvent(fact, source);
  expect([dataschema, type]).toEqual(['urn:jiceng:cn.jiceng.%E7%BB%B4%E4%BF%AE.Reported:1', 'cn.jiceng.维修.Reported']);
});

it('two facts never have one id, however tenants and streams are called', async () => {
  const { ports, store } = await createBench();
  const ids = new Set<string>();
  for (const [own, stream] of [
    ['a', 'b/c'],
    ['a/b', 'c'],
    ['a%2Fb', 'c'],
  ] as const) {
    await runDecider(ports, repairCall(report, { tenant: own, stream }));
    for (const fact of await readFacts(store, own, stream)) ids.add(toCloudEvent(fact, source).id);
  }
  expect(ids.size).toBe(3);
});
