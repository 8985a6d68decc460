// The plain entry's words, so that one import is enough where size does not matter.
export {
  addCalendarDays,
  canonicalJson,
  civilDateAt,
  civilDateOfEpochDay,
  defineErrors,
  digestNamed,
  epochDayOf,
  instantFromMs,
  instantToMs,
  isJicengError,
  isoWeekday,
  JicengError,
  locales,
  parseCivilDate,
  parseInstant,
  parseJson,
  portableDigests,
  recordJson,
  type Actor,
  type Catalog,
  type CivilDate,
  type Details,
  type Digest,
  type DigestName,
  type DivisionCode,
  type ErrorFactory,
  type GridCode,
  type Instant,
  type Json,
  type Locale,
  type PersonRef,
  type Reason,
  type Source,
  type UnitRef,
  type Words,
} from './plain.ts';

// Rules: the machine permits, `decide` judges, `evolve` remembers.
export type { DecideContext, Decider, Process, Timer, Upcast } from './rules/decider.ts';
export { createLifecycle, type Lifecycle } from './rules/lifecycle.ts';

// Definitions that come as data.
export type { DefinedState } from './definition/case-state.ts';
export type { ClockRun } from './definition/clock-run.ts';
export type { FieldValue } from './definition/condition.ts';
export {
  clockActor,
  createDefinedProcess,
  rungAsk,
  type DefinedProcess,
  type RungTimes,
} from './definition/defined-process.ts';
export { editionOf } from './definition/edition.ts';
export { definitionError } from './definition/errors.ts';
export type { DefinitionFinding } from './definition/finding.ts';
export { lintDefinition, loadDefinition } from './definition/lint.ts';
export { machineOf } from './definition/machine.ts';
export type { DefinedCommand, DefinedEvent } from './definition/process-schemas.ts';
export {
  ProcessDefinition,
  type Condition,
  type DefinedAction,
  type DefinedClock,
  type DefinedField,
  type LadderRung,
} from './definition/schemas.ts';

// What comes from outside.
export { inputProblems } from './rules/input-problems.ts';
export { CivilDateText, InstantText } from './rules/text-schemas.ts';

// Commands.
export { availableActions, type AvailableAction, type AvailableActions } from './command/actions.ts';
export {
  draft,
  type Ask,
  type DeciderCall,
  type Draft,
  type RecordedRange,
  type StreamChange,
} from './command/draft.ts';
export { runDecider, runTogether, type Outcome, type RequestCall } from './command/run.ts';

// Facts and what follows from them.
export { verifyChain } from './record/chain.ts';
export { toCloudEvent, type CloudEvent } from './record/cloud-event.ts';
export {
  dueTimers,
  nextTimerAt,
  parkedTimers,
  runDueTimers,
  timerKey,
  unparkTimer,
  type DueTimer,
  type TimerSweep,
} from './timers/due-timers.ts';
export { createEventBus, type BusMessages, type EventBus } from './record/event-bus.ts';
export type { RecordedFact } from './record/fact.ts';
export { openFeed, promote, readFeed, type FeedEntry, type FeedRef } from './record/feed.ts';
export { retryParked, runPolicies, type Policy, type PolicyCommand, type PolicyRun } from './policies/policies.ts';
export { eventOf, loadStream, readFacts, type StreamHead } from './record/stream.ts';
export { rearmTimers } from './timers/timer-rows.ts';

// Ports.
export type { AccessPolicy, AccessQuestion } from './access/access-policy.ts';
export { jitteredPause } from './host/backoff.ts';
export { createStoreClock, systemClock, type Clock } from './host/clock.ts';
export { allowAll, denyAll } from './access/default-access.ts';
export { createIds, type Ids } from './host/ids.ts';
export { createNotifyPolicy, type Notice, type Notifier } from './policies/notifier.ts';
export { createPorts, type Ports } from './host/ports.ts';
export {
  createRolePolicy,
  lendRoles,
  type Recusal,
  type RoleGrant,
  type RolePolicyRows,
  type StandIn,
} from './access/role-policy.ts';

// Storing.
export {
  planBatch,
  planQuery,
  tableNamed,
  wholeKey,
  type PlannedOperation,
  type PlannedQuery,
  type Tables,
} from './store/batch.ts';
export { kernelError } from './errors.ts';
export { kernelTables } from './record/kernel-tables.ts';
export { compareKeys, compareText } from './store/key-order.ts';
export { createMemoryStore } from './store/memory-store.ts';
export { bigintOf, textOf } from './store/row.ts';
export type {
  Amounts,
  ColumnType,
  CommitResult,
  FailedReason,
  Key,
  Operation,
  Query,
  Row,
  RowRef,
  Store,
  StoreInfo,
  TableSpec,
  Value,
} from './store/store.ts';
export { checkTable, orderOf } from './store/table-order.ts';

// What can be measured and logged: numbers and codes.
export { createJsonLog, logBus, type Log, type LogEntry } from './observe/log.ts';
export {
  instruments,
  type Instrument,
  type InstrumentName,
  type Meter,
  type MeterAttributes,
} from './observe/meter.ts';
export { observeStore } from './observe/observe-store.ts';
export { recordDiagnosis, recordPolicyRun, recordSweep } from './observe/recorded-runs.ts';

// How a deployment is.
export { contentDigest, type ContentDigest } from './health/content-digest.ts';
export { diagnose, type Diagnosis, type DiagnosisSettings } from './health/diagnose.ts';
export { usualHealthLimits, type HealthCheck, type HealthLimits, type HealthQuestion } from './health/health-check.ts';
export type { HealthFinding, Severity, Threshold } from './health/health-finding.ts';

// Files and values about persons.
export { createMemoryBlobStore, type BlobInfo, type BlobStore } from './personal/blob-store.ts';
export { createFolderBlobStore } from './personal/folder-blob-store.ts';
export { defaultMask, type MaskProfile, type PersonalKind } from './personal/masking.ts';
export {
  erasePersonal,
  expiredPersonal,
  keepPersonal,
  personalCommitment,
  readPersonal,
  revealPersonal,
  type KeptPersonal,
  type MaskedPersonal,
  type PersonalValue,
  type RevealedPersonal,
} from './personal/personal.ts';
