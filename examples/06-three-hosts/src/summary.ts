import { block, entries, pageColumns, wrap } from '@jiceng/example-kit';
import type { Locale } from '@jiceng/kernel';
import { incidentIds, rungsPerIncident } from './city.ts';
import { answersBeforeKill, type Rehearsal } from './rehearsal.ts';

const words = {
  'zh-CN': {
    title: '三个进程，一个 PostgreSQL，中途杀掉一个',
    story: (hosts: number, commands: number, incidents: number, answers: number) =>
      `${incidents} 件事、${commands} 条命令，分给 ${hosts} 个进程同时办。第二个进程回了 ${answers} 条以后被 kill -9；没有回音的命令，由另外两个按原来的键再办一遍。三天后，活着的两个进程同时扫一遍到期的督办，再同时给信息流编号。`,
    proof: '一样也没有丢，一样也没有重',
    killed: '杀掉时手上还有事',
    yes: '是',
    no: '不是，这一遍不作数',
    unanswered: '始终没有回音的命令',
    handled: '办成的命令',
    handledText: (facts: number, commands: number) => `${facts} 条事实，命令 ${commands} 条`,
    raised: '提起的督办',
    raisedText: (raised: number, wanted: number) => `${raised} 次，应为 ${wanted} 次`,
    streams: '版本无缺口、摘要链完整',
    streamsText: (whole: number, all: number) => `${whole} 条流，共 ${all} 条`,
    feed: '信息流',
    feedText: (positions: number, gaps: number, facts: number) =>
      `位置 1 至 ${positions}，缺口 ${gaps} 处，里面有事实 ${facts} 条`,
    unpromoted: '没有编上号的提交',
    count: (count: number) => `${count} 条`,
  },
  en: {
    title: 'Three processes, one PostgreSQL, one killed midway',
    story: (hosts: number, commands: number, incidents: number, answers: number) =>
      `${incidents} incidents and ${commands} commands are shared out to ${hosts} processes. The second is killed with kill -9 once it has answered ${answers}; what it leaves unanswered the other two are asked again, by the same keys. Three days later both that live sweep the timers that are due, at once, and then number the feed, at once.`,
    proof: 'Nothing lost, nothing done twice',
    killed: 'Had work left when it was killed',
    yes: 'yes',
    no: 'no: this run does not count',
    unanswered: 'Commands never answered',
    handled: 'Commands carried out',
    handledText: (facts: number, commands: number) => `${facts} facts of ${commands} commands`,
    raised: 'Rungs of supervision',
    raisedText: (raised: number, wanted: number) => `${raised} of ${wanted}`,
    streams: 'Whole versions and digests',
    streamsText: (whole: number, all: number) => `${whole} of ${all} streams`,
    feed: 'Feed',
    feedText: (positions: number, gaps: number, facts: number) =>
      `positions 1 to ${positions}, ${gaps} gaps, ${facts} facts in them`,
    unpromoted: 'Commits without a position',
    count: (count: number) => String(count),
  },
} as const;

/** What happened and what is there, as a page of plain text. Ends with a line break. */
export function summaryText({ hosts, commands, killed, unanswered, sums }: Rehearsal, lang: Locale): string {
  const w = words[lang];
  const { handled, raised, wholeStreams, feed, unpromoted } = sums;
  const lines = [
    w.title,
    '',
    ...wrap(w.story(hosts, commands, incidentIds.length, answersBeforeKill), pageColumns),
    ...block(
      w.proof,
      entries([
        [w.killed, killed ? w.yes : w.no],
        [w.unanswered, w.count(unanswered)],
        [w.handled, w.handledText(handled, commands)],
        [w.raised, w.raisedText(raised, incidentIds.length * rungsPerIncident)],
        [w.streams, w.streamsText(wholeStreams, incidentIds.length)],
        [w.feed, w.feedText(feed.positions, feed.gaps, feed.facts)],
        [w.unpromoted, w.count(unpromoted)],
      ]),
    ),
  ];
  return `${lines.join('\n')}\n`;
}
