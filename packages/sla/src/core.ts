// The engine alone, on numbers: instants are epoch milliseconds, days are counted from 1970-01-01. Its errors carry code and details;
// `@jiceng/sla/words` gives them their words.
export { compileTimetable, type OpenDay, type Timetable, type TimetableRules } from './timetable/timetable.ts';
export { weeklyRules, type WeeklyRules } from './timetable/weekly-rules.ts';

// Working days and working time.
export { addWorkingDaysToDay } from './timetable/working-days.ts';
export { addWorkingMs, workingMsBetweenMs } from './timetable/working-time.ts';

// Until when, and how far a clock has run.
export { dueMs, type DueUnit } from './timetable/due.ts';
export { elapsedMsAt, reachedAtMs } from './timetable/running-clock.ts';
export { unionOf, type Stretch } from './timetable/pause.ts';
