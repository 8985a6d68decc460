import { defineErrors, type HealthCheck, type HealthFinding } from '@jiceng/kernel';
import { relayStopTable } from './relay-tables.ts';
import { stopRowOf, type StopRow } from './stop-rows.ts';

const relayFindings = defineErrors({
  RELAY_STREAMS_PARKED: {
    'zh-CN': '转发停住的流：{counted} 条（{codes}），须人工处理：{examples}。',
    en: 'Streams that a relay parked: {counted} ({codes}); somebody must see to them: {examples}.',
  },
  RELAY_STREAMS_WAIT: {
    'zh-CN': '转发暂时放在一边、会再试的流：{counted} 条（{codes}）：{examples}。',
    en: 'Streams that a relay has put aside and will try again: {counted} ({codes}): {examples}.',
  },
  RELAY_STREAMS_FLOW: { 'zh-CN': '转发没有停住的流。', en: 'No stream stands still for a relay.' },
});

const examplesMost = 5;

function detailsOf(rows: readonly StopRow[], isCut: boolean) {
  const many = String(rows.length);
  return {
    count: rows.length,
    atLeast: isCut,
    counted: isCut ? { 'zh-CN': `至少 ${many}`, en: `at least ${many}` } : many,
    codes: [...new Set(rows.map(({ code }) => code))].toSorted(),
    examples: rows.slice(0, examplesMost).map(({ tenant, stream }) => `${tenant} ${stream}`),
  };
}

/** Streams that stand still for a relay: a check for the kernel's `diagnose`, as `checks: [relayHealth]`. */
export const relayHealth: HealthCheck = async ({ store, limits }) => {
  const limit = limits.rowsMost + 1;
  const [found = []] = await store.read([{ get: 'rows', table: relayStopTable.name, index: 'key', prefix: [], limit }]);
  const isCut = found.length > limits.rowsMost;
  const rows = found.slice(0, limits.rowsMost).map(stopRowOf);
  const [parked, waiting] = [
    rows.filter(({ state }) => state === 'parked'),
    rows.filter(({ state }) => state === 'waits'),
  ];
  const findings: readonly HealthFinding[] = [
    ...(parked.length === 0
      ? []
      : [
          {
            ...relayFindings.reason('RELAY_STREAMS_PARKED', detailsOf(parked, isCut)),
            severity: 'warning' as const,
          },
        ]),
    ...(waiting.length === 0
      ? []
      : [{ ...relayFindings.reason('RELAY_STREAMS_WAIT', detailsOf(waiting, isCut)), severity: 'fine' as const }]),
  ];
  return findings.length > 0 ? findings : [{ ...relayFindings.reason('RELAY_STREAMS_FLOW'), severity: 'fine' }];
};
