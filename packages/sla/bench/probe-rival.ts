// One question to one rival, asked in a process that may be killed: it prints that it is loaded, then the answer, or the
// error that it meets.
import { addBusinessDays, dayjs, findWorkday } from './rival-libraries.ts';

type Hours = readonly { readonly start: string; readonly end: string }[];

/** Monday to Friday with the same hours, no holidays. */
function office(hours: Hours): void {
  const day = hours.length === 0 ? null : [...hours];
  dayjs.setBusinessTime({
    monday: day,
    tuesday: day,
    wednesday: day,
    thursday: day,
    friday: day,
    saturday: null,
    sunday: null,
  });
  dayjs.setHolidays([]);
}
const usual: Hours = [{ start: '09:00:00', end: '17:00:00' }];
const wednesday = '2026-03-04';
const shown = (at: { readonly format: (form: string) => string }): string => at.format('YYYY-MM-DD HH:mm');
const localDate = (date: Date): string =>
  Number.isNaN(date.getTime()) ? 'Invalid Date' : new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

const days = (n: number): Readonly<Record<string, () => string>> => ({
  'dayjs-business-time': () => {
    office(usual);
    return dayjs(`${wednesday}T10:00:00`).addBusinessDays(n).format('YYYY-MM-DD');
  },
  'chinese-days': () => findWorkday(n, wednesday),
  'date-fns': () => localDate(addBusinessDays(new Date(`${wednesday}T10:00:00+08:00`), n)),
});
const time = (hours: Hours, start: string, n: number): Readonly<Record<string, () => string>> => ({
  'dayjs-business-time': () => {
    office(hours);
    return shown(dayjs(start).addBusinessHours(n));
  },
});

/** What each rival that can be asked at all is asked. */
export const rivalProbes: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  'nothing ever open': time([], '2026-03-02T10:00:00', 1),
  'NaN working days': days(NaN),
  'infinite working days': days(Infinity),
  'one working day back': days(-1),
  'one and a half working days': days(1.5),
  'NaN working hours': time(usual, '2026-03-02T10:00:00', NaN),
  'infinite working hours': time(usual, '2026-03-02T10:00:00', Infinity),
  'a night shift, 22:00–06:00': time([{ start: '22:00:00', end: '06:00:00' }], '2026-03-02T23:00:00', 8),
  'a day that ends at 24:00': time([{ start: '16:00:00', end: '24:00:00' }], '2026-03-02T23:00:00', 2),
};

const [probe = '', rival = ''] = process.argv.slice(2);
const ask = rivalProbes[probe]?.[rival];
if (ask !== undefined) {
  console.log('loaded');
  try {
    console.log(ask());
  } catch (error) {
    console.log(`refuses: ${error instanceof Error ? error.message : String(error)}`);
  }
}
