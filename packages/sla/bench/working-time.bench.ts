// Open time added and measured, on one calendar, the same questions, in turn within each round: the compiled calendar beside a
// hand-written day walk and dayjs-business-time.
import type { Dayjs } from 'dayjs';
import { addWorkingMs, addWorkingTime, workingMsBetween, workingMsBetweenMs } from '../src/index.ts';
import { instantFromMs } from '@jiceng/kernel/plain';
import { compare, printMachine } from '../../checks/bench/rounds.ts';
import { calendar, dayMs, questions, share, sum, walkAdd, walkBetween, type Question } from './rivals.ts';

printMachine();
const few = questions.slice(0, 60);
const added = ({ startMs, minutes }: Question) => addWorkingMs(calendar, startMs, minutes * 60_000);
const addedByWalk = ({ startMs, minutes }: Question) => walkAdd(startMs, minutes * 60_000);
const addedByDayjs = ({ dayjsStart, minutes }: Question) => dayjsStart.addBusinessMinutes(minutes).valueOf();

compare(
  'Add 2 to 40 working hours (the goal: 15,000 × dayjs-business-time)',
  [
    { name: 'compiled, epoch milliseconds', ...sum(questions, added, 200) },
    {
      name: 'compiled, instants as text',
      ...sum(
        questions,
        ({ start, minutes }) => addWorkingTime(calendar, start, { value: minutes, unit: 'workingMinute' }).at.length,
        5,
      ),
    },
    { name: 'day walk by hand', ...sum(questions, addedByWalk) },
    { name: 'dayjs-business-time', ...sum(few, addedByDayjs) },
  ],
  9,
);
share('day walk by hand', questions, (question) => addedByWalk(question) !== added(question));
share('dayjs-business-time', few, (question) => addedByDayjs(question) !== added(question));

const between =
  (days: number) =>
  ({ startMs }: Question) =>
    workingMsBetweenMs(calendar, startMs, startMs + days * dayMs);
const later = (start: Dayjs, days: number): Dayjs => start.add(days, 'day');

for (const days of [1, 30, 365]) {
  const byWalk = ({ startMs }: Question) => walkBetween(startMs, startMs + days * dayMs);
  const byDayjs = ({ dayjsStart }: Question) => dayjsStart.businessMinutesDiff(later(dayjsStart, days)) * 60_000;
  const asked = questions.slice(0, days === 365 ? 8 : 60);
  compare(
    `Working time within ${days} days${days === 365 ? ' (the goal: 150,000 × dayjs-business-time)' : ''}`,
    [
      { name: 'compiled, epoch milliseconds', ...sum(questions, between(days), 200) },
      {
        name: 'compiled, instants as text',
        ...sum(
          questions,
          ({ start, startMs }) => workingMsBetween(calendar, start, instantFromMs(startMs + days * dayMs)),
          5,
        ),
      },
      { name: 'day walk by hand', ...sum(questions.slice(0, 200), byWalk) },
      { name: 'dayjs-business-time', ...sum(asked, byDayjs) },
    ],
    9,
  );
  share('day walk by hand', questions.slice(0, 200), (question) => byWalk(question) !== between(days)(question));
  share('dayjs-business-time', asked, (question) => byDayjs(question) !== between(days)(question));
}

compare('What the length of a span costs (the goal: × 1.5)', [
  { name: 'one day', ...sum(questions, between(1), 200) },
  { name: '30 days', ...sum(questions, between(30), 200) },
  { name: '365 days', ...sum(questions, between(365), 200) },
]);
