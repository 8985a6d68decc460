import { epochDayOf, type Words } from '@jiceng/kernel/plain';
import { type CivilMonth, lastDayOf, lengthDaysOf } from './civil-months.ts';

const words = {
  BASE_MISSING: {
    'zh-CN': '没有基期数据，无法计算变化。',
    en: 'The counts do not hold the base month: there is nothing to compare with.',
  },
  PERIOD_INCOMPLETE: {
    'zh-CN': '本期数据尚不完整，变化会随补报而改变。',
    en: 'The month is not complete yet: the change will move as late reports come in.',
  },
  MONTHS_DIFFER_IN_LENGTH: {
    'zh-CN': '两个月天数不同，请同时看日均变化。',
    en: 'The two months have different lengths: read the change per day as well.',
  },
  SPRING_FESTIVAL_MOVES: {
    'zh-CN': '春节在 1 月与 2 月之间移动，单月同比、环比会失真；宜合并 1 至 2 月比较。',
    en: 'The Spring Festival moves between January and February, which distorts single months: compare the two together.',
  },
} as const satisfies Readonly<Record<string, Words>>;

/** Something a reader must know beside a figure that is right in itself. */
export interface Caveat {
  readonly code: keyof typeof words;
  readonly words: Words;
}

interface Compared {
  readonly month: CivilMonth;
  readonly baseMonth: CivilMonth;
  readonly hasBase: boolean;
  readonly lastCompleteDay: number;
}

const hasSpringFestival = (month: CivilMonth): boolean => month.endsWith('-01') || month.endsWith('-02');

/** What must be said beside the comparison of two months. */
export function caveatsOf({ month, baseMonth, hasBase, lastCompleteDay }: Compared): readonly Caveat[] {
  const applies: Readonly<Record<keyof typeof words, boolean>> = {
    BASE_MISSING: !hasBase,
    PERIOD_INCOMPLETE: epochDayOf(lastDayOf(month)) > lastCompleteDay,
    MONTHS_DIFFER_IN_LENGTH: hasBase && lengthDaysOf(month) !== lengthDaysOf(baseMonth),
    SPRING_FESTIVAL_MOVES: hasBase && (hasSpringFestival(month) || hasSpringFestival(baseMonth)),
  };
  const codes = ['BASE_MISSING', 'PERIOD_INCOMPLETE', 'MONTHS_DIFFER_IN_LENGTH', 'SPRING_FESTIVAL_MOVES'] as const;
  return codes.filter((code) => applies[code]).map((code) => ({ code, words: words[code] }));
}
