import { defineErrors } from '@jiceng/kernel';

/** Why an event did not get through. Details never hold the event's data, a secret, or more of an address than its host. */
export const relayError = defineErrors({
  RELAY_OPTION_INVALID: {
    'zh-CN': '转发的选项“{option}”有误：{problem}。',
    en: 'The relay option "{option}" is wrong: {problem}.',
  },
  RELAY_FACT_MISSING: {
    'zh-CN': '事件流提到 {stream} 的第 {version} 条事实，记录里却没有。',
    en: 'The feed names fact {version} of {stream}, and the record does not have it.',
  },
  RELAY_FACT_UNREADABLE: {
    'zh-CN': '{stream} 的第 {version} 条事实读不出来，不能转发。',
    en: 'Fact {version} of {stream} cannot be read, and so cannot be relayed.',
  },
  RELAY_EVENT_INVALID: {
    'zh-CN': '事件 {id} 不符合 CloudEvents 1.0：{problem}。',
    en: 'The event {id} breaks the rules of CloudEvents 1.0: {problem}.',
  },
  RELAY_MESSAGE_TOO_LARGE: {
    'zh-CN': '事件 {id} 有 {bytes} 字节，超过上限 {maxBytes} 字节。',
    en: 'The event {id} has {bytes} bytes; at most {maxBytes} are allowed.',
  },
  RELAY_MESSAGE_REFUSED: {
    'zh-CN': '{to} 拒绝接收事件 {id}：{problem}。',
    en: '{to} refuses the event {id}: {problem}.',
  },
  RELAY_UNAVAILABLE: {
    'zh-CN': '{to} 暂时不可用：{problem}。',
    en: '{to} is unavailable for now: {problem}.',
  },
  RELAY_UNANSWERED: {
    'zh-CN': '{to} 在 {timeoutMs} 毫秒内没有确认收到。',
    en: '{to} did not acknowledge within {timeoutMs} ms.',
  },
  RELAY_UNROUTED: {
    'zh-CN': '{to} 没有为事件 {id} 准备的队列。',
    en: '{to} has no queue for the event {id}.',
  },
  RELAY_ENDPOINT_CLOSED: {
    'zh-CN': '{to} 不接受本系统的任何事件：{problem}。',
    en: '{to} takes no events from here: {problem}.',
  },
  RELAY_ENDPOINT_GONE: {
    'zh-CN': '{to} 已停用，应停止向其转发。',
    en: '{to} has been retired; nothing more is to be sent there.',
  },
  RELAY_STREAM_NOT_STOPPED: {
    'zh-CN': '{stream} 并未停在第 {version} 条事实。',
    en: '{stream} does not stand still at fact {version}.',
  },
});
