import { isJicengError } from '@jiceng/kernel/plain';
import { expect, it } from 'vitest';
import { compileCalendar, diffCalendars, type HolidayNotice } from './index.ts';
import { noticeOfICalendar, readICalendar, writeICalendar } from './icalendar.ts';
import { chinaNotices, readNotice } from './notices.ts';

const saying = (code: string, details: object): unknown =>
  expect.toSatisfy(
    (error: unknown) => isJicengError(error, code) && JSON.stringify(error.details) === JSON.stringify(details),
  );

const head = { id: 'cn-2027', kind: 'annual', titleYear: 2027, publishedOn: '2026-11-05' } as const;
const notice: HolidayNotice = readNotice(
  { ...head, url: 'https://www.gov.cn/example.htm', documentNumber: '国办发明电〔2026〕0号' },
  '元旦 2026-12-31..01-02 +01-04; 春节 02-05..02-06',
);

const calendarFile = (...lines: readonly string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (uid: string, ...lines: readonly string[]): readonly string[] => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  ...lines,
  'END:VEVENT',
];
const eventFile = (...lines: readonly string[]): string => calendarFile(...event('one', ...lines));

it('writes one all-day event for every row of days, its end not included', () => {
  expect(writeICalendar([notice], { name: '放假, 安排' }).split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Jiceng//sla//ZH',
    'CALSCALE:GREGORIAN',
    String.raw`X-WR-CALNAME:放假\, 安排`,
    ...['off', 'work', 'off'].flatMap((kind, index) => [
      'BEGIN:VEVENT',
      `UID:${['20261231', '20270104', '20270205'][index] ?? ''}-${kind}-cn-2027@jiceng`,
      'DTSTAMP:20261105T000000Z',
      `DTSTART;VALUE=DATE:${['20261231', '20270104', '20270205'][index] ?? ''}`,
      `DTEND;VALUE=DATE:${['20270103', '20270105', '20270207'][index] ?? ''}`,
      `SUMMARY:${index < 2 ? '元旦' : '春节'}（${kind === 'off' ? '休' : '班'}）`,
      'DESCRIPTION:国办发明电〔2026〕0号',
      'URL:https://www.gov.cn/example.htm',
      'TRANSP:TRANSPARENT',
      `X-APPLE-SPECIAL-DAY:${kind === 'off' ? 'WORK-HOLIDAY' : 'ALTERNATE-WORKDAY'}`,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
    '',
  ]);
});

it('writes the last word on every day, as far as it was published', () => {
  const spring = (asOf: '2020-01-25' | '2020-01-26') =>
    readICalendar(writeICalendar(chinaNotices, { asOf }))
      .filter(({ from }) => from >= '2020-01-20' && from < '2020-03-01')
      .map(({ from, to, kind }) => [from, to, kind]);
  expect(spring('2020-01-25')).toEqual([
    ['2020-01-24', '2020-01-30', 'off'],
    ['2020-02-01', '2020-02-01', 'work'],
  ]);
  expect(spring('2020-01-26')).toEqual([
    ['2020-01-24', '2020-01-30', 'off'],
    ['2020-01-31', '2020-02-02', 'off'],
    ['2020-02-03', '2020-02-03', 'work'],
  ]);
});

it('carries all national notices there and back: no date of any year changes', () => {
  const follow = (notices: readonly HolidayNotice[]) =>
    compileCalendar({
      zone: 'Asia/Shanghai',
      week: { mon: [['09:00', '17:00']], wed: [['09:00', '17:00']] },
      makeup: [['09:00', '17:00']],
      holidays: { notices },
      range: { from: '2017-12-01', to: '2026-12-31' },
    });
  const back = noticeOfICalendar({ ...head, id: 'all' }, writeICalendar(chinaNotices));
  expect(diffCalendars(follow(chinaNotices), follow([back])).days).toEqual([]);
});

it('folds lines at 75 octets without tearing a character, and joins them again', () => {
  const name = '很长的节日名称'.repeat(30);
  const long: HolidayNotice = { ...head, days: [{ date: '2027-01-01', off: true, name }] };
  const file = writeICalendar([long]);
  for (const line of file.split('\r\n')) {
    expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(line.isWellFormed()).toBe(true);
  }
  expect(noticeOfICalendar(head, file).days).toEqual(long.days);
});

it('lets no name or number break out of its line', () => {
  const name = 'a\r\nEND:VEVENT\n;,\\n\u0000b';
  const file = writeICalendar([
    { ...head, url: 'https://a.cn/\r\nX:1', days: [{ date: '2027-01-01', off: true, name }] },
  ]);
  expect(readICalendar(file)).toMatchObject([{ summary: 'a\nEND:VEVENT\n;,\\nb（休）' }]);
  expect(file.match(/^END:VEVENT$/gm)).toHaveLength(1);
  expect(file).toContain('URL:https://a.cn/%0D%0AX:1');
});

it('reads files that others wrote: bare line feeds, other components, alarms, a length instead of an end', () => {
  const file = [
    '\uFEFFbegin:vcalendar',
    'BEGIN:VTIMEZONE',
    'TZID:Asia/Shanghai',
    'BEGIN:STANDARD',
    'DTSTART:19700101T000000',
    'RRULE:FREQ=YEARLY',
    'END:STANDARD',
    'END:VTIMEZONE',
    'BEGIN:VEVENT',
    'UID:a',
    'DTSTART;VALUE=DATE;X-NOTE="a:b;c":20270101',
    'SUMMARY;LANGUAGE=zh:元旦(休)',
    'BEGIN:VALARM',
    'UID:alarm',
    'DTSTART:20270101T080000Z',
    'END:VALARM',
    'END:VEVENT',
    'BEGIN:VEVENT',
    'UID:b',
    'DTSTART:20270205',
    'DURATION:P1W',
    'SUMMARY:春',
    '\t节',
    'X-APPLE-SPECIAL-DAY:work-holiday',
    'END:VEVENT',
    'BEGIN:VEVENT',
    'UID:c',
    'STATUS:CANCELLED',
    'DTSTART:20270205T090000Z',
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\n');
  expect(readICalendar(file)).toEqual([
    { uid: 'a', summary: '元旦(休)', from: '2027-01-01', to: '2027-01-01', kind: 'off' },
    { uid: 'b', summary: '春节', from: '2027-02-05', to: '2027-02-11', kind: 'off' },
  ]);
});

it('asks what an event is when the file does not say, and counts a date once', () => {
  const file = calendarFile(
    ...event('a', 'DTSTART;VALUE=DATE:20270101', 'DURATION:P2D', 'SUMMARY:元旦假期'),
    ...event('b', 'DTSTART;VALUE=DATE:20270102', 'SUMMARY:周六假期'),
    ...event('c', 'DTSTART;VALUE=DATE:20270110', 'SUMMARY:上班'),
    ...event('d', 'DTSTART;VALUE=DATE:20270308', 'SUMMARY:妇女节'),
  );
  expect(() => noticeOfICalendar(head, file)).toThrow(
    saying('SLA_ICALENDAR_UNDECIDED', { uid: 'a', summary: '元旦假期' }),
  );
  const decide = ({ summary }: { readonly summary: string }) => {
    if (summary.endsWith('假期')) return 'off';
    return summary === '上班' ? 'work' : 'neither';
  };
  expect(noticeOfICalendar(head, file, decide)).toEqual({
    ...head,
    days: [
      { date: '2027-01-01', name: '元旦假期', off: true },
      { date: '2027-01-02', name: '元旦假期', off: true },
      { date: '2027-01-10', name: '上班', off: false },
    ],
  });
});

it('leaves it to the calendar to refuse a date that is both off and worked', () => {
  const file = calendarFile(
    ...event('a', 'DTSTART;VALUE=DATE:20270101', 'SUMMARY:元旦（休）'),
    ...event('b', 'DTSTART;VALUE=DATE:20270101', 'SUMMARY:元旦（班）'),
  );
  expect(() => writeICalendar([noticeOfICalendar(head, file)])).toThrow(
    saying('SLA_NOTICE_CONTRADICTS', { notice: 'cn-2027', date: '2027-01-01' }),
  );
});

it.each([
  ['RRULE', 'RRULE:FREQ=YEARLY', 4, 'RRULE'],
  ['RDATE', 'RDATE;VALUE=DATE:20270102', 4, 'RDATE'],
  ['EXDATE', 'EXDATE;VALUE=DATE:20270102', 4, 'EXDATE'],
  ['RECURRENCE-ID', 'RECURRENCE-ID;VALUE=DATE:20270102', 4, 'RECURRENCE-ID'],
])('refuses an event with %s by name', (_what, line, number, what) => {
  // The property stands on the line after UID.
  const file = eventFile(line, 'DTSTART;VALUE=DATE:20270101');
  expect(() => readICalendar(file)).toThrow(saying('SLA_ICALENDAR_UNSUPPORTED', { line: number + 1, what }));
});

it.each([
  ['a time of day', ['DTSTART:20270101T090000Z'], 'DTSTART with a time'],
  ['an end at a time of day', ['DTSTART;VALUE=DATE:20270101', 'DTEND:20270101T090000'], 'DTEND with a time'],
  ['a zone', ['DTSTART;TZID=Asia/Shanghai:20270101T090000'], 'TZID'],
  ['a length in hours', ['DTSTART;VALUE=DATE:20270101', 'DURATION:PT8H'], 'DURATION'],
])('refuses an event with %s by name', (_what, lines, what) => {
  const line = 4 + lines.length;
  expect(() => readICalendar(eventFile(...lines))).toThrow(saying('SLA_ICALENDAR_UNSUPPORTED', { line, what }));
});

it.each([
  ['nothing', '', 1, 'ending'],
  ['no calendar', 'BEGIN:VEVENT\nEND:VEVENT', 1, 'calendar'],
  ['properties before the calendar', 'VERSION:2.0\nBEGIN:VCALENDAR\nEND:VCALENDAR', 1, 'calendar'],
  ['a calendar in a calendar', 'BEGIN:VCALENDAR\nBEGIN:VCALENDAR\nEND:VCALENDAR\nEND:VCALENDAR', 2, 'calendar'],
  ['no end', 'BEGIN:VCALENDAR\nVERSION:2.0', 2, 'ending'],
  ['an end too many', 'BEGIN:VCALENDAR\nEND:VCALENDAR\nEND:VCALENDAR', 3, 'ending'],
  ['ends in the wrong order', 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\nEND:VEVENT', 3, 'ending'],
  ['a line that is none', 'BEGIN:VCALENDAR\nhello\nEND:VCALENDAR', 2, 'contentLine'],
  ['a name without a value', 'BEGIN\nEND', 1, 'contentLine'],
  ['a fold before anything', ' BEGIN:VCALENDAR', 1, 'contentLine'],
  ['a parameter without an end', eventFile('DTSTART;VALUE="DATE:20270101'), 5, 'contentLine'],
  ['a date that does not exist', eventFile('DTSTART;VALUE=DATE:20270229'), 5, 'date'],
  ['a date of another form', eventFile('DTSTART;VALUE=DATE:2027-01-01'), 5, 'date'],
  ['an end that is not later', eventFile('DTSTART;VALUE=DATE:20270101', 'DTEND;VALUE=DATE:20270101'), 6, 'laterEnd'],
  ['a start twice', eventFile('DTSTART;VALUE=DATE:20270101', 'DTSTART;VALUE=DATE:20270102'), 6, 'onlyOnce'],
  [
    'an end and a length',
    eventFile('DTSTART;VALUE=DATE:20270101', 'DTEND;VALUE=DATE:20270102', 'DURATION:P1D'),
    7,
    'onlyOnce',
  ],
  ['no start', eventFile('SUMMARY:元旦'), 3, 'present'],
  ['no identifier', calendarFile('BEGIN:VEVENT', 'DTSTART;VALUE=DATE:20270101', 'END:VEVENT'), 3, 'present'],
  [
    'one identifier twice',
    calendarFile(...event('a', 'DTSTART:20270101'), ...event('a', 'DTSTART:20270102')),
    7,
    'identity',
  ],
])('refuses a file with %s, and names the line', (_what, file, line, expected) => {
  expect(() => readICalendar(file)).toThrow(saying('SLA_ICALENDAR_INVALID', { line, expected }));
});

it('answers for a calendar without events, and says what is wrong in both languages', () => {
  expect(readICalendar(calendarFile())).toEqual([]);
  const words = {
    'zh-CN': 'iCalendar 文件第 1 行有误：应为与 BEGIN 相应的 END。',
    en: 'Line 1 of the iCalendar file is wrong: it must be the END that answers the BEGIN.',
  };
  expect(() => readICalendar('')).toThrow(expect.objectContaining({ words }));
});

it('refuses what is beyond any list of holidays: too long, too many events, an event of a thousand years', () => {
  expect(() => readICalendar('A'.repeat(1_000_001))).toThrow(
    saying('SLA_ICALENDAR_TOO_LARGE', { what: 'characters', limit: 1_000_000, count: 1_000_001 }),
  );
  const events = Array.from(
    { length: 5_001 },
    (_, index) => `BEGIN:VEVENT\nUID:${index}\nDTSTART:20270101\nEND:VEVENT`,
  );
  expect(() => readICalendar(calendarFile(...events))).toThrow(
    saying('SLA_ICALENDAR_TOO_LARGE', { what: 'events', limit: 5_000, count: 5_001 }),
  );
  expect(() => readICalendar(eventFile('DTSTART:10000101', 'DTEND:20000101'))).toThrow(
    saying('SLA_ICALENDAR_TOO_LARGE', { what: 'days', limit: 366, count: 365_242 }),
  );
});

it.each(['BEGIN:X\n', ' \n', ' a', ';a=b', ';a="', '"', ',', ';', '\\', 'a\n ', '\n', 'A:'])(
  'refuses a megabyte of %j in a moment',
  (filler) => {
    const body = filler.repeat(Math.floor(900_000 / filler.length));
    for (const file of [body, `BEGIN:VCALENDAR\n${body}`, `BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART${body}`]) {
      const startedMs = performance.now();
      expect(() => readICalendar(file)).toThrow(
        expect.toSatisfy((error: unknown) => isJicengError(error, 'SLA_ICALENDAR_INVALID')),
      );
      // Linear work takes a tenth of a second, quadratic work would take minutes.
      expect(performance.now() - startedMs).toBeLessThan(3_000);
    }
  },
);
