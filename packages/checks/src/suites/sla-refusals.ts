import { compileCalendar, mergeNotices, type HolidayNotice, type NoticeDay } from '@jiceng/sla';
import * as z from 'zod';
import { asGiven } from './sla-calendars.ts';

const dateForm = /^\d{4}-\d{2}-\d{2}$/;
const isOff = (word: unknown): boolean => word === true || word === 'off' || word === 'holiday';

const declaration = (date: unknown, word: unknown): NoticeDay => ({ date: asGiven(date), name: '', off: isOff(word) });

/** The dates that a holiday set declares off or working, in whichever of the usual ways it is written. */
function declarationsIn(value: unknown, word?: unknown): readonly NoticeDay[] {
  if (typeof value === 'string' && dateForm.test(value)) return word === undefined ? [] : [declaration(value, word)];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) {
    const [date, ...said] = value as readonly unknown[];
    if (typeof date === 'string' && dateForm.test(date) && said.length === 1 && !dateForm.test(String(said[0]))) {
      return [declaration(date, said[0])];
    }
    return value.flatMap((item: unknown) => declarationsIn(item, word));
  }
  const fields: Readonly<Record<string, unknown>> = { ...value };
  if (fields['date'] !== undefined) {
    return [declaration(fields['date'], fields['off'] ?? fields['kind'] ?? fields['type'] ?? fields['status'])];
  }
  return Object.entries(fields).flatMap(([name, field]) => {
    if (dateForm.test(name)) return (Array.isArray(field) ? field : [field]).map((said) => declaration(name, said));
    return declarationsIn(field, name === 'off' || name === 'work' ? name : word);
  });
}

function noticeOf(year: number, days: readonly NoticeDay[]): HolidayNotice {
  return { id: `notice of ${year}`, kind: 'annual', titleYear: year, publishedOn: `${year - 1}-11-01`, days };
}

/** So many days of a year, for updates that only say how many there are. */
function someDays(year: number, count: number): readonly NoticeDay[] {
  const firstMs = Date.UTC(year, 0, 1);
  return Array.from({ length: count }, (_, index) =>
    declaration(new Date(firstMs + index * 86_400_000).toISOString().slice(0, 10), 'off'),
  );
}

const Update = z.object({ year: z.number(), before: z.unknown(), after: z.unknown() });

/** Offers an update of a notice, as a feed would. */
export function offerUpdate(input: unknown): void {
  const { year, before, after } = Update.parse(input);
  const daysOf = (value: unknown): readonly NoticeDay[] =>
    typeof value === 'number' ? someDays(year, value) : declarationsIn(value, 'off');
  mergeNotices([noticeOf(year, daysOf(before))], [noticeOf(year, daysOf(after))]);
}

/** Compiles a calendar that follows one notice. */
export function followHolidaySet(input: unknown): void {
  const days = declarationsIn(input);
  if (days.length === 0) throw new Error('no date of the holiday set is understood');
  const year = Number(String(days[0]?.date).slice(0, 4));
  compileCalendar({
    zone: 'Asia/Shanghai',
    week: { mon: [['09:00', '17:00']] },
    holidays: { notices: [noticeOf(year, days)] },
    range: { from: asGiven(`${year}-01-01`), to: asGiven(`${year}-12-31`) },
  });
}
