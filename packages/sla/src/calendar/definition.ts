import type { CivilDate, Words } from '@jiceng/kernel/plain';
import type { HolidayNotice } from '../notices/notice.ts';

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** From and to on the wall, `['09:00', '12:00']`, half-open. An end that is not after its start belongs to the next day. */
export type Segment = readonly [from: string, to: string];

/** When the door is open on one day: ordered, without overlap; none when it stays closed. */
export type Hours = readonly Segment[];

/** The hours of every weekday; a weekday that is not named is closed. */
export type Week = Readonly<Partial<Record<Weekday, Hours>>>;

/** Other hours for a part of every year. The later one wins where two seasons meet. */
export interface Season {
  /** First and last day, `06-01` and `09-30`; a season that ends before it starts runs over New Year. */
  readonly from: string;
  readonly to: string;
  readonly week: Week;
  /** Hours of make-up days in this season; those of the calendar when absent. */
  readonly makeup?: Hours;
}

/** Which dates are declared off or working: by notices (which also say how far the law is known), or one by one. */
export interface Holidays {
  readonly notices?: readonly HolidayNotice[];
  /** Only notices published on or before this date count: the calendar as it was known then. */
  readonly asOf?: CivilDate;
  /** Dates declared one by one; they win over notices. */
  readonly dates?: Readonly<Record<CivilDate, 'off' | 'work'>>;
}

/**
 * What one level sets for itself: a province its holidays, a city its summer hours, a department the hours of its counter. What it
 * does not set comes from the layers before it.
 */
export interface CalendarLayer {
  /** Unlike that of every other layer. */
  readonly id: string;
  /** What explanations call it, in both languages, or in one for both. */
  readonly name: Words | string;
  readonly week?: Week;
  readonly workdays?: readonly Weekday[];
  readonly makeup?: Hours;
  readonly seasons?: readonly Season[];
  /** Its own notices; those of the layers before it hold on where these say nothing. */
  readonly notices?: readonly HolidayNotice[];
  /** Dates declared one by one; they win over its notices. */
  readonly dates?: Readonly<Record<CivilDate, 'off' | 'work'>>;
  readonly overrides?: Readonly<Record<CivilDate, Hours>>;
  readonly breaks?: Readonly<Record<CivilDate, Hours>>;
}

/** First and last date. */
export interface DateRange {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/**
 * A calendar as data. What decides a date, strongest first: override, declared date, notice, season, week; breaks are cut out of
 * whatever hours result. Layers stand above all that the definition says itself: of a date that is named, the last layer that names
 * it decides; of any other the last one with a week or a season for it.
 */
export interface CalendarDefinition {
  /** IANA name of the zone that all wall times and dates are read in. */
  readonly zone: string;
  readonly week: Week;
  /**
   * Weekdays that law counts as working days. A hall that also opens on Saturday morning does not make Saturday one. When absent:
   * every weekday with hours, without Saturday and Sunday once the calendar follows notices.
   */
  readonly workdays?: readonly Weekday[];
  /** Hours of make-up working days; those of the weekday itself when absent. */
  readonly makeup?: Hours;
  readonly seasons?: readonly Season[];
  readonly holidays?: Holidays;
  /** Hours of single dates, above everything else. With hours the date is a working day, without any (`[]`) it is closed. */
  readonly overrides?: Readonly<Record<CivilDate, Hours>>;
  /** Intervals taken out of single dates; after midnight they mean the shift that began the evening before. */
  readonly breaks?: Readonly<Record<CivilDate, Hours>>;
  /** What stands above this definition, the strongest last: nation, province, city, department. */
  readonly layers?: readonly CalendarLayer[];
  /** What the calendar answers for. */
  readonly range: DateRange;
}
