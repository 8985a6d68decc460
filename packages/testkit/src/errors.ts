import { defineErrors } from '@jiceng/kernel';

/** What a failed expectation says. `expected` and `actual` stand in the details as texts that can be compared. */
export const testkitError = defineErrors({
  TESTKIT_OTHER_FACTS: {
    'zh-CN': '应记录 {expected}，实际记录 {actual}。',
    en: 'Expected the facts {expected}, got {actual}.',
  },
  TESTKIT_OTHER_STATE: {
    'zh-CN': '应处于状态 {expected}，实际为 {actual}。',
    en: 'Expected the state {expected}, got {actual}.',
  },
  TESTKIT_OTHER_TIMERS: {
    'zh-CN': '应等待 {expected}，实际等待 {actual}。',
    en: 'Expected to wait for {expected}, waits for {actual}.',
  },
  TESTKIT_NOT_REFUSED: {
    'zh-CN': '应被拒绝（{expected}），实际记录了 {actual}。',
    en: 'Expected a refusal ({expected}), but these facts came of it: {actual}.',
  },
  TESTKIT_REFUSED: {
    'zh-CN': '不应被拒绝，实际因 {actual} 被拒绝。',
    en: 'Expected no refusal, but it was refused: {actual}.',
  },
  TESTKIT_OTHER_REFUSAL: {
    'zh-CN': '应以 {expected} 拒绝，实际以 {actual} 拒绝。',
    en: 'Expected the refusal {expected}, got {actual}.',
  },
  TESTKIT_CONTRACT_BROKEN: {
    'zh-CN': '存储未履行契约：{what}。应为 {expected}，实际为 {actual}。',
    en: 'The store breaks its contract: {what}. Expected {expected}, got {actual}.',
  },
  TESTKIT_CASE_CUT_OFF: {
    'zh-CN': '{limitMs} 毫秒内没有结束，已中止；当时没有得到答复的调用：{calling}。',
    en: 'It did not end within {limitMs} ms and was cut off; calls without an answer: {calling}.',
  },
  TESTKIT_STRAY_ERROR: {
    'zh-CN': '存储在无人能接住的地方出错：{problem}。',
    en: 'The store failed where nobody could catch it: {problem}.',
  },
  TESTKIT_CASE_UNKNOWN: {
    'zh-CN': '契约里没有这些项：{ids}。',
    en: 'The contract has no such cases: {ids}.',
  },
  TESTKIT_FACTORY_INVALID: {
    'zh-CN': '工厂缺少或写错了“{problem}”。',
    en: 'The factory lacks "{problem}", or it is not as it must be.',
  },
  TESTKIT_NO_PROCESSES: {
    'zh-CN': '此运行环境不能启动进程，测不了被杀的进程。',
    en: 'This platform cannot start processes, so none can be killed.',
  },
  TESTKIT_MODULE_UNLOADABLE: {
    'zh-CN': '模块“{module}”无法加载：{problem}。',
    en: 'The module "{module}" cannot be loaded: {problem}.',
  },
  TESTKIT_USAGE: {
    'zh-CN': '命令写错了：{problem}。用 --help 看用法。',
    en: 'The command line is wrong: {problem}. See --help.',
  },
  TESTKIT_CHECK_ENDED: {
    'zh-CN': '检查所在的进程在这一项中途结束：{how}。',
    en: 'The process of the check ended in the middle of this case: {how}.',
  },
});
