import type { CivilDate } from '@jiceng/kernel/plain';

interface Receipt {
  /** A receipt at or after close, or on a rest day, counts as received on the next working day. As it came when absent. */
  readonly lateReceipt?: 'same-day' | 'next-working-day';
}

interface LastDay {
  /**
   * What becomes of a last day that is no working day: it rolls forward to the next one (when absent), stays (`none`), or is
   * first put off by every run of three or more declared rest days within the period (`tax-109`).
   *
   * @see 《中华人民共和国民法典》第二百零三条，期间的最后一日是法定休假日
   * @see 《中华人民共和国税收征收管理法实施细则》（2016 年修订）第一百零九条，连续三日以上法定休假日
   */
  readonly lastDay?: 'roll-forward' | 'none' | 'tax-109';
  /** The last day ends at midnight (when absent), or at the end of its last segment. */
  readonly cutoff?: 'midnight' | 'close';
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

/** Until when: there is no default unit, since laws differ. */
export type Limit = DayLimit | FixedLimit | HourLimit | WorkingTimeLimit;
