// The command line as a function, for hosts that have one of their own.
export { runJiceng, type CommandHost, type ExitCode } from './run-jiceng.ts';

// What the doctor does, beside its words.
export { examine, type DoctorSettings } from './doctor.ts';
export { openInspection, type OpenedInspection } from './open-inspection.ts';
export type { Engine } from './arguments.ts';
export { reportJson, reportText } from './report.ts';
export { cliError, cliFinding } from './errors.ts';
