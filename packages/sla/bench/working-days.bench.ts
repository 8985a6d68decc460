// Twenty working days on, from 1,000 dates: the compiled calendar beside chinese-days, date-fns, a day walk and numpy, which gets its
// dates in one array and is asked in a process of its own; without a python3 that has numpy the bench says so.
import { spawnSync } from 'node:child_process';
import * as z from 'zod';
import { civilDateOfEpochDay, epochDayOf } from '@jiceng/kernel/plain';
import { addWorkingDaysToDay } from '../src/core.ts';
import { addWorkingDays } from '../src/index.ts';
import { compare, printMachine, type Contender } from '../../checks/bench/rounds.ts';
import { addBusinessDays, findWorkday } from './rival-libraries.ts';
import { calendar, questions, restDays, share, sum, walkDays, type Question } from './rivals.ts';

// Weekends are named as rest days too, since numpy's week mask knows no make-up days; a start on a rest day counts from the working day
// before it, which is what law does.
const program = `
import json, sys, time
import numpy as np
rest, days = json.load(sys.stdin)
calendar = np.busdaycalendar(weekmask='1111111', holidays=np.array(rest, dtype='datetime64[D]'))
dates = np.tile(np.array(days, dtype='datetime64[D]'), 100)
answers = np.busday_offset(dates, 20, roll='preceding', busdaycal=calendar)
times = []
for _ in range(9):
    start = time.perf_counter()
    np.busday_offset(dates, 20, roll='preceding', busdaycal=calendar)
    times.append((time.perf_counter() - start) * 1000)
answered = answers[:len(days)].astype('int64').tolist()
print(json.dumps({'version': np.__version__, 'ms': sorted(times)[4], 'days': answered}))
`;
const input = JSON.stringify([restDays, questions.map(({ day }) => day)]);

const NumpyAnswer = z.object({ version: z.string(), ms: z.number(), days: z.array(z.number()) });

function askNumpy(): z.infer<typeof NumpyAnswer> | undefined {
  const { status, stdout } = spawnSync('python3', ['-c', program], { input, encoding: 'utf8' });
  if (status !== 0) return undefined;
  return NumpyAnswer.parse(JSON.parse(stdout));
}

printMachine();
const ours = ({ day }: Question) => addWorkingDaysToDay(calendar, day, 20);
const byChineseDays = ({ date }: Question) => epochDayOf(asDate(findWorkday(20, date)));
const byDateFns = ({ jsDate }: Question) => addBusinessDays(jsDate, 20).getTime();
const byWalk = ({ day }: Question) => walkDays(day, 20);

function asDate(text: string): `${number}-${number}-${number}` {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return civilDateOfEpochDay(Date.UTC(year, month - 1, day) / 86_400_000);
}

const numpy = askNumpy();
const numpyContender: readonly Contender[] =
  numpy === undefined
    ? []
    : [
        {
          name: `numpy ${numpy.version}, one vectorised call`,
          answers: questions.length * 100,
          run: () => askNumpy()?.ms ?? NaN,
          timesItself: true,
        },
      ];
if (numpy === undefined) console.log('numpy: no python3 here has it, so it is not compared');

// Thousands of dates in one array, as numpy gets them.
const days = Int32Array.from({ length: questions.length * 100 }, (_none, index) => questions[index % 1000]?.day ?? 0);
const answers = new Int32Array(days.length);

compare(
  'Add 20 working days (the goal: 10 × numpy)',
  [
    {
      name: 'compiled, days in an array',
      answers: days.length,
      run: () => {
        for (let index = 0; index < days.length; index += 1) {
          answers[index] = addWorkingDaysToDay(calendar, days[index] ?? 0, 20);
        }
        return answers[0] ?? NaN;
      },
    },
    {
      name: 'compiled, dates as text',
      ...sum(questions, ({ date }) => addWorkingDays(calendar, date, 20).date.length, 5),
    },
    ...numpyContender,
    { name: 'date-fns addBusinessDays', ...sum(questions, byDateFns, 5) },
    { name: 'day walk by hand', ...sum(questions, byWalk) },
    { name: 'chinese-days findWorkday', ...sum(questions.slice(0, 200), byChineseDays) },
  ],
  9,
);

share('chinese-days findWorkday', questions.slice(0, 200), (question) => byChineseDays(question) !== ours(question));
share('day walk by hand', questions, (question) => byWalk(question) !== ours(question));
const dayOfDateFns = (question: Question) => Math.floor((byDateFns(question) + 8 * 3_600_000) / 86_400_000);
share('date-fns addBusinessDays', questions, (question) => dayOfDateFns(question) !== ours(question));
if (numpy !== undefined) {
  share('numpy', questions, (question) => numpy.days[questions.indexOf(question)] !== ours(question));
}
