// The engine alone, on numbers: instants are epoch milliseconds, days are counted from 1970-01-01. Its errors carry code and details;
// `@jiceng/sla/words` gives them their words.
export { compileTimetable, type OpenDay, type Timetable, type TimetableRules } from './timetable.ts';
export { weeklyRules, type WeeklyRules } from './weekly-rules.ts';

// Working days and working time.
export { addWorkingDaysToDay } from './working-days.ts';
export { addWorkingMs, workingMsBetweenMs } from './working-time.ts';

// Until when, and how far a clock has run.
export { dueMs, type DueUnit } from './due.ts';
export { elapsedMsAt, reachedAtMs } from './running-clock.ts';
export { unionOf, type Stretch } from './pause.ts';
