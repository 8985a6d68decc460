import * as z from 'zod';

const ref = z.string().min(1).max(200);
const code = z.string().min(1).max(100);

/** Where it is: the grid it was found to lie in, and the point if one is known (WGS-84 degrees). */
export const IncidentPlace = z.strictObject({
  gridCode: code.optional(),
  point: z
    .tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
    .readonly()
    .optional(),
});
export type IncidentPlace = z.infer<typeof IncidentPlace>;

/** How long handling may take, on the calendar of the deployment; no unit is the default one. */
export const HandlingLimit = z.strictObject({
  value: z.number().positive(),
  unit: z.enum(['minute', 'hour', 'workingMinute', 'workingHour']),
});
export type HandlingLimit = z.infer<typeof HandlingLimit>;

const refusalReason = z.enum(['notFound', 'notOurs', 'duplicate', 'statutoryRoute']);

const report = { kind: code, channel: code, place: IncidentPlace, reporter: ref.optional(), text: ref.optional() };
const refuse = { reason: refusalReason, goTo: ref.optional() };
const dispatch = {
  dutyCode: code,
  leadUnit: ref,
  assistUnits: z.array(ref).readonly(),
  escalateTo: ref.optional(),
  gridCode: code.optional(),
  limit: HandlingLimit.optional(),
  designated: z.boolean(),
};
const because = { reason: z.string().min(1) };
const extend = { by: HandlingLimit, approver: ref, reason: z.string().min(1) };
const feedback = { result: z.string().min(1), evidence: z.array(ref).readonly() };
const rung = { rung: code };

/** What someone asks for. Strict, so that a misspelled field is refused instead of dropped. */
export const IncidentCommand = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('reportIncident'), ...report }),
  z.strictObject({ type: z.literal('verifyIncident') }),
  z.strictObject({ type: z.literal('refuseReport'), ...refuse }),
  z.strictObject({ type: z.literal('dispatchIncident'), ...dispatch }),
  z.strictObject({ type: z.literal('signOrder') }),
  z.strictObject({ type: z.literal('returnOrder'), ...because }),
  z.strictObject({ type: z.literal('startHandling') }),
  z.strictObject({ type: z.literal('suspendHandling'), ...because }),
  z.strictObject({ type: z.literal('resumeHandling') }),
  z.strictObject({ type: z.literal('extendDeadline'), ...extend }),
  z.strictObject({ type: z.literal('giveFeedback'), ...feedback }),
  z.strictObject({ type: z.literal('passCheck') }),
  z.strictObject({ type: z.literal('orderRework'), ...because }),
  z.strictObject({ type: z.literal('closeIncident'), outcome: code }),
  z.strictObject({ type: z.literal('reopenIncident'), ...because }),
  z.strictObject({ type: z.literal('raiseSupervision'), ...rung }),
  z.strictObject({ type: z.literal('terminateIncident'), ...because }),
]);
export type IncidentCommand = z.infer<typeof IncidentCommand>;

/** What was recorded. Members are only ever added; when it happened stands on the envelope. */
export const IncidentEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('IncidentReported'), ...report }),
  z.object({ type: z.literal('IncidentVerified') }),
  z.object({ type: z.literal('ReportRefused'), ...refuse }),
  z.object({ type: z.literal('IncidentDispatched'), ...dispatch }),
  z.object({ type: z.literal('OrderSigned') }),
  z.object({ type: z.literal('OrderReturned'), ...because }),
  z.object({ type: z.literal('HandlingStarted') }),
  z.object({ type: z.literal('HandlingSuspended'), ...because }),
  z.object({ type: z.literal('HandlingResumed') }),
  z.object({ type: z.literal('DeadlineExtended'), ...extend }),
  z.object({ type: z.literal('FeedbackGiven'), ...feedback }),
  z.object({ type: z.literal('CheckPassed') }),
  z.object({ type: z.literal('ReworkOrdered'), ...because }),
  z.object({ type: z.literal('IncidentClosed'), outcome: code }),
  z.object({ type: z.literal('IncidentReopened'), ...because }),
  z.object({ type: z.literal('SupervisionRaised'), rung: code, act: code, to: ref.optional() }),
  z.object({ type: z.literal('IncidentTerminated'), ...because }),
]);
export type IncidentEvent = z.infer<typeof IncidentEvent>;
