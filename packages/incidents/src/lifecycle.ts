import { createLifecycle } from '@jiceng/kernel';
import { setup, type StateValueFrom } from 'xstate';

/**
 * Which fact may follow which. A report is checked before it becomes an order; an order that comes back, or a case that
 * comes up again, waits for a new dispatch; only a passed check leads to the close.
 *
 * @see 国办函〔2025〕66号：派单、退单、改派、督办；《济南市12345市民服务热线条例》第二十七条，退回重办
 */
export const incidentMachine = setup({}).createMachine({
  id: 'incident',
  initial: 'unreported',
  states: {
    unreported: { on: { IncidentReported: 'reported' } },
    reported: { on: { IncidentVerified: 'verified', ReportRefused: 'refused', IncidentTerminated: 'terminated' } },
    verified: {
      on: { IncidentDispatched: 'dispatched', IncidentTerminated: 'terminated', SupervisionRaised: 'verified' },
    },
    dispatched: {
      on: {
        OrderSigned: 'signed',
        OrderReturned: 'verified',
        IncidentTerminated: 'terminated',
        SupervisionRaised: 'dispatched',
        DeadlineExtended: 'dispatched',
      },
    },
    signed: {
      on: {
        HandlingStarted: 'handling',
        OrderReturned: 'verified',
        IncidentTerminated: 'terminated',
        SupervisionRaised: 'signed',
        DeadlineExtended: 'signed',
      },
    },
    handling: {
      on: {
        FeedbackGiven: 'fedBack',
        HandlingSuspended: 'suspended',
        IncidentTerminated: 'terminated',
        SupervisionRaised: 'handling',
        DeadlineExtended: 'handling',
      },
    },
    suspended: { on: { HandlingResumed: 'handling', IncidentTerminated: 'terminated' } },
    fedBack: { on: { CheckPassed: 'checked', ReworkOrdered: 'handling', SupervisionRaised: 'fedBack' } },
    checked: { on: { IncidentClosed: 'closed', SupervisionRaised: 'checked' } },
    closed: { on: { IncidentReopened: 'verified' } },
    refused: { type: 'final' },
    terminated: { type: 'final' },
  },
});
export type IncidentStatus = StateValueFrom<typeof incidentMachine>;
export const incidentLifecycle = createLifecycle(incidentMachine);
