import {
  availableActions,
  loadStream,
  runDecider,
  timerKey,
  type Actor,
  type Ask,
  type AvailableActions,
  type DueTimer,
  type Outcome,
  type Ports,
  type Process,
} from '@jiceng/kernel';
import { createIncidentDecider } from './decider.ts';
import type { DispatchAnswer, DispatchFunction } from './dispatch-function.ts';
import { createHandlingTime, type HandlingTimeSettings } from './handling-time.ts';
import { incidentDocuments, incidentStream } from './incident-table.ts';
import { IncidentCommand, IncidentEvent } from './schemas.ts';
import { initialIncident, type IncidentState } from './state.ts';

/** The incidents of one deployment: its calendar and its ladder of supervision, bound to the closed loop. */
export interface Incidents {
  readonly process: Process<IncidentState, IncidentCommand, IncidentEvent>;
  /** Carries out one command on one incident. */
  readonly handle: (ports: Ports, incidentId: string, ask: Ask) => Promise<Outcome>;
  /** What an actor can do with an incident now, and why not. */
  readonly actions: (
    ports: Ports,
    incidentId: string,
    ask: Pick<Ask, 'tenant' | 'actor' | 'purpose'>,
  ) => Promise<AvailableActions<IncidentCommand['type']>>;
  /** Whom the host's matcher proposes for an incident as it stands; a person, or the host's rule, dispatches. */
  readonly propose: (
    ports: Ports,
    tenant: string,
    incidentId: string,
    dispatch: DispatchFunction,
  ) => Promise<DispatchAnswer>;
  /** What a timer of an incident does: hand it to `runDueTimers`. */
  readonly fire: (ports: Ports, timer: DueTimer) => Promise<Outcome>;
}

/** Who raises a rung when its time has come. Grant it `raiseSupervision`. */
export const supervisionTimer: Actor = { id: 'timer:supervision', roles: ['timer'] };

/**
 * Binds the closed loop to a calendar and a ladder.
 *
 * @throws JicengError `INCIDENTS_LADDER_INVALID` when two rungs of the ladder have one name.
 */
export function createIncidents(settings: HandlingTimeSettings): Incidents {
  const time = createHandlingTime(settings);
  const process = {
    decider: createIncidentDecider(time),
    fold: 'incident/1',
    commandSchema: IncidentCommand,
    eventSchema: IncidentEvent,
  };
  const documents = incidentDocuments(time);
  const handle = (ports: Ports, incidentId: string, ask: Ask): Promise<Outcome> =>
    runDecider(ports, { ...process, ...ask, documents, stream: incidentStream(incidentId) });
  return {
    process,
    handle,
    actions: (ports, incidentId, ask) =>
      availableActions(ports, { ...process, ...ask, stream: incidentStream(incidentId) }),
    propose: async (ports, tenant, incidentId, dispatch) => {
      const { state } = await loadStream(ports.store, process, tenant, incidentStream(incidentId));
      const { kind = '', place = {}, returnedBy } = state ?? initialIncident;
      return dispatch({ kind, place, returnedBy, at: await ports.clock.now() });
    },
    fire: (ports, timer) =>
      handle(ports, timer.stream.slice(incidentStream('').length), {
        tenant: timer.tenant,
        key: timerKey(timer),
        command: { type: 'raiseSupervision', rung: timer.name.slice(0, timer.name.lastIndexOf('/')) },
        actor: supervisionTimer,
        purpose: 'supervision',
        occurredAt: timer.dueAt,
      }),
  };
}
