import type { Decider, Instant, Reason } from '@jiceng/kernel';
import { incidentError } from './errors.ts';
import { isWorkingUnit, type HandlingTime } from './handling-time.ts';
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

function refuse(
  time: HandlingTime,
  type: IncidentCommand['type'],
  state: IncidentState,
  now: Instant,
): readonly Reason[] {
  const { status, clock } = state;
  if (!incidentLifecycle.allows(status, recordedAs[type])) {
    const words = { statusName: statusNames[status], actionName: actionNames[type] };
    return [incidentError.reason('INCIDENTS_STEP_NOT_ALLOWED', { status, action: type, ...words })];
  }
  if (type === 'returnOrder' && state.designated) return [incidentError.reason('INCIDENTS_DESIGNATED')];
  if (type === 'extendDeadline') {
    if (clock === undefined) return [incidentError.reason('INCIDENTS_NO_CLOCK')];
    if (clock.extensions.length > 0) return [incidentError.reason('INCIDENTS_EXTENSION_REPEATED')];
    const dueAt = time.dueAt(state);
    if (dueAt !== undefined && dueAt < now) return [incidentError.reason('INCIDENTS_EXTENSION_LATE', { dueAt })];
  }
  if (type === 'raiseSupervision') {
    const next = time.nextRung(state);
    if (next === undefined) return [incidentError.reason('INCIDENTS_NO_RUNG')];
    if (next.dueAt > now)
      return [incidentError.reason('INCIDENTS_RUNG_NOT_DUE', { rung: next.rung, dueAt: next.dueAt })];
  }
  return [];
}

type Dispatch = Extract<IncidentCommand, { type: 'dispatchIncident' }>;

function checkUnits({ leadUnit, assistUnits, designated }: Dispatch, { returnedBy }: IncidentState): void {
  if (assistUnits.includes(leadUnit)) throw incidentError('INCIDENTS_UNIT_IS_LEAD', { unit: leadUnit });
  if (returnedBy.includes(leadUnit) && !designated)
    throw incidentError('INCIDENTS_UNIT_RETURNED_IT', { unit: leadUnit });
}

function raise(time: HandlingTime, rung: string, state: IncidentState): IncidentEvent {
  const next = time.nextRung(state);
  if (next?.rung !== rung) throw incidentError('INCIDENTS_RUNG_NOT_NEXT', { rung, expected: next?.rung ?? '' });
  const to = next.to === 'escalateTo' ? (state.escalateTo ?? state.leadUnit) : state.leadUnit;
  return { type: 'SupervisionRaised', rung, act: next.act, ...(to === undefined ? {} : { to }) };
}

function decide(time: HandlingTime, command: IncidentCommand, state: IncidentState): IncidentEvent {
  switch (command.type) {
    case 'dispatchIncident':
      checkUnits(command, state);
      return { ...command, type: 'IncidentDispatched' };
    case 'extendDeadline': {
      const { limit } = state.clock ?? {};
      if (limit !== undefined && isWorkingUnit(limit) !== isWorkingUnit(command.by)) {
        throw incidentError('INCIDENTS_EXTENSION_UNIT', { limitUnit: limit.unit, unit: command.by.unit });
      }
      return { ...command, type: 'DeadlineExtended' };
    }
    case 'raiseSupervision':
      return raise(time, command.rung, state);
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
 * @throws JicengError `INCIDENTS_EXTENSION_UNIT` when an extension counts another kind of time than the limit.
 * @throws JicengError `INCIDENTS_RUNG_NOT_NEXT` when another rung is next.
 *
 * Refused with a reason: `INCIDENTS_STEP_NOT_ALLOWED`, `INCIDENTS_DESIGNATED`, `INCIDENTS_NO_CLOCK`, `INCIDENTS_EXTENSION_REPEATED`,
 * `INCIDENTS_EXTENSION_LATE`, `INCIDENTS_NO_RUNG`, `INCIDENTS_RUNG_NOT_DUE`.
 * @see 国办函〔2025〕66号，主办与协办、退单、督办；《潍坊市12345政务服务便民热线条例》（2021）第二十二条，指定后不得退单
 */
export function createIncidentDecider(time: HandlingTime): Decider<IncidentState, IncidentCommand, IncidentEvent> {
  return {
    initialState: initialIncident,
    // One entry a command, in the order of the loop: what availableActions lists.
    commands: Object.keys(recordedAs) as (keyof typeof recordedAs)[],
    refuse: (type, state, { now }) => refuse(time, type, state, now),
    decide: (command, state) => [decide(time, command, state)],
    evolve: evolveIncident,
    timers: (state) => {
      const next = time.nextRung(state);
      return next === undefined ? [] : [{ name: `${next.rung}/${state.round}`, dueAt: next.dueAt }];
    },
  };
}
