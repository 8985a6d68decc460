import type { CivilDate, Words } from '@jiceng/kernel/plain';
import type { ClockTerms } from '../clock/clock-terms.ts';
import type { BackwardLimit, DayLimit, HourLimit } from '../limits/limit.ts';

/** A text of law in the version that was read. */
export interface LawText {
  readonly title: Words;
  /** The version, `2019 年修正`; absent when the text has only one. */
  readonly version?: string;
  /** First day on which this version holds. */
  readonly effectiveFrom: CivilDate;
  /** Last day on which it holds; absent while it does. */
  readonly effectiveTo?: CivilDate;
}

/** Where a preset stands written. */
export interface PresetSource extends LawText {
  readonly article: string;
}

/** Whom a limit binds. */
export const boundParties = ['agency', 'applicant', 'party', 'otherAgency', 'thirdParty'] as const;
export type BoundParty = (typeof boundParties)[number];

/** A limit as a law states it, ready for a clock. */
export interface Preset extends ClockTerms {
  readonly id: string;
  readonly name: Words;
  readonly source: PresetSource;
  readonly boundParty: BoundParty;
  /** What it is counted from; for a limit before an event, the event. */
  readonly countedFrom: Words;
  /** A second way to read the article. The one above is the one that favours the applicant. */
  readonly otherReading?: { readonly limit: DayLimit | BackwardLimit; readonly why: Words };
  readonly note?: Words;
}

/** Where a figure of one place was read: a local text, or a report of one. */
export interface LocalSource {
  readonly title: Words;
  readonly article?: string;
  readonly effectiveFrom?: CivilDate;
}

/** A limit of one place, or of a text that could not be read in full: a figure to check before use, not law. */
export interface LocalPreset extends Omit<Preset, 'source'> {
  readonly source: LocalSource;
  readonly place: Words;
  readonly unverified: true;
}

export const words = (chinese: string, english: string): Words => ({ 'zh-CN': chinese, en: english });

export const workingDays = (value: number): DayLimit => ({ unit: 'workingDay', value });
export const calendarDays = (value: number): DayLimit => ({ unit: 'calendarDay', value });
export const hours = (value: number): HourLimit => ({ unit: 'hour', value });

/** On the event's own day at the latest. */
export const untilEvent: BackwardLimit = { before: 'at-least', unit: 'calendarDay', value: 0, lastDay: 'none' };

/** The articles of one text. */
export function articlesOf(law: LawText): (article: string) => PresetSource {
  return (article) => ({ ...law, article });
}

export const receipt = words('收到申请', 'receipt of the application');
export const acceptance = words('受理', 'acceptance');

/** Who is bound by a limit. */
export const boundPartyWords: Readonly<Record<BoundParty, Words>> = {
  agency: words('办理机关', 'the handling agency'),
  applicant: words('申请人', 'the applicant'),
  party: words('当事人', 'the party'),
  otherAgency: words('其他机关', 'another agency'),
  thirdParty: words('第三方', 'a third party'),
};
