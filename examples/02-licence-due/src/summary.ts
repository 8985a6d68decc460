import { block, entries, layTable, pageColumns, wrap } from '@jiceng/example-kit';
import { civilDateAt, type CivilDate, type Locale } from '@jiceng/kernel';
import {
  clockStatusWords,
  countWorkingDays,
  describeExplanation,
  explanationRows,
  wallFrom,
  type LimitReading,
} from '@jiceng/sla';
import { sourceOf } from '@jiceng/sla/presets';
import { decision, firstFact, type Account } from './account.ts';
import { besideWords, factText } from './words.ts';

const words = {
  'zh-CN': {
    question: '我的许可什么时候到期',
    madeUp: '案件是编的；法律、放假安排和每一个日期的算法是真的。',
    law: '法定时限',
    promise: '承诺时限',
    workingDays: (count: number) => `${count} 个工作日`,
    facts: '经过：写下了什么，什么写不下来',
    late: (at: string) => `（${at} 才记下）`,
    refused: '不收：',
    known: '那一天问，能答什么（只用当天已经公布的通知、已经记下的事实，到当天 24 时）',
    knownHead: ['问的日子', '状态', '已用', '还剩', '到期日'],
    unknown: '暂时答不出',
    note: (day: string) => `${day} 起还知道：`,
    why: '为什么是这一天',
    table: '一天一天地数',
    totals: (all: number, start: number, counted: number, skipped: number, paused: number) =>
      `合计 ${all} 天 = 起算日 ${start} + 计入 ${counted} + 不计入 ${skipped} + 中止 ${paused}`,
    asked: (counted: number, asked: number) => `计入 ${counted} 天，时限要求 ${asked} 天`,
    moved: (days: number) => `末日移动 ${days} 天`,
    had: (day: string, instead: string) => `假如检测等的时间都书面告知过，到期日会是 ${instead}，而不是 ${day}。`,
    limits: '法定的和承诺的',
    limitsHead: ['', '时限', '到期日', '结果'],
    before: '未延长时',
    done: '按期',
    over: (days: number) => `晚了 ${days} 个工作日`,
    open: '未办结',
    compressed: (percent: string) => `承诺比法定短 ${percent}；延长只加在法定时限上，承诺不跟着变长。`,
    beside: '路上的其他期限',
    besideHead: ['期限', '最迟', '做了'],
    colon: '：',
  },
  en: {
    question: 'When is my licence due',
    madeUp: 'The case is made up; the law, the holidays and the way every date is counted are real.',
    law: 'By law',
    promise: 'Promised',
    workingDays: (count: number) => `${count} working days`,
    facts: 'What happened: what was written down, and what could not be',
    late: (at: string) => ` (written down at ${at})`,
    refused: 'Refused: ',
    known: 'What could be answered on the day (by the notices published and the facts written down by its end)',
    knownHead: ['Asked on', 'State', 'Used', 'Left', 'Due'],
    unknown: 'cannot be said yet',
    note: (day: string) => `Known since ${day}: `,
    why: 'Why that day',
    table: 'Day by day',
    totals: (all: number, start: number, counted: number, skipped: number, paused: number) =>
      `${all} days = start day ${start} + counted ${counted} + not counted ${skipped} + paused ${paused}`,
    asked: (counted: number, asked: number) => `${counted} days counted, ${asked} asked for by the limit`,
    moved: (days: number) => `last day moved by ${days}`,
    had: (day: string, instead: string) =>
      `Had all of it been told in writing, it would be due on ${instead}, not ${day}.`,
    limits: 'By law and by promise',
    limitsHead: ['', 'Limit', 'Due', 'Outcome'],
    before: 'before the extension',
    done: 'in time',
    over: (days: number) => `${days} working days late`,
    open: 'open',
    compressed: (percent: string) =>
      `The promise is ${percent} shorter than the law; an extension lengthens the limit of the law alone.`,
    beside: 'Other limits on the way',
    besideHead: ['Limit', 'At the latest', 'Done'],
    colon: ': ',
  },
} as const;

const dash = '—';

function headLines({ licence }: Account, lang: Locale): readonly string[] {
  const w = words[lang];
  const { value } = decision.limit;
  return [
    w.question,
    ...wrap(`${licence.title[lang]} · ${licence.place[lang]}`, pageColumns),
    ...wrap(w.madeUp, pageColumns),
    '',
    ...entries([
      [w.law, `${w.workingDays(value)}${lang === 'en' ? ', ' : '，'}${sourceOf(decision)[lang]}`],
      [w.promise, w.workingDays(licence.promised.value)],
    ]),
  ];
}

function factLines({ offered, calendar }: Account, lang: Locale): readonly string[] {
  const w = words[lang];
  return entries(
    offered.flatMap(({ fact, refusedFor }) => {
      const { at, recordedAt } = fact;
      const late = recordedAt === undefined ? '' : w.late(wallFrom(calendar, recordedAt).wall);
      return [
        [wallFrom(calendar, at).wall, factText(fact, lang) + late] as const,
        ...refusedFor.map((reason) => ['', w.refused + reason.words[lang]] as const),
      ];
    }),
  );
}

