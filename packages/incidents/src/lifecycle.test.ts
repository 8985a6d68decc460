import { expect, it } from 'vitest';
import { adjacencyMapToArray, getAdjacencyMap } from 'xstate/graph';
import {
  actionNames,
  createIncidentDecider,
  IncidentCommand,
  IncidentEvent,
  incidentLifecycle,
  incidentMachine,
  statusNames,
  type IncidentState,
} from './index.ts';

const at = '2026-03-02T01:30:00.000Z';
const idle = createIncidentDecider({ dueAt: () => undefined, nextRung: () => undefined });
const bodies: Readonly<Record<string, object>> = {
  IncidentReported: { kind: '占用消防通道', channel: 'camera', place: {} },
  ReportRefused: { reason: 'notOurs' },
  IncidentDispatched: { dutyCode: 'D1', leadUnit: 'fire', assistUnits: [], designated: false },
  DeadlineExtended: { by: { value: 1, unit: 'hour' }, approver: 'head', reason: '需协调' },
  FeedbackGiven: { result: '已清理', evidence: [] },
  IncidentClosed: { outcome: 'resolved' },
  SupervisionRaised: { rung: 'warn', act: 'remind' },
};
const factOf = (type: string) => IncidentEvent.parse({ reason: '原因', ...bodies[type], type });

it('knows exactly the facts that the schema knows', () => {
  const known = IncidentEvent.options.map(({ shape }) => shape.type.value);
  expect([...incidentLifecycle.eventTypes].toSorted()).toEqual(known.toSorted());
});

it('names every status and every action in both languages', () => {
  expect(Object.keys(statusNames).toSorted()).toEqual([...incidentLifecycle.statuses].toSorted());
  const commands = IncidentCommand.options.map(({ shape }) => shape.type.value);
  expect(Object.keys(actionNames).toSorted()).toEqual(commands.toSorted());
});

for (const { state, event, nextState } of adjacencyMapToArray(getAdjacencyMap(incidentMachine, {}))) {
  it(`${state.value}: ${event.type} leads to ${nextState.value}`, () => {
    const before: IncidentState = { ...idle.initialState, status: state.value };
    expect(idle.evolve(before, factOf(event.type), at).status).toBe(nextState.value);
  });
}
