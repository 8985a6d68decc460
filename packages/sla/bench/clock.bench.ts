// A clock read on numbers: when it is due and how far it has run, without a pause and with three of them.
import { elapsedMsAt, reachedAtMs, unionOf, type Stretch } from '../src/core.ts';
import { evaluateClock } from '../src/index.ts';
import { instantFromMs } from '@jiceng/kernel/plain';
import { compare, printMachine } from '../../checks/bench/rounds.ts';
import { calendar, dayMs, hourMs, questions, sum, type Question } from './rivals.ts';

const pausesOf = ({ startMs }: Question): readonly Stretch[] =>
  unionOf(
    [1, 3, 5].map((days) => ({ from: startMs + days * dayMs + hourMs, to: startMs + (days + 1) * dayMs - 2 * hourMs })),
  );
const paused = new Map(questions.map((question) => [question, pausesOf(question)]));
const none: readonly Stretch[] = [];

const read = ({ startMs, minutes }: Question, pausesMs: readonly Stretch[]): number =>
  (reachedAtMs(calendar, startMs, minutes * 60_000, pausesMs) ?? 0) +
  elapsedMsAt(calendar, startMs, startMs + 10 * dayMs, pausesMs);

const asText = (question: Question, pausesMs: readonly Stretch[]): number =>
  evaluateClock(calendar, {
    start: question.start,
    budget: { value: question.minutes, unit: 'workingMinute' },
    now: instantFromMs(question.startMs + 10 * dayMs),
    pauses: pausesMs.map(({ from, to }) => ({ from: instantFromMs(from), to: instantFromMs(to) })),
    thresholds: [0.7, 0.9, 1],
  }).elapsedMs;

printMachine();
compare('A clock: due and elapsed (the goal: × 4)', [
  { name: 'without a pause', ...sum(questions, (question) => read(question, none), 50) },
  { name: 'with three pauses', ...sum(questions, (question) => read(question, paused.get(question) ?? none), 50) },
]);
compare('The same with three thresholds and certainty, instants as text', [
  { name: 'evaluateClock, without a pause', ...sum(questions, (question) => asText(question, none)) },
  {
    name: 'evaluateClock, with three pauses',
    ...sum(questions, (question) => asText(question, paused.get(question) ?? none)),
  },
]);
