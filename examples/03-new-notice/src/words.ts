import type { Locale } from '@jiceng/kernel';
import type { DayType } from '@jiceng/sla';

/** What a day is called. */
export const dayTypeWords: Readonly<Record<Locale, Readonly<Record<DayType, string>>>> = {
  'zh-CN': {
    workday: '工作日',
    weekend: '休息日',
    holiday: '放假',
    makeup: '补班日',
    'override-open': '单独开放',
    'override-closed': '单独关闭',
  },
  en: {
    workday: 'working day',
    weekend: 'rest day',
    holiday: 'day off',
    makeup: 'make-up day',
    'override-open': 'opened',
    'override-closed': 'closed',
  },
};

/** What the program says. */
export const words = {
  'zh-CN': {
    title: '新的放假通知来了',
    madeUp: '案件、2027 年的通知和县里的通知都是编的：案件按固定规则生成，写这个例子时 2027 年的放假安排还没有公布。',
    waiting: '通知来之前：全是暂定',
    kindsHead: ['事项', '时限', '已办结', '最早到期', '最晚到期'],
    unit: { workingDay: '个工作日', calendarDay: '日' },
    certainty: (final: number, provisional: number) => `未办结的里，确定 ${final} 件，暂定 ${provisional} 件。`,
    arrives: (date: string, id: string, days: number) => `${date} 公布通知 ${id}，写了 ${days} 天：日历变在哪里`,
    countyArrives: (date: string, id: string) => `${date} 县里公布自己的通知 ${id}，叠在国家的通知之上：日历变在哪里`,
    daysHead: ['日期', '天数', '原来', '现在'],
    span: (from: string, to: string) => `${from} 至 ${to}`,
    separator: '、',
    moved: (count: number) => `到期日变了的：正好 ${count} 件`,
    movedHead: ['案件', '事项', '起算', '原到期', '现到期', '天'],
    sums: '核对',
    open: '未办结',
    openText: (open: number, moved: number, stay: number) => `${open} 件 = 变了 ${moved} 件 + 没有变 ${stay} 件`,
    finished: '已办结',
    finishedText: (count: number, would: number) => `${count} 件，一件也不动；其中 ${would} 件照新日历本会是另一天`,
    touched: '重新计算',
    touchedText: (touched: number, moved: number) => `只算了 ${touched} 件，其中 ${moved} 件真的变了`,
    earlier: '提前的',
    earlierText: (count: number) => `${count} 件到期日提前了，应当先看`,
    final: '现在确定',
    finalText: (final: number, open: number) => `未办结的 ${open} 件里 ${final} 件`,
    update: (date: string) => `${date} 来了一份“更新”，少了几天`,
    refused: '不收：',
    accepted: '收下：没有变少。',
    example: (id: string) => `以 ${id} 为例：为什么是这一天`,
    county: '示例自治县（虚构）',
  },
  en: {
    title: 'A new holiday notice arrives',
    madeUp:
      'The cases, the notice for 2027 and that of the county are made up: the cases by a fixed rule, the notices because none for 2027 had been published when this was written.',
    waiting: 'Before the notice: everything is provisional',
    kindsHead: ['Matter', 'Limit', 'Done', 'First due', 'Last due'],
    unit: { workingDay: ' working days', calendarDay: ' days' },
    certainty: (final: number, provisional: number) =>
      `Of the open ones ${final} are final, ${provisional} provisional.`,
    arrives: (date: string, id: string, days: number) =>
      `${date}: the notice ${id} is published and names ${days} days. Where the calendar changes`,
    countyArrives: (date: string, id: string) =>
      `${date}: the county publishes ${id}, laid over the nation's. Where the calendar changes`,
    daysHead: ['Dates', 'Days', 'Before', 'Now'],
    span: (from: string, to: string) => `${from} to ${to}`,
    separator: ', ',
    moved: (count: number) => `Due on another day: exactly ${count} cases`,
    movedHead: ['Case', 'Matter', 'From', 'Due before', 'Due now', 'Days'],
    sums: 'Reckoned up',
    open: 'Open',
    openText: (open: number, moved: number, stay: number) => `${open} = moved ${moved} + not moved ${stay}`,
    finished: 'Finished',
    finishedText: (count: number, would: number) =>
      `${count}, none touched; ${would} of them would be due on another day by the new calendar`,
    touched: 'Worked out anew',
    touchedText: (touched: number, moved: number) => `${touched} only, of which ${moved} really moved`,
    earlier: 'Earlier',
    earlierText: (count: number) => `${count} due earlier than before: look at these first`,
    final: 'Final now',
    finalText: (final: number, open: number) => `${final} of the ${open} open ones`,
    update: (date: string) => `${date}: an "update" arrives that lost some days`,
    refused: 'Refused: ',
    accepted: 'Taken: it has no fewer days.',
    example: (id: string) => `${id}, for instance: why that day`,
    county: 'Example county (made up)',
  },
} as const;