function knownRow(
  day: CivilDate,
  { status, elapsed, remaining, lastDay }: LimitReading,
  lang: Locale,
): readonly string[] {
  const isKnown = lastDay !== undefined;
  return [
    day,
    clockStatusWords[status][lang],
    elapsed === undefined ? dash : String(elapsed),
    remaining === undefined ? dash : String(remaining),
    isKnown ? lastDay : words[lang].unknown,
  ];
}

/** What a reading says beside its figures, each time said once. */
function noteLines({ knownOn }: Account, lang: Locale): readonly string[] {
  const said = new Set<string>();
  return knownOn.flatMap(({ day, reading: { pauses } }) =>
    pauses.flatMap(({ countsBecause }) => {
      const note = countsBecause?.words[lang];
      if (note === undefined || said.has(note)) return [];
      said.add(note);
      return wrap(words[lang].note(day) + note, pageColumns);
    }),
  );
}

function knownLines(account: Account, lang: Locale): readonly string[] {
  const rows = account.knownOn.map(({ day, reading }) => knownRow(day, reading, lang));
  return [
    ...layTable([words[lang].knownHead, ...rows], ['left', 'left', 'right', 'right', 'left']),
    ...noteLines(account, lang),
  ];
}

/** The sums of the table, from its days. */
function totalLines({ explanation }: Account, lang: Locale): readonly string[] {
  if (explanation.countedIn !== 'days') return [];
  const w = words[lang];
  const { days, counted, asked } = explanation;
  const withRole = (role: (typeof days)[number]['role']): number => days.filter((day) => day.role === role).length;
  const moved = withRole('rolled') + withRole('added');
  return [
    w.totals(days.length - moved, withRole('start'), counted, withRole('skipped'), withRole('paused')),
    w.asked(counted, asked),
    ...(moved === 0 ? [] : [w.moved(moved)]),
  ];
}

function whyLines(account: Account, lang: Locale): readonly string[] {
  const { explanation, lastDayHadAllBeenTold: instead } = account;
  const { lastDay } = explanation.reading;
  return [
    ...describeExplanation(explanation, lang),
    ...(instead === undefined || lastDay === undefined ? [] : [words[lang].had(lastDay, instead)]),
  ].flatMap((line) => wrap(line, pageColumns));
}

function limitLines(account: Account, lang: Locale): readonly string[] {
  const w = words[lang];
  const { calendar, facts, licence, limits, lastDayBeforeExtension } = account;
  const stopped = firstFact(facts, 'stopped');
  const doneOn = stopped && civilDateAt(stopped.at, calendar.zone);
  const outcome = ({ lastDay, overdue }: LimitReading): string => {
    if (doneOn === undefined || lastDay === undefined) return w.open;
    return overdue ? w.over(countWorkingDays(calendar, lastDay, doneOn, '(]')) : w.done;
  };
  const { statutory, promised } = limits;
  const { value } = decision.limit;
  const row = (name: string, { budget, lastDay, ...rest }: LimitReading): readonly string[] => [
    name,
    budget === undefined ? dash : w.workingDays(budget),
    lastDay ?? w.unknown,
    outcome({ budget, lastDay, ...rest }),
  ];
  return [
    ...layTable(
      [
        w.limitsHead,
        row(w.promise, promised),
        ...(lastDayBeforeExtension === undefined
          ? []
          : [[`${w.law}${w.colon}${w.before}`, w.workingDays(value), lastDayBeforeExtension, '']]),
        row(w.law, statutory),
      ],
      ['left', 'right', 'left', 'left'],
    ),
    ...wrap(w.compressed(`${Math.round((1 - licence.promised.value / value) * 100)}%`), pageColumns),
  ];
}

function besideLines({ beside, calendar: { zone } }: Account, lang: Locale): readonly string[] {
  const rows = beside.map(({ of, lastDay, doneAt }) => [
    besideWords[lang][of],
    lastDay ?? dash,
    doneAt === undefined ? dash : civilDateAt(doneAt, zone),
  ]);
  return layTable([words[lang].besideHead, ...rows], ['left', 'left', 'left']);
}

/** The whole case as a page of plain text. Ends with a line break. */
export function summaryText(account: Account, lang: Locale): string {
  const w = words[lang];
  const lines = [
    ...headLines(account, lang),
    ...block(w.facts, factLines(account, lang)),
    ...block(w.known, knownLines(account, lang)),
    ...block(w.why, whyLines(account, lang)),
    ...block(w.table, [
      ...layTable(explanationRows(account.explanation, lang), ['right', 'left', 'left', 'left', 'left', 'left']),
      ...totalLines(account, lang),
    ]),
    ...block(w.limits, limitLines(account, lang)),
    ...block(w.beside, besideLines(account, lang)),
  ];
  return `${lines.join('\n')}\n`;
}
