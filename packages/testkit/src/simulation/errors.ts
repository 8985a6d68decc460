import { defineErrors } from '@jiceng/kernel';

/** What a simulation says when something is not as it must be, and what its own cases refuse. */
export const simulationError = defineErrors({
  TESTKIT_HISTORY_BROKEN: {
    'zh-CN': '历史不成立：{rule}。{problem}',
    en: 'The history does not hold: {rule}. {problem}',
  },
  TESTKIT_SIMULATION_IDLE: {
    'zh-CN': '模拟没有注入这些故障，等于没有模拟：{kinds}。请增加历史数或步数。',
    en: 'The simulation never injected these faults, so it proves nothing: {kinds}. Run more histories or more steps.',
  },
  TESTKIT_TIMER_STUCK: {
    'zh-CN': '定时事项“{name}”暂时无法执行。',
    en: 'The timer "{name}" cannot be carried out yet.',
  },
  TESTKIT_NEVER_ALLOWED: {
    'zh-CN': '此操作从不允许。',
    en: 'This is never allowed.',
  },
});
