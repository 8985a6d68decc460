import type { HandlingLimit } from './schemas.ts';

/** Steps of pressure inside an order, from a reminder to the higher unit taking over. Not 政府督查, which only governments may run. */
export type SupervisionAct = 'remind' | 'supervise' | 'listedSupervision' | 'summonTalk' | 'escalate';

/**
 * One rung: when a share of the time is used up, or so long after the deadline. Which rungs there are is local practice
 * and therefore the host's to say.
 *
 * @see 《潍坊市12345政务服务便民热线条例》（2021）第二十六条，日常督办、挂牌督办、约谈督办（地方规定，由部署单位设定）
 */
export type SupervisionRung = {
  /** Name in the record; stays the same when the rung's time is changed. */
  readonly rung: string;
  readonly act: SupervisionAct;
  /** Who is told: the lead unit, or the one the dispatch named to escalate to. */
  readonly to: 'leadUnit' | 'escalateTo';
} & ({ readonly atFraction: number } | { readonly overdueBy: HandlingLimit });
