import type { BackwardLimit, DayLimit, Limit } from '../limits/limit.ts';

/** Who may grant an extension. `localRule`: no person does, a rule of the place lengthens the limit for all. */
export const approvers = [
  'agencyHead',
  'governmentHead',
  'reviewBodyHead',
  'disclosureOfficeHead',
  'superiorAgency',
  'localRule',
] as const;
export type Approver = (typeof approvers)[number];

/** How far a limit may be extended, by whom, and who must hear of it. */
export interface ExtensionRule {
  /** The most that one extension may add, in the unit of the limit. */
  readonly valueMax: number;
  /** How often. */
  readonly timesMax: number;
  /** Absent when the law names nobody. */
  readonly approver?: Approver;
  /** Who is told of it; absent when the law names nobody. */
  readonly told?: 'applicant' | 'party';
  /** Is the reason told as well? */
  readonly withReason?: true;
}

/** What the laws name as time that is not counted. */
export const pauseKinds = [
  'hearing',
  'tendering',
  'auction',
  'inspection',
  'testing',
  'quarantine',
  'calibration',
  'appraisal',
  'expertReview',
  'thirdPartyOpinion',
  'otherAgencyOpinion',
  'forceMajeure',
  'moreProof',
  'verification',
] as const;

/** A kind of time that is not counted. A host's own kinds begin with `own:`. */
export type PauseKind = (typeof pauseKinds)[number] | `own:${string}`;

/** The time that a limit does not count: a closed list. */
export interface ExcludedTime {
  readonly kinds: readonly PauseKind[];
  /**
   * `written`: the time is left out only when it was told in writing how long it will take; without that it counts. `none`: the
   * law asks for no notice.
   */
  readonly notice: 'written' | 'none';
}

/** What the law makes of a limit that runs out in silence. */
export const silences = [
  'acceptedFromReceipt',
  'acceptedFromReviewEnd',
  'renewed',
  'consent',
  'abandoned',
  'withdrawn',
  'mediationEnded',
] as const;
export type Silence = (typeof silences)[number];

/**
 * What a supplement of material does to a clock. Five laws, five answers:
 *
 * - `startsWhenComplete`: the clock has not started; it does on the day the whole supplement arrives, or, when nobody asked for one
 *   in time, on the day the material was received.
 * - `restarts`: the whole limit counts anew when the supplement arrives.
 * - `reviewsAfresh`: the review is done again, with its whole limit, when the supplement arrives; until then nothing can lapse.
 * - `refusedOnSpot`: there is no supplement: what is not refused on the spot is accepted, and the clock runs from receipt.
 * - `runsOn`: the clock runs on while secondary material is missing.
 *
 * @see 《中华人民共和国行政许可法》（2019 年修正）第三十二条第四项、第五项
 * @see 《中华人民共和国政府信息公开条例》（2019 年修订）第三十条
 * @see 《中华人民共和国行政复议法》（2023 年修订）第三十一条
 * @see 《不动产登记暂行条例》（2019 年修订）第十七条
 */
export const supplementEffects = [
  'startsWhenComplete',
  'restarts',
  'reviewsAfresh',
  'refusedOnSpot',
  'runsOn',
] as const;
export type SupplementEffect = (typeof supplementEffects)[number];

/** How a law treats material that is missing. */
export interface SupplementRule {
  readonly effect: SupplementEffect;
  /** By when the applicant must be told what is missing, counted from receipt. */
  readonly noticeWithin?: DayLimit;
  /** By when the applicant must answer, counted from the notice, unless the notice sets a day of its own. */
  readonly replyWithin?: DayLimit;
  /** What the law makes of an applicant who does not answer. */
  readonly lapse?: 'abandoned' | 'withdrawn';
}

/** What a law says about one limit: all that a clock needs to know of it. A host may write its own. */
export interface ClockTerms {
  readonly limit: Limit | BackwardLimit;
  /** Absent when the limit cannot be extended. */
  readonly extension?: ExtensionRule;
  /** Absent when all time counts. */
  readonly excluded?: ExcludedTime;
  /** Absent when silence means nothing. */
  readonly silence?: Silence;
  /** Absent when the law knows nothing of a supplement. */
  readonly supplement?: SupplementRule;
}
