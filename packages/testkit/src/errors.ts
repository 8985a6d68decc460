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
});
