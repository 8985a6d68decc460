import type { CivilDate } from '@jiceng/kernel/plain';
import type { Bounds } from '../timetable/working-days.ts';

interface Receipt {
  /** A receipt at or after close, or on a rest day, counts as received on the next working day. As it came when absent. */
  readonly lateReceipt?: 'same-day' | 'next-working-day';
}

/** The name of a host's own rule for the last day. */
export type OwnRuleName = `own:${string}`;

interface LastDay {
  /**
   * What becomes of a last day that is no working day: it rolls forward to the next one (when absent), stays (`none`), or is
   * first put off by every run of three or more declared rest days within the period (`tax-109`). A name that begins with
   * `own:` is a rule that the host hands over together with the question.
   *
   * @see 《中华人民共和国民法典》第二百零三条，期间的最后一日是法定休假日
   * @see 《中华人民共和国税收征收管理法实施细则》（2016 年修订）第一百零九条，连续三日以上法定休假日
   */
  readonly lastDay?: 'roll-forward' | 'none' | 'tax-109' | OwnRuleName;
  /** The last day ends at midnight (when absent), or at the end of its last segment. */
  readonly cutoff?: 'midnight' | 'close';
  /**
   * Which days of a pause do not count: from the day it starts on to the day it ends on, each of the two with or without itself.
   * When absent `(]`: the day of the pause counts, the day of the resumption does not.
   */
  readonly pauseDays?: Bounds;
}

/** A period counted in dates. Its start day is not counted unless told. */
export interface DayLimit extends Receipt, LastDay {
  readonly unit: 'workingDay' | 'calendarDay' | 'week' | 'month' | 'year';
  readonly value: number;
  readonly startDay?: 'excluded' | 'included';
}

/** A period whose last day is set: it runs from one date to another. */
export interface FixedLimit extends LastDay {
  readonly unit: 'fixed';
  /** First day of the period. */
  readonly from: CivilDate;
  /** Last day of the period, before it is rolled. */
  readonly base: CivilDate;
}

/** A limit on the clock on the wall: it runs day and night and is never rolled. */
export interface HourLimit extends Receipt {
  readonly unit: 'hour' | 'minute';
  readonly value: number;
  /**
   * Runs from the instant (civil law, when absent), or from the next full hour (procedure).
   *
   * @see 《中华人民共和国民法典》第二百零一条第二款，自法律规定或者当事人约定的时间开始计算
   * @see 《中华人民共和国民事诉讼法》（2023 年修正）第八十五条第二款，开始的时不计算在内
   */
  readonly hourStart?: 'instant' | 'next-hour';
}

/** A limit of open time. */
export interface WorkingTimeLimit extends Receipt {
  readonly unit: 'workingHour' | 'workingMinute';
  readonly value: number;
}

/**
 * A limit counted back from an event: something is done so long before a licence expires, or in the month before a year is full.
 * The day of the event is not counted.
 *
 * @see 《中华人民共和国行政许可法》（2019 年修正）第四十八条第一项、第五十条，举行听证的七日前、有效期届满三十日前
 * @see 《居住证暂行条例》第十条第二款，每满 1 年之日前 1 个月内
 */
export interface BackwardLimit {
  /** At the latest so long before the event (`at-least`), or in no other time than that before it (`within`). */
  readonly before: 'at-least' | 'within';
  readonly unit: DayLimit['unit'];
  readonly value: number;
  /** A last day that is no working day goes back to the one before it (when absent), or stays. */
  readonly lastDay?: 'roll-backward' | 'none';
  /** The last day ends at midnight (when absent), or at the end of its last segment. */
  readonly cutoff?: 'midnight' | 'close';
}

/** Until when: there is no default unit, since laws differ. */
export type Limit = DayLimit | FixedLimit | HourLimit | WorkingTimeLimit;

/** Is the limit counted in time, not in dates? */
export function isTimeLimit(limit: Limit): limit is HourLimit | WorkingTimeLimit {
  return (
    limit.unit === 'hour' || limit.unit === 'minute' || limit.unit === 'workingHour' || limit.unit === 'workingMinute'
  );
}
