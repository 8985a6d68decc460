import { instantToMs } from '../plain/instant.ts';
import type { HealthCheck } from './health-check.ts';
import { finding, gradeOf } from './health-finding.ts';

const durabilityWords = {
  none: { 'zh-CN': '进程结束即失', en: 'nothing outlives the process' },
  process: { 'zh-CN': '进程被杀不丢，断电可能丢最后几次提交', en: 'commits outlive the process, not all a power cut' },
  power: { 'zh-CN': '断电不丢', en: 'commits outlive a power cut' },
} as const;
const processWords = {
  true: { 'zh-CN': '可供多个进程使用', en: 'for many processes' },
  false: { 'zh-CN': '只供一个进程使用', en: 'for one process' },
} as const;
const positionWords = {
  inline: { 'zh-CN': '提交时写定', en: 'taken by each commit' },
  intake: { 'zh-CN': '读者事后编号', en: 'given afterwards by who reads' },
} as const;
const joinedWords = { 'zh-CN': '，写在宿主自己的事务里', en: ", inside the host's own transaction" } as const;
const nothing = { 'zh-CN': '', en: '' } as const;

/** What the store is. */
export const storeHealth: HealthCheck = ({ store }) => {
  const { engine, durability, multiProcess, joined, positions } = store.info;
  const isStore = finding('fine', 'HEALTH_STORE', {
    engine,
    durability: durabilityWords[durability],
    processes: processWords[multiProcess ? 'true' : 'false'],
    positions: positionWords[positions],
    joined: joined ? joinedWords : nothing,
    info: { engine, durability, multiProcess, joined, positions },
  });
  return durability === 'none' ? [isStore, finding('warning', 'HEALTH_STORE_FORGETS', { engine })] : [isStore];
};

/** How far the store's clock is from the host's: what the question itself took is no difference. */
export const clockHealth: HealthCheck = async ({ store, hostClock, limits }) => {
  const asked = instantToMs(await hostClock.now());
  const storeMs = instantToMs(await store.now());
  const answered = instantToMs(await hostClock.now());
  const roundTripMs = Math.abs(answered - asked);
  const skewMs = Math.round(storeMs - (asked + answered) / 2);
  const certainMs = Math.max(0, Math.abs(skewMs) - roundTripMs / 2);
  return [finding(gradeOf(certainMs, limits.skewMs), 'HEALTH_CLOCKS', { skewMs, roundTripMs })];
};
