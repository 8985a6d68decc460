import type { SupervisionRung } from '@jiceng/incidents';

/**
 * The ladder of this example: a reminder when three quarters of the time are used up, then supervision at the deadline and at
 * one, three and seven days after it. How many rungs there are and when is local practice; these are ours, for the class.
 */
export const ladder: readonly SupervisionRung[] = [
  { rung: 'remind', act: 'remind', to: 'leadUnit', atFraction: 0.75 },
  { rung: 'supervise', act: 'supervise', to: 'leadUnit', atFraction: 1 },
  { rung: 'listed', act: 'listedSupervision', to: 'escalateTo', overdueBy: { value: 24, unit: 'hour' } },
  { rung: 'summon', act: 'summonTalk', to: 'escalateTo', overdueBy: { value: 72, unit: 'hour' } },
  { rung: 'escalate', act: 'escalate', to: 'escalateTo', overdueBy: { value: 168, unit: 'hour' } },
];
