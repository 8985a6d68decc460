import { defineErrors } from '../plain/jiceng-error.ts';

/** What the checks of the kernel find, in words. None of these is thrown; who does not ask does not carry them. */
export const kernelHealth = /* @__PURE__ */ defineErrors({
  HEALTH_STORE: {
    'zh-CN': '存储：{engine}，{durability}，{processes}，事件流位置由{positions}{joined}。',
    en: 'The store is {engine}: {durability}, {processes}, feed positions {positions}{joined}.',
  },
  HEALTH_STORE_FORGETS: {
    'zh-CN': '存储（{engine}）只在内存里，进程结束后什么也不留。',
    en: 'The store ({engine}) lives in memory only: nothing outlives the process.',
  },
  HEALTH_CLOCKS: {
    'zh-CN': '存储的时钟与本机相差 {skewMs} 毫秒（往返 {roundTripMs} 毫秒）。',
    en: "The store's clock and this machine's differ by {skewMs} ms (round trip {roundTripMs} ms).",
  },
  HEALTH_TIMERS: { 'zh-CN': '没有到期未触发的定时器。', en: 'No timer is due.' },
  HEALTH_TIMERS_DUE: {
    'zh-CN': '{counted} 个定时器已到期未触发，最早的自 {oldest} 起等了 {lagSeconds} 秒。',
    en: 'Timers due and not fired: {counted}; the oldest has waited {lagSeconds} s, since {oldest}.',
  },
  HEALTH_TIMERS_PARKED: {
    'zh-CN': '{counted} 个定时器多次失败后被搁置（{problems}），须人工处理：{examples}。',
    en: 'Timers parked after failing too often: {counted} ({problems}); somebody must see to them: {examples}.',
  },
  HEALTH_POLICIES_PARKED: {
    'zh-CN': '{counted} 处规则停在故障上（{policies}；{problems}），须人工处理：{examples}。',
    en: 'Streams at which a policy stopped: {counted} ({policies}; {problems}); somebody must see to them: {examples}.',
  },
  HEALTH_NOTHING_PARKED: { 'zh-CN': '没有被搁置的定时器和规则。', en: 'No timer and no policy is parked.' },
  HEALTH_FEED: { 'zh-CN': '事件流 {feed} 到第 {position} 位。', en: 'The feed {feed} stands at position {position}.' },
  HEALTH_FEED_UNKNOWN: {
    'zh-CN': '没有名为 {feed} 的事件流；这里有 {feeds}。',
    en: 'There is no feed {feed}; there are {feeds}.',
  },
  HEALTH_FEED_TORN: {
    'zh-CN': '事件流 {feed} 记在第 {position} 位，最后一条却是第 {last} 位。',
    en: 'The feed {feed} says position {position}, but its last entry is {last}.',
  },
  HEALTH_READER: {
    'zh-CN': '读者 {reader} 落后 {behind} 次提交。',
    en: 'The reader {reader} is {behind} commits behind.',
  },
  HEALTH_READER_AHEAD: {
    'zh-CN': '读者 {reader} 在第 {position} 位，超过事件流的第 {head} 位：存储可能是从旧备份恢复的，或读的是另一条流。',
    en: 'The reader {reader} stands at {position}, beyond the feed at {head}: the store may come from an older backup, or it reads another feed.',
  },
  HEALTH_READERS_UNSEEN: {
    'zh-CN': '只看了前 {count} 个读者。',
    en: 'Only the first {count} readers were looked at.',
  },
  HEALTH_INTAKE: {
    'zh-CN': '{counted} 次提交尚未编号，最早的等了 {ageSeconds} 秒。',
    en: 'Commits without a position: {counted}; the oldest has waited {ageSeconds} s.',
  },
  HEALTH_INTAKE_STRANDED: {
    'zh-CN': '{counted} 次提交在收件表里等编号，而这个存储由提交自行编号，没有人会处理它们。',
    en: 'Commits that wait in the intake though this store numbers them as they come: {counted}; nobody will promote them.',
  },
  HEALTH_PERSONAL: { 'zh-CN': '没有超过保存期限的个人信息。', en: 'No personal value is kept past its last day.' },
  HEALTH_PERSONAL_EXPIRED: {
    'zh-CN': '{counted} 条个人信息已超过保存期限，应予删除。',
    en: 'Personal values kept past their last day: {counted}; they are to be erased.',
  },
  HEALTH_CHAINS: {
    'zh-CN': '抽查 {streams} 条流的最后 {facts} 条记录，链是完整的。',
    en: 'The last facts of some streams were checked ({streams} streams, {facts} facts): their chains are whole.',
  },
  HEALTH_CHAIN_BROKEN: {
    'zh-CN': '{stream} 的记录链在第 {version} 条处断开。',
    en: 'The chain of {stream} is broken at fact {version}.',
  },
  HEALTH_HEAD_ASTRAY: {
    'zh-CN': '{stream} 的首部在第 {head} 版，最后一条记录却是第 {last} 条，或摘要不同。',
    en: 'The head of {stream} stands at version {head}, but its last fact is {last}, or has another digest.',
  },
  HEALTH_CHECK_FAILED: {
    'zh-CN': '检查“{check}”没有做成（{problem}）。',
    en: 'The check "{check}" could not be made ({problem}).',
  },
});
