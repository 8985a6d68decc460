import type { DecideContext, Decider, Reason } from '@jiceng/kernel';
import { incidentError } from './errors.ts';
import type { HandlingTime } from './handling-time.ts';
import { incidentLifecycle } from './lifecycle.ts';
import type { IncidentCommand, IncidentEvent } from './schemas.ts';
import { evolveIncident, initialIncident, type IncidentState } from './state.ts';
import { actionNames, statusNames } from './words.ts';

const recordedAs = {
  reportIncident: 'IncidentReported',
  verifyIncident: 'IncidentVerified',
  refuseReport: 'ReportRefused',
  dispatchIncident: 'IncidentDispatched',
  signOrder: 'OrderSigned',
  returnOrder: 'OrderReturned',
  startHandling: 'HandlingStarted',
  suspendHandling: 'HandlingSuspended',
  resumeHandling: 'HandlingResumed',
  extendDeadline: 'DeadlineExtended',
  giveFeedback: 'FeedbackGiven',
  passCheck: 'CheckPassed',
  orderRework: 'ReworkOrdered',
  closeIncident: 'IncidentClosed',
  reopenIncident: 'IncidentReopened',
  raiseSupervision: 'SupervisionRaised',
  terminateIncident: 'IncidentTerminated',
} as const satisfies Readonly<Record<IncidentCommand['type'], IncidentEvent['type']>>;

function refuse(type: IncidentCommand['type'], state: IncidentState): readonly Reason[] {
  const { status } = state;
  if (!incidentLifecycle.allows(status, recordedAs[type])) {
    const words = { statusName: statusNames[status], actionName: actionNames[type] };
    return [incidentError.reason('INCIDENTS_STEP_NOT_ALLOWED', { status, action: type, ...words })];
  }
  if (type === 'returnOrder' && state.designated) return [incidentError.reason('INCIDENTS_DESIGNATED')];
  if (type === 'extendDeadline' && state.clock === undefined) return [incidentError.reason('INCIDENTS_NO_CLOCK')];
  if (type === 'extendDeadline' && state.clock !== undefined && state.clock.extensions.length > 0) {
    return [incidentError.reason('INCIDENTS_EXTENSION_REPEATED')];
  }
  return [];
}

type Dispatch = Extract<IncidentCommand, { type: 'dispatchIncident' }>;

function checkUnits({ leadUnit, assistUnits, designated }: Dispatch, { returnedBy }: IncidentState): void {
  if (assistUnits.includes(leadUnit)) throw incidentError('INCIDENTS_UNIT_IS_LEAD', { unit: leadUnit });
  if (returnedBy.includes(leadUnit) && !designated) throw incidentError('INCIDENTS_UNIT_RETURNED_IT', { unit: leadUnit });
}

function raise(time: HandlingTime, rung: string, state: IncidentState, { now }: DecideContext): IncidentEvent {
  const next = time.nextRung(state);
  if (next === undefined) throw incidentError('INCIDENTS_NO_CLOCK');
  if (next.rung !== rung) throw incidentError('INCIDENTS_RUNG_NOT_NEXT', { rung, expected: next.rung });
  if (next.dueAt > now) throw incidentError('INCIDENTS_RUNG_NOT_DUE', { rung, dueAt: next.dueAt });
  const to = next.to === 'escalateTo' ? (state.escalateTo ?? state.leadUnit) : state.leadUnit;
  return { type: 'SupervisionRaised', rung, act: next.act, ...(to === undefined ? {} : { to }) };
}

function decide(time: HandlingTime, command: IncidentCommand, state: IncidentState, context: DecideContext): IncidentEvent {
  switch (command.type) {
    case 'dispatchIncident':
      checkUnits(command, state);
      return { ...command, type: 'IncidentDispatched' };
    case 'extendDeadline': {
      const dueAt = time.dueAt(state);
      if (dueAt !== undefined && dueAt < context.now) throw incidentError('INCIDENTS_EXTENSION_LATE', { dueAt });
      return { ...command, type: 'DeadlineExtended' };
    }
    case 'raiseSupervision':
      return raise(time, command.rung, state, context);
    case 'reportIncident':
      return { ...command, type: 'IncidentReported' };
    case 'refuseReport':
      return { ...command, type: 'ReportRefused' };
    case 'returnOrder':
      return { ...command, type: 'OrderReturned' };
    case 'suspendHandling':
      return { ...command, type: 'HandlingSuspended' };
    case 'giveFeedback':
      return { ...command, type: 'FeedbackGiven' };
    case 'orderRework':
      return { ...command, type: 'ReworkOrdered' };
    case 'closeIncident':
      return { ...command, type: 'IncidentClosed' };
    case 'reopenIncident':
      return { ...command, type: 'IncidentReopened' };
    case 'terminateIncident':
      return { ...command, type: 'IncidentTerminated' };
    case 'verifyIncident':
    case 'signOrder':
    case 'startHandling':
    case 'resumeHandling':
    case 'passCheck':
      return { type: recordedAs[command.type] };
  }
}

/**
 * The closed loop of one incident: report, verify, dispatch, sign for, handle, feed back, check, close; with return, rework,
 * pending list, one extension a round, reopening, and a ladder of supervision on timers.
 *
 * @throws JicengError `INCIDENTS_UNIT_IS_LEAD` when a dispatch names the lead unit among those that assist.
 * @throws JicengError `INCIDENTS_UNIT_RETURNED_IT` when it goes, undesignated, to a unit that has returned it.
 * @throws JicengError `INCIDENTS_EXTENSION_LATE` when the deadline to be extended has passed.
 * @throws JicengError `INCIDENTS_RUNG_NOT_NEXT` when another rung is next.
 * @throws JicengError `INCIDENTS_RUNG_NOT_DUE` when a rung is raised before its time.
 * @throws JicengError `INCIDENTS_NO_CLOCK` when there is no rung, because there is no limit or all were raised.
 * @see 国办函〔2025〕66号，主办与协办、退单、督办；《潍坊市12345政务服务便民热线条例》（2021）第二十二条，指定后不得退单
 */
export function createIncidentDecider(time: HandlingTime): Decider<IncidentState, IncidentCommand, IncidentEvent> {
  return {
    initialState: initialIncident,
    // One entry a command, in the order of the loop: what availableActions lists.
    commands: Object.keys(recordedAs) as (keyof typeof recordedAs)[],
    refuse,
    decide: (command, state, context) => [decide(time, command, state, context)],
    evolve: evolveIncident,
    timers: (state) => {
      const next = time.nextRung(state);
      return next === undefined ? [] : [{ name: `${next.rung}/${state.round}`, dueAt: next.dueAt }];
    },
  };
}
