import { instantToMs, type Instant, type Words } from '@jiceng/kernel';
import type { RequestRow } from './requests.ts';

/** The acts of one incident, in the order in which they are carried out. */
export const acts = ['report', 'verify', 'dispatch', 'sign', 'start', 'feedback', 'check', 'close'] as const;
export type Act = (typeof acts)[number];

/** One act at its moment. */
export interface PlannedAct {
  readonly atMs: number;
  /** Index of the request among the rows. */
  readonly row: number;
  readonly act: Act;
}

const hourMs = 3_600_000;

/** The one rule for what lies between the city's opening and its closing time, which is all that it recorded. */
export const placement: Words = {
  'zh-CN':
    '城市只记录了开案和结案两个时刻。其间各步按同一规则安放：上报、核实、派单在开案时刻；签收在开案后用时的十分之一处，至多 2 小时；开始处置在五分之一处，至多 4 小时；反馈、核查、结案在城市的结案时刻。未结案的，签收和开始处置取 2 小时和 4 小时。',
  en: "The city recorded when a case was opened and when it was closed, and nothing in between. One rule places the rest: report, verification and dispatch at the opening; the unit signs after a tenth of the time the case took, at most 2 hours, and starts after a fifth, at most 4; feedback, check and close at the city's closing time. A case still open is signed for after 2 hours and started after 4.",
};

/** The rule that `placement` states. */
function momentMs(act: Act, openedMs: number, closedMs: number): number {
  switch (act) {
    case 'report':
    case 'verify':
    case 'dispatch':
      return openedMs;
    case 'sign':
      return openedMs + Math.min(Math.floor((closedMs - openedMs) / 10), 2 * hourMs);
    case 'start':
      return openedMs + Math.min(Math.floor((closedMs - openedMs) / 5), 4 * hourMs);
    case 'feedback':
    case 'check':
    case 'close':
      return closedMs;
  }
}

/** Everything that happens before `until`, in order of time; at one moment in the order of the file, then of the loop. */
export function planActs(rows: readonly RequestRow[], until: Instant): readonly PlannedAct[] {
  const untilMs = instantToMs(until);
  const planned = rows.flatMap(({ openedAt, closedAt }, row) => {
    const openedMs = instantToMs(openedAt);
    // Still open: it takes at least as long as the longest wait of the rule.
    const closedMs = closedAt === undefined ? Number.POSITIVE_INFINITY : instantToMs(closedAt);
    return acts.map((act): PlannedAct => ({ act, row, atMs: momentMs(act, openedMs, closedMs) }));
  });
  const rank = new Map(acts.map((act, at) => [act, at]));
  return planned
    .filter(({ atMs }) => atMs < untilMs)
    .toSorted((a, b) => a.atMs - b.atMs || a.row - b.row || (rank.get(a.act) ?? 0) - (rank.get(b.act) ?? 0));
}
