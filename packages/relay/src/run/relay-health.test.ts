import { diagnose } from '@jiceng/kernel';
import { expect, it } from 'vitest';
import { callOf, createCountingBench, createKeepingRelay, refused, unavailable } from '../counting.fixture.ts';
import { relayHealth, runRelay } from '../index.ts';

it('a diagnosis tells which streams stand still for a relay, and why', async () => {
  const { ports, clock, count } = await createCountingBench();
  const ask = async (rowsMost = 100) => {
    const { findings } = await diagnose(ports, { hostClock: clock, checks: [relayHealth], limits: { rowsMost } });
    return findings.filter(({ code }) => code.startsWith('RELAY_'));
  };
  expect(await ask()).toMatchObject([{ code: 'RELAY_STREAMS_FLOW', severity: 'fine' }]);
  const relay = createKeepingRelay((event) => {
    if (event.subject.startsWith('bad')) return refused(event);
    return event.subject === 'slow' ? unavailable() : undefined;
  });
  await count(['bad1', 'bad2', 'slow', 'good']);
  await runRelay(ports, callOf(relay));
  expect(await ask()).toMatchObject([
    {
      code: 'RELAY_STREAMS_PARKED',
      severity: 'warning',
      details: { count: 2, atLeast: false, codes: ['RELAY_MESSAGE_REFUSED'], examples: ['330106 bad1', '330106 bad2'] },
    },
    { code: 'RELAY_STREAMS_WAIT', severity: 'fine', details: { count: 1, codes: ['RELAY_UNAVAILABLE'] } },
  ]);
  expect((await ask(1))[0]?.words.en).toContain('at least 1');
});
