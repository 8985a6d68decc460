import { civilDateAt, type CivilDate, type Locale } from '@jiceng/kernel';
import { decision, firstFact, type Account } from './account.ts';
import type { Mark, TimelineDay } from './timeline-days.ts';

interface Sample {
  readonly shows: (day: TimelineDay) => boolean;
  readonly says: string;
}

interface TimelineWords {
  readonly heading: (account: Account) => string;
  readonly facts: (account: Account) => readonly string[];
  readonly weekdays: readonly string[];
  readonly date: (date: CivilDate, withMonth: boolean) => string;
  readonly rest: string;
  readonly makeup: string;
  readonly holidays: Readonly<Record<string, string>>;
  readonly marks: Readonly<Record<Mark, string>>;
  readonly legend: readonly Sample[];
}

const [monthOf, dayOf] = [(date: string) => Number(date.slice(5, 7)), (date: string) => Number(date.slice(8))];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

type Shows = (day: TimelineDay) => boolean;

/** What the legend shows, each by a day of the case itself. */
const samples = [
  ['counted', ({ kind, extended, makeup, mark }) => kind === 'counted' && !extended && !makeup && mark === undefined],
  ['makeup', ({ makeup }) => makeup],
  ['extended', ({ kind, extended, mark }) => kind === 'counted' && extended && mark === undefined],
  ['unused', ({ kind, mark }) => kind === 'unused' && mark === undefined],
  ['waiting', ({ kind, mark }) => kind === 'waiting' && mark === undefined],
  ['start', ({ mark }) => mark === 'start'],
  ['rest', ({ kind }) => kind === 'rest'],
  ['holiday', ({ kind }) => kind === 'holiday'],
  ['paused', ({ kind }) => kind === 'paused'],
  ['untold', ({ mark }) => mark === 'untold'],
  ['duePromised', ({ mark }) => mark === 'duePromised'],
  ['due', ({ mark }) => mark === 'dueByLaw' || mark === 'dueExtended'],
] as const satisfies readonly (readonly [string, Shows])[];

const legend = (says: Readonly<Record<(typeof samples)[number][0], string>>): readonly Sample[] =>
  samples.map(([name, shows]) => ({ shows, says: says[name] }));

/** The dates that the head of the picture tells. */
function datesOf({ facts, calendar: { zone }, explanation, limits, lastDayBeforeExtension, licence }: Account) {
  const { startedAt, lastDay, budget } = explanation.reading;
  const stopped = firstFact(facts, 'stopped');
  return {
    startedOn: startedAt && civilDateAt(startedAt, zone),
    decidedOn: stopped && civilDateAt(stopped.at, zone),
    promisedDays: licence.promised.value,
    promisedOn: limits.promised.lastDay,
    lawDays: decision.limit.value,
    lawOn: lastDayBeforeExtension ?? lastDay,
    grantedDays: lastDayBeforeExtension === undefined ? undefined : (budget ?? 0) - decision.limit.value,
    extendedTo: lastDay,
  };
}

export const timelineWords: Readonly<Record<Locale, TimelineWords>> = {
  'zh-CN': {
    heading: ({ licence }) => `${licence.title['zh-CN']}：什么时候到期`,
    facts: (account) => {
      const d = datesOf(account);
      const open = '暂不确定';
      return [
        `起算 ${d.startedOn ?? open}${d.decidedOn === undefined ? '' : `，决定 ${d.decidedOn}`}`,
        `承诺 ${d.promisedDays} 个工作日：${d.promisedOn ?? open}。法定 ${d.lawDays} 个工作日：${d.lawOn ?? open}`,
        ...(d.grantedDays === undefined ? [] : [`延长 ${d.grantedDays} 个工作日后：${d.extendedTo ?? open}`]),
      ];
    },
    weekdays: ['一', '二', '三', '四', '五', '六', '日'],
    date: (date, withMonth) => (withMonth ? `${monthOf(date)}月${dayOf(date)}日` : String(dayOf(date))),
    rest: '休',
    makeup: '班',
    holidays: {},
    marks: {
      decided: '决定',
      dueExtended: '延长到期',
      dueByLaw: '法定到期',
      duePromised: '承诺到期',
      extended: '批准延长',
      start: '起算',
      untold: '照常计入',
      asked: '告知补正',
      received: '收件',
    },
    legend: legend({
      counted: '计入的工作日，数字是第几天',
      makeup: '补班日：周末上班，照样计入',
      extended: '延长出来的工作日',
      unused: '已经决定，没有用到的日子',
      waiting: '材料未齐，尚未起算',
      start: '起算日，本身不计入',
      rest: '周末，不计入',
      holiday: '放假，不计入',
      paused: '书面告知过的听证等，不计入',
      untold: '检测等没有书面告知，照常计入',
      duePromised: '虚线框：承诺的最后一天',
      due: '实线框：法定的最后一天',
    }),
  },
  en: {
    heading: ({ licence }) => `${licence.title.en}: when is it due`,
    facts: (account) => {
      const d = datesOf(account);
      const open = 'not known yet';
      return [
        `Counted from ${d.startedOn ?? open}${d.decidedOn === undefined ? '' : `, decided on ${d.decidedOn}`}.`,
        `Promised, ${d.promisedDays} working days: ${d.promisedOn ?? open}. By law, ${d.lawDays}: ${d.lawOn ?? open}.`,
        ...(d.grantedDays === undefined
          ? []
          : [`With an extension of ${d.grantedDays} working days: ${d.extendedTo ?? open}.`]),
      ];
    },
    weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    date: (date, withMonth) => (withMonth ? `${dayOf(date)} ${months[monthOf(date) - 1] ?? ''}` : String(dayOf(date))),
    rest: 'off',
    makeup: 'W',
    holidays: {
      元旦: 'New Year',
      春节: 'Spring Fest.',
      清明节: 'Qingming',
      劳动节: 'Labour Day',
      端午节: 'Dragon Boat',
      中秋节: 'Mid-Autumn',
      国庆节: 'National Day',
    },
    marks: {
      decided: 'decided',
      dueExtended: 'new due',
      dueByLaw: 'due: law',
      duePromised: 'promised',
      extended: 'extended',
      start: 'start',
      untold: 'counts',
      asked: 'told',
      received: 'received',
    },
    legend: legend({
      counted: 'Working day that counts, and which one it is',
      makeup: 'W: make-up day, a weekend worked; it counts',
      extended: 'Working day added by the extension',
      unused: 'Decided already: not used',
      waiting: 'Material missing: not started',
      start: 'Start day; itself not counted',
      rest: 'Weekend: not counted',
      holiday: 'Holiday: not counted',
      paused: 'Hearing or the like, told in writing: not counted',
      untold: 'Testing or the like, not told in writing: counts',
      duePromised: 'Dashed frame: last day promised',
      due: 'Solid frame: last day by law',
    }),
  },
};
