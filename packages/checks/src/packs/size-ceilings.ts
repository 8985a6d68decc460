import type { SizeCeiling } from './bundle-size.ts';

const thirdParties = ['zod', 'xstate', 'mitt', 'date-fns', 'kysely'];
const everythingOf = (entry: string): string => `export * from '${entry}';`;

/**
 * Ceilings of what hosts load into a browser: bundled, minified, gzipped. Each lies some 8 % above what was measured when it was
 * set, so that a new dependency or a table of words is noticed. A number rises only together with its reason.
 */
export const sizeCeilings: readonly SizeCeiling[] = [
  {
    title: 'kernel/plain, one function',
    program: `export { parseInstant } from '@jiceng/kernel/plain';`,
    ceilingBytes: 2_900,
    why: 'the errors with the words of this entry, which every pure package pays for once',
  },
  {
    title: 'kernel/plain, everything',
    program: everythingOf('@jiceng/kernel/plain'),
    ceilingBytes: 5_400,
    why: 'the above, canonical JSON, a strict reader of JSON, two digests, dates',
  },
  {
    title: 'kernel without its third parties',
    program: everythingOf('@jiceng/kernel'),
    external: thirdParties,
    ceilingBytes: 41_500,
    why: 'the command path, a store in memory, the feed, timers, policies, personal values, the linter of definitions and the diagnosis, each with its words in two languages',
  },
  {
    title: 'kernel, a command on the memory store, without third parties',
    program: `export { createMemoryStore, createPorts, runDecider } from '@jiceng/kernel';`,
    external: thirdParties,
    ceilingBytes: 18_000,
    why: 'what every command passes through; the linter, policies and personal values must stay out',
  },
  {
    title: 'sla/core',
    program: everythingOf('@jiceng/sla/core'),
    ceilingBytes: 2_560,
    why: 'the goal that the engine was built for: calendars, working days and time, deadlines and clocks, without a word',
  },
  {
    title: 'sla, a deadline',
    program: `export { compileCalendar, deadlineOf } from '@jiceng/sla';`,
    ceilingBytes: 13_900,
    why: 'calendars with their layers, zones and day rules are needed by every question; the words of all refusals are 6,000 of it',
  },
  {
    title: 'sla, everything but the notices',
    program: everythingOf('@jiceng/sla'),
    ceilingBytes: 34_000,
    why: 'the above, the clock of a limit, ladders, a million cases at once, and explanations, whose sentences stand here in two languages',
  },
  {
    title: 'sla/schemas without zod',
    program: everythingOf('@jiceng/sla/schemas'),
    external: thirdParties,
    ceilingBytes: 5_800,
    why: 'a schema for each type; the strict readers of kernel/plain with their words are 1,700 of it',
  },
  {
    title: 'sla/notices',
    program: `export { chinaNotices } from '@jiceng/sla/notices';`,
    ceilingBytes: 1_240,
    why: 'nine years of notices with names, numbers and addresses; a year adds about 60 bytes',
  },
  {
    title: 'sla/notices/days',
    program: everythingOf('@jiceng/sla/notices/days'),
    ceilingBytes: 550,
    why: 'nine years of days with their dates of publication; a year adds about 20 bytes',
  },
  {
    title: 'sla/icalendar',
    program: everythingOf('@jiceng/sla/icalendar'),
    ceilingBytes: 5_700,
    why: 'a writer and a strict reader; kernel/plain with its words is 2,600 of it',
  },
  {
    title: 'dispatch, a match without maps',
    program: `export { compileDutyTable, match } from '@jiceng/dispatch';`,
    ceilingBytes: 9_800,
    why: 'most of it is words: every reason for and against a candidate, in two languages',
  },
  {
    title: 'dispatch, everything',
    program: everythingOf('@jiceng/dispatch'),
    ceilingBytes: 18_000,
    why: 'the above, areas compiled for exact lookups, coordinates converted forward, and assignments of many incidents with their proof, 3,800 of it',
  },
  {
    title: 'dispatch/inverse',
    program: everythingOf('@jiceng/dispatch/inverse'),
    ceilingBytes: 6_000,
    why: 'most of it is the words of all refusals of this package and of kernel/plain; the formulas are the least of it',
  },
  {
    title: 'analytics, shares',
    program: `export { shares } from '@jiceng/analytics';`,
    ceilingBytes: 4_400,
    why: 'kernel/plain and the words of refusals are most of it',
  },
  {
    title: 'analytics, everything',
    program: everythingOf('@jiceng/analytics'),
    ceilingBytes: 10_300,
    why: 'counts, shares, rates with intervals, survival curves, changes',
  },
  {
    title: 'incidents alone',
    program: everythingOf('@jiceng/incidents'),
    external: [...thirdParties, '@jiceng/kernel', '@jiceng/sla'],
    ceilingBytes: 6_200,
    why: 'the loop, its schemas and its words',
  },
  {
    title: 'relay, a way out by webhook',
    program: everythingOf('@jiceng/relay'),
    external: ['@jiceng/kernel'],
    ceilingBytes: 8_700,
    why: 'passes, stops, the wire, signed webhooks, a check for the diagnosis; words in two languages are a fifth of it',
  },
  {
    title: 'relay/nats',
    program: everythingOf('@jiceng/relay/nats'),
    external: ['@jiceng/kernel'],
    ceilingBytes: 2_720,
    why: 'the wire and its errors, without a client and without the passes',
  },
  {
    title: 'relay/amqp',
    program: everythingOf('@jiceng/relay/amqp'),
    external: ['@jiceng/kernel'],
    ceilingBytes: 2_950,
    why: 'the same, and a channel with its confirms',
  },
];
