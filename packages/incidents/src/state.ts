import type { GridCode, Instant, PersonRef, UnitRef } from '@jiceng/kernel';
import { incidentLifecycle, type IncidentStatus } from './lifecycle.ts';
import type { HandlingLimit, IncidentEvent, IncidentPlace } from './schemas.ts';

/** The facts that the handling clock is counted from; the deadline itself is never stored. */
export interface HandlingClock {
  readonly startedAt: Instant;
  readonly limit: HandlingLimit;
  readonly pauses: readonly { readonly from: Instant; readonly to?: Instant }[];
  readonly extensions: readonly HandlingLimit[];
}

/** What an incident has come to. A round is one way from dispatch to close; reopening begins the next. */
export interface IncidentState {
  readonly status: IncidentStatus;
  readonly round: number;
  readonly kind?: string;
  readonly channel?: string;
  readonly place?: IncidentPlace;
  readonly reporter?: PersonRef;
  readonly dutyCode?: string;
  readonly leadUnit?: UnitRef;
  readonly assistUnits: readonly UnitRef[];
  readonly escalateTo?: UnitRef;
  readonly designated: boolean;
  readonly returnedBy: readonly UnitRef[];
  readonly clock?: HandlingClock;
  /** Rungs raised in this round, in order. */
  readonly raised: readonly string[];
  /** Rungs raised in all rounds. */
  readonly raisedEver: readonly string[];
  readonly outcome?: string;
  readonly reportedAt?: Instant;
  readonly dispatchedAt?: Instant;
  readonly signedAt?: Instant;
  readonly fedBackAt?: Instant;
  readonly closedAt?: Instant;
  readonly reopenedAt?: Instant;
}

export const initialIncident: IncidentState = {
  status: incidentLifecycle.initial,
  round: 0,
  assistUnits: [],
  designated: false,
  returnedBy: [],
  raised: [],
  raisedEver: [],
};

export function gridOf(state: IncidentState): GridCode | undefined {
  return state.place?.gridCode;
}

/** A dispatch after a return keeps the clock running: it is the person's time, not the unit's. */
function clockAt(
  state: IncidentState,
  limit: HandlingLimit | undefined,
  occurredAt: Instant,
): HandlingClock | undefined {
  if (limit === undefined) return undefined;
  const startedAt = state.reopenedAt ?? state.reportedAt ?? occurredAt;
  return { startedAt, limit, pauses: state.clock?.pauses ?? [], extensions: state.clock?.extensions ?? [] };
}

function pausedFrom(clock: HandlingClock | undefined, from: Instant): Pick<IncidentState, 'clock'> {
  return clock === undefined ? {} : { clock: { ...clock, pauses: [...clock.pauses, { from }] } };
}

function resumedAt(clock: HandlingClock | undefined, to: Instant): Pick<IncidentState, 'clock'> {
  if (clock === undefined) return {};
  const pauses = clock.pauses.map((pause) => (pause.to === undefined ? { ...pause, to } : pause));
  return { clock: { ...clock, pauses } };
}

function dispatched(
  state: IncidentState,
  event: Extract<IncidentEvent, { type: 'IncidentDispatched' }>,
  occurredAt: Instant,
): IncidentState {
  const { clock: _earlier, escalateTo: _superior, ...rest } = state;
  const clock = clockAt(state, event.limit, occurredAt);
  return {
    ...rest,
    status: 'dispatched',
    dutyCode: event.dutyCode,
    leadUnit: event.leadUnit,
    assistUnits: event.assistUnits,
    designated: event.designated,
    dispatchedAt: occurredAt,
    ...(event.escalateTo === undefined ? {} : { escalateTo: event.escalateTo }),
    ...(clock === undefined ? {} : { clock }),
    ...(event.gridCode === undefined ? {} : { place: { ...state.place, gridCode: event.gridCode } }),
  };
}

function reopened(state: IncidentState, occurredAt: Instant): IncidentState {
  const {
    clock: _earlier,
    closedAt: _closed,
    outcome: _outcome,
    signedAt: _signed,
    fedBackAt: _fedBack,
    ...rest
  } = state;
  return {
    ...rest,
    status: 'verified',
    round: state.round + 1,
    designated: false,
    raised: [],
    returnedBy: [],
    reopenedAt: occurredAt,
  };
}

/** The incident after a fact. Never consults the lifecycle: a fact recorded under an older law must still fold. */
export function evolveIncident(state: IncidentState, event: IncidentEvent, occurredAt: Instant): IncidentState {
  switch (event.type) {
    case 'IncidentReported': {
      const { kind, channel, place, reporter } = event;
      const who = reporter === undefined ? {} : { reporter };
      return { ...state, status: 'reported', round: 1, kind, channel, place, ...who, reportedAt: occurredAt };
    }
    case 'IncidentVerified':
      return { ...state, status: 'verified' };
    case 'ReportRefused':
      return { ...state, status: 'refused', outcome: event.reason };
    case 'IncidentDispatched':
      return dispatched(state, event, occurredAt);
    case 'OrderSigned':
      return { ...state, status: 'signed', signedAt: occurredAt };
    case 'OrderReturned':
      return {
        ...state,
        status: 'verified',
        returnedBy: [...state.returnedBy, ...(state.leadUnit === undefined ? [] : [state.leadUnit])],
      };
    case 'HandlingStarted':
      return { ...state, status: 'handling' };
    case 'HandlingSuspended':
      return { ...state, status: 'suspended', ...pausedFrom(state.clock, occurredAt) };
    case 'HandlingResumed':
      return { ...state, status: 'handling', ...resumedAt(state.clock, occurredAt) };
    case 'DeadlineExtended': {
      const { clock } = state;
      return clock === undefined
        ? state
        : { ...state, clock: { ...clock, extensions: [...clock.extensions, event.by] } };
    }
    case 'FeedbackGiven':
      return { ...state, status: 'fedBack', fedBackAt: occurredAt };
    case 'CheckPassed':
      return { ...state, status: 'checked' };
    case 'ReworkOrdered':
      return { ...state, status: 'handling' };
    case 'IncidentClosed':
      return { ...state, status: 'closed', outcome: event.outcome, closedAt: occurredAt };
    case 'IncidentReopened':
      return reopened(state, occurredAt);
    case 'SupervisionRaised':
      return { ...state, raised: [...state.raised, event.rung], raisedEver: [...state.raisedEver, event.rung] };
    case 'IncidentTerminated':
      return { ...state, status: 'terminated', closedAt: occurredAt };
  }
}
