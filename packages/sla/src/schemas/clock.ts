import * as z from 'zod';
import { approvers, pauseKinds, silences, supplementEffects } from '../clock/clock-terms.ts';
import { BackwardLimit, DayLimit, Limit } from './limit.ts';
import { amount, CivilDateText, count, InstantText, text } from './text.ts';

const pauseKind = z.union([z.enum(pauseKinds), z.templateLiteral(['own:', z.string()])]);

export const ExtensionRule = z
  .strictObject({
    valueMax: amount,
    timesMax: count,
    approver: z.enum(approvers).exactOptional(),
    told: z.enum(['applicant', 'party']).exactOptional(),
    withReason: z.literal(true).exactOptional(),
  })
  .readonly();
export const ExcludedTime = z
  .strictObject({ kinds: z.array(pauseKind).readonly(), notice: z.enum(['written', 'none']) })
  .readonly();
export const SupplementRule = z
  .strictObject({
    effect: z.enum(supplementEffects),
    noticeWithin: DayLimit.exactOptional(),
    replyWithin: DayLimit.exactOptional(),
    lapse: z.enum(['abandoned', 'withdrawn']).exactOptional(),
  })
  .readonly();

/** The fields of terms, which presets have too. */
export const terms = {
  limit: z.union([Limit, BackwardLimit]),
  extension: ExtensionRule.exactOptional(),
  excluded: ExcludedTime.exactOptional(),
  silence: z.enum(silences).exactOptional(),
  supplement: SupplementRule.exactOptional(),
};
export const ClockTerms = z.strictObject(terms).readonly();

const recorded = { at: InstantText, recordedAt: InstantText.exactOptional() };

export const ClockFact = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('received'), ...recorded }).readonly(),
  z.strictObject({ type: z.literal('started'), ...recorded, eventOn: CivilDateText.exactOptional() }).readonly(),
  z
    .strictObject({
      type: z.literal('paused'),
      ...recorded,
      kind: pauseKind,
      noticeId: text.exactOptional(),
      plannedDays: count.exactOptional(),
    })
    .readonly(),
  z.strictObject({ type: z.literal('resumed'), ...recorded, kind: pauseKind }).readonly(),
  z
    .strictObject({
      type: z.literal('extended'),
      ...recorded,
      value: amount,
      approver: z.enum(approvers),
      reason: text,
      toldAt: InstantText.exactOptional(),
    })
    .readonly(),
  z.strictObject({ type: z.literal('restarted'), ...recorded, basis: text }).readonly(),
  z
    .strictObject({
      type: z.literal('supplementAsked'),
      ...recorded,
      noticeId: text,
      items: z.array(text).min(1).readonly(),
      replyBy: CivilDateText.exactOptional(),
      newFact: z.literal(true).exactOptional(),
    })
    .readonly(),
  z.strictObject({ type: z.literal('supplementReceived'), ...recorded, goodCause: text.exactOptional() }).readonly(),
  z.strictObject({ type: z.literal('stopped'), ...recorded, outcome: text }).readonly(),
]);
