// Days off and make-up days for calendar programs, and back from their files.
export { writeICalendar, type ICalendarOptions } from './icalendar-write.ts';
export { readICalendar, type ICalendarEvent } from './icalendar-read.ts';
export { noticeOfICalendar, type EventDecision } from './icalendar-notice.ts';
