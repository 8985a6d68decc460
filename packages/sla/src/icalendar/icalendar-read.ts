import { civilDateOfEpochDay, type CivilDate } from '@jiceng/kernel/plain';
import { dayMs } from '../timetable/day-number.ts';
import { slaError } from '../errors.ts';
import { contentLines, malformed, propertyValue, unescapeText, type ContentLine } from './icalendar-line.ts';

/** An all-day event of an iCalendar file. */
export interface AllDayEvent {
  readonly uid: string;
  /** What calendar programs show. */
  readonly summary: string;
  readonly from: CivilDate;
  /** Its last day. */
  readonly to: CivilDate;
  /** `off` or `work` as the file marks it for programs or in the summary; `undefined` when it does neither. */
  readonly kind: 'off' | 'work' | undefined;
}

/** A file that is larger is not read: the days of ten years take a twentieth of it. */
const limits = { characters: 1_000_000, events: 5_000, days: 366 };

function refuseAbove(what: keyof typeof limits, count: number): void {
  const limit = limits[what];
  if (count > limit) throw slaError('SLA_ICALENDAR_TOO_LARGE', { what, limit, count });
}

/** What would move or multiply an event. To pass over it would be to guess. */
const unsupported = new Set(['RRULE', 'RDATE', 'EXDATE', 'EXRULE', 'RECURRENCE-ID']);
const read = new Set(['UID', 'DTSTART', 'DTEND', 'DURATION', 'SUMMARY', 'STATUS', 'X-APPLE-SPECIAL-DAY']);

type Properties = ReadonlyMap<string, ContentLine>;

/** Days since 1970-01-01 of a date without a time. */
function dayOfLine(line: ContentLine): number {
  const { value, parameters } = propertyValue(line);
  const refused = parameters.has('TZID') ? 'TZID' : undefined;
  if (refused !== undefined || /^\d{8}T/.test(value)) {
    throw slaError('SLA_ICALENDAR_UNSUPPORTED', { line: line.line, what: refused ?? `${line.name} with a time` });
  }
  const [, year = '', month = '', day = ''] = /^(\d{4})(\d{2})(\d{2})$/.exec(value) ?? [];
  const number = Date.parse(`${year}-${month}-${day}T00:00:00Z`) / dayMs;
  if (Number.isNaN(number) || civilDateOfEpochDay(number).replaceAll('-', '') !== value)
    throw malformed(line.line, 'date');
  return number;
}

function lengthOfLine(line: ContentLine): number {
  const [, weeks = '0', days = '0'] = /^\+?P(?:(\d{1,4})W|(\d{1,4})D)$/.exec(propertyValue(line).value) ?? [];
  const length = Number(weeks) * 7 + Number(days);
  if (length === 0) throw slaError('SLA_ICALENDAR_UNSUPPORTED', { line: line.line, what: 'DURATION' });
  return length;
}

const specialDays = new Map([
  ['WORK-HOLIDAY', 'off'],
  ['ALTERNATE-WORKDAY', 'work'],
] as const);
const markForm = /[（(](休|班)[）)]$/;

function kindOf(special: string, summary: string): AllDayEvent['kind'] {
  const mark = markForm.exec(summary)?.[1];
  const marked = mark === undefined ? undefined : mark === '休' ? 'off' : 'work';
  return [...specialDays].find(([name]) => name === special.toUpperCase())?.[1] ?? marked;
}

/** The summary without the mark that says off or work. */
export function nameOfEvent({ summary }: AllDayEvent): string {
  return summary.replace(markForm, '').trim();
}

function eventOf(properties: Properties, beginLine: number): AllDayEvent | undefined {
  const textOf = (name: string): string => {
    const property = properties.get(name);
    return property === undefined ? '' : unescapeText(propertyValue(property).value);
  };
  if (textOf('STATUS').toUpperCase() === 'CANCELLED') return undefined;
  const [start, end, duration] = ['DTSTART', 'DTEND', 'DURATION'].map((name) => properties.get(name));
  const [uid, summary] = [textOf('UID'), textOf('SUMMARY')];
  if (start === undefined || uid === '') throw malformed(beginLine, 'present');
  if (end !== undefined && duration !== undefined) throw malformed(duration.line, 'onlyOnce');
  const first = dayOfLine(start);
  const next = end !== undefined ? dayOfLine(end) : first + (duration === undefined ? 1 : lengthOfLine(duration));
  if (next <= first) throw malformed((end ?? start).line, 'laterEnd');
  refuseAbove('days', next - first);
  const kind = kindOf(textOf('X-APPLE-SPECIAL-DAY'), summary);
  return { uid, summary, from: civilDateOfEpochDay(first), to: civilDateOfEpochDay(next - 1), kind };
}

/**
 * The all-day events of an iCalendar file, in its order. What is not needed is passed over: other components, alarms, properties
 * of all kinds. What would change the dates and is not understood is refused by name: repeated events, times of day, zones.
 *
 * @throws JicengError `SLA_ICALENDAR_INVALID` when the file breaks the format; the details name the line.
 * @throws JicengError `SLA_ICALENDAR_UNSUPPORTED` when an event repeats, or begins or ends at a time of day.
 * @throws JicengError `SLA_ICALENDAR_TOO_LARGE` when the file, or an event, is beyond what holidays need.
 * @see RFC 5545, Internet Calendaring and Scheduling Core Object Specification
 */
export function readICalendar(text: string): readonly AllDayEvent[] {
  refuseAbove('characters', text.length);
  const events: AllDayEvent[] = [];
  const uids = new Set<string>();
  const open: { readonly name: string; readonly line: number }[] = [];
  let properties = new Map<string, ContentLine>();
  let lastLine = 1;
  for (const content of contentLines(text)) {
    const { name, line } = content;
    lastLine = line;
    const inEvent = open.length === 2 && open[1]?.name === 'VEVENT';
    if (name === 'BEGIN') {
      const component = propertyValue(content).value.trim().toUpperCase();
      if ((open.length === 0) !== (component === 'VCALENDAR')) throw malformed(line, 'calendar');
      open.push({ name: component, line });
      if (open.length === 2) properties = new Map();
    } else if (name === 'END') {
      const begun = open.pop();
      if (begun === undefined || begun.name !== propertyValue(content).value.trim().toUpperCase()) {
        throw malformed(line, 'ending');
      }
      const event = inEvent ? eventOf(properties, begun.line) : undefined;
      if (event === undefined) continue;
      if (uids.has(event.uid)) throw malformed(begun.line, 'identity');
      uids.add(event.uid);
      refuseAbove('events', events.push(event));
    } else if (open.length === 0) throw malformed(line, 'calendar');
    else if (inEvent && unsupported.has(name)) throw slaError('SLA_ICALENDAR_UNSUPPORTED', { line, what: name });
    else if (inEvent && read.has(name)) {
      if (properties.has(name)) throw malformed(line, 'onlyOnce');
      properties.set(name, content);
    }
  }
  if (open.length > 0 || uids.size + lastLine === 1) throw malformed(lastLine, 'ending');
  return events;
}
