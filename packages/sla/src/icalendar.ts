// Days off and make-up days for calendar programs, and back from their files.
export { writeICalendar, type CalendarFileOptions } from './icalendar/icalendar-write.ts';
export { readICalendar, type AllDayEvent } from './icalendar/icalendar-read.ts';
export { noticeOfICalendar, type EventDecision } from './icalendar/icalendar-notice.ts';
