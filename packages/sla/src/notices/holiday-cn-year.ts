import type { CivilDate } from '@jiceng/kernel/plain';
import { slaError } from '../errors.ts';
import type { HolidayNotice, NoticeDay } from './notice.ts';

/** What is wrong with a year file; the words of the error say it of the place. */
type Expected =
  | 'object'
  | 'list'
  | 'text'
  | 'flag'
  | 'knownField'
  | 'year'
  | 'date'
  | 'nearbyDate'
  | 'datedOnce'
  | 'days';

function refuse(where: string, expected: Expected): never {
  throw slaError('SLA_YEAR_FILE_INVALID', { where, expected });
}

function fieldsOf(value: unknown, where: string, known: readonly string[]): ReadonlyMap<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(where, 'object');
  const fields = new Map<string, unknown>(Object.entries(value));
  for (const name of fields.keys()) if (!known.includes(name)) refuse(`${where}.${name}`, 'knownField');
  return fields;
}

function listOf(value: unknown, where: string): readonly unknown[] {
  return Array.isArray(value) ? value : refuse(where, 'list');
}

function textOf(value: unknown, where: string): string {
  return typeof value === 'string' && value.trim() !== '' ? value : refuse(where, 'text');
}

function isCivilDate(text: string): text is CivilDate {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : NaN;
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

function dayOfFile(value: unknown, where: string, year: number): NoticeDay {
  const fields = fieldsOf(value, where, ['name', 'date', 'isOffDay']);
  const name = textOf(fields.get('name'), `${where}.name`);
  const date = textOf(fields.get('date'), `${where}.date`);
  const off = fields.get('isOffDay');
  if (!isCivilDate(date)) return refuse(`${where}.date`, 'date');
  if (Math.abs(Number(date.slice(0, 4)) - year) > 1) return refuse(`${where}.date`, 'nearbyDate');
  return typeof off === 'boolean' ? { date, name, off } : refuse(`${where}.isOffDay`, 'flag');
}

/** What a year file leaves open. */
export interface YearFileHead {
  /** When the notice was published; the file does not say. */
  readonly publishedOn: CivilDate;
  /** `cn-2027` for the file of 2027 when absent. */
  readonly id?: string;
}

/**
 * The annual notice in a year file of holiday-cn, as `JSON.parse` leaves it; `undefined` when the file names neither papers nor days,
 * since the notice of that year is not published yet. The file of a year may hold days of the year before and after. It knows the
 * last word only: amendments stand in it with the date of publication given here.
 *
 * @throws JicengError `SLA_YEAR_FILE_INVALID` when it is no such file; the details name the place and what should stand there.
 * @see https://github.com/NateScarlet/holiday-cn
 */
export function loadHolidayCnYear(json: unknown, { publishedOn, id }: YearFileHead): HolidayNotice | undefined {
  const file = fieldsOf(json, '$', ['$schema', '$id', 'year', 'papers', 'days']);
  const year = file.get('year');
  if (typeof year !== 'number' || !Number.isInteger(year) || year < 2000 || year > 2999)
    return refuse('$.year', 'year');
  const papers = listOf(file.get('papers'), '$.papers').map((paper, index) => textOf(paper, `$.papers[${index}]`));
  const days = listOf(file.get('days'), '$.days').map((day, index) => dayOfFile(day, `$.days[${index}]`, year));
  if (papers.length === 0 && days.length === 0) return undefined;
  if (days.length === 0) return refuse('$.days', 'days');
  const first = new Map(days.map(({ date }, index) => [date, index] as const).toReversed());
  for (const [index, { date }] of days.entries())
    if (first.get(date) !== index) refuse(`$.days[${index}].date`, 'datedOnce');
  const [url] = papers;
  return {
    id: id ?? `cn-${year}`,
    kind: 'annual',
    titleYear: year,
    publishedOn,
    ...(url !== undefined && { url }),
    days,
  };
}
