// The closed loop, bound to a deployment.
export { createIncidents, supervisionTimer, type Incidents } from './incidents.ts';
export type { HandlingTime, HandlingTimeSettings, DueRung } from './handling-time.ts';
export type { SupervisionAct, SupervisionRung } from './ladder.ts';
export type { DispatchAnswer, DispatchFunction, DispatchRequest } from './dispatch-function.ts';

// Its rules, for hosts that store their own way, and for diagrams.
export { createIncidentDecider } from './decider.ts';
export { incidentLifecycle, incidentMachine, type IncidentStatus } from './lifecycle.ts';
export { HandlingLimit, IncidentCommand, IncidentEvent, IncidentPlace } from './schemas.ts';
export { type HandlingClock, type IncidentState } from './state.ts';
export { actionNames, statusNames } from './words.ts';

// Lists and indicators.
export {
  incidentStream,
  incidentTable,
  listIncidents,
  listOpenIncidents,
  type IncidentRow,
  type OpenIncidents,
} from './incident-table.ts';
export { incidentError } from './errors.ts';
