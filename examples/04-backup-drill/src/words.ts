import type { Locale } from '@jiceng/kernel';

/** What the drill says, sentence by sentence. */
export interface DrillWords {
  readonly title: string;
  readonly morning: string;
  readonly sent: (count: number) => string;
  readonly backup: (answered: number, onTheirWay: number) => string;
  readonly whole: (streams: number, facts: number, positions: number) => string;
  readonly flawed: (flaws: string) => string;
  readonly checkpoint: (position: string, digest: string) => string;
  readonly loss: string;
  readonly destroyed: string;
  readonly restored: string;
  readonly sameContent: (digest: string) => string;
  readonly otherContent: string;
  readonly older: (missing: string) => string;
  readonly other: string;
  readonly agrees: string;
  readonly doctor: string;
  readonly lost: (count: number) => string;
  readonly replay: string;
  readonly first: (repeated: number, carriedOut: number) => string;
  readonly second: (repeated: number, carriedOut: number) => string;
  readonly sameActs: string;
  readonly otherActs: string;
}

const chinese: DrillWords = {
  title: '备份演练：备份、毁坏、恢复、核对、重放',
  morning: '上午：四名办事员同时办件，中途备份',
  sent: (count) => `共发出 ${count} 个请求，前台先记日志再发送。`,
  backup: (answered, onTheirWay) =>
    `备份时 ${answered} 个请求已有答复，${onTheirWay} 个还在路上；备份不挡写者，写者接着写完。`,
  whole: (streams, facts, positions) =>
    `${streams} 条流、${facts} 条记录、${positions} 个位置：链完整，状态与重放一致，位置无缺。`,
  flawed: (flaws) => `不完整：${flaws}`,
  checkpoint: (position, digest) => `存储之外记下检查点：第 ${position} 位，摘要 ${digest}…`,
  loss: '中午：原文件毁坏',
  destroyed: '文件和它的日志都已删除，只剩备份。',
  restored: '下午：从备份恢复并核对',
  sameContent: (digest) => `内容摘要与备份相同：${digest}…`,
  otherContent: '内容摘要与备份不同。',
  older: (missing) => `恢复的存储比检查点旧：少 ${missing} 次提交。只看它自己，是看不出来的。`,
  other: '检查点所在位置的记录与当时不同：那些事是恢复后重新记下的，时间和次序不同，须另立检查点。',
  agrees: '与检查点一致。',
  doctor: '检查结果（diagnose）：',
  lost: (count) => `备份之后写下、现在不在的有 ${count} 个请求：`,
  replay: '重放：按日志把全部请求再发两遍，编号不变',
  first: (repeated, carriedOut) => `第一遍：${repeated} 个得到当初的答复，${carriedOut} 个重新办理。`,
  second: (repeated, carriedOut) =>
    `第二遍：${repeated} 个得到当初的答复，${carriedOut} 个重新办理。每件事只发生一次。`,
  sameActs: '每件事的内容和发生时间与毁坏前相同。',
  otherActs: '有的事与毁坏前不同。',
};

const english: DrillWords = {
  title: 'A backup drill: back up, lose, restore, verify, replay',
  morning: 'Morning: four clerks at work, a backup in the middle',
  sent: (count) => `${count} requests were sent; the front writes each into its journal before it sends it.`,
  backup: (answered, onTheirWay) =>
    `When the backup was made, ${answered} requests had their answer and ${onTheirWay} were on their way; writers were not held up and went on.`,
  whole: (streams, facts, positions) =>
    `${streams} streams, ${facts} facts, ${positions} positions: chains whole, states equal to their replay, no position missing.`,
  flawed: (flaws) => `Not whole: ${flaws}`,
  checkpoint: (position, digest) =>
    `A checkpoint is kept outside of the store: position ${position}, digest ${digest}…`,
  loss: 'Noon: the original is destroyed',
  destroyed: 'The file and its log are gone; only the backup is left.',
  restored: 'Afternoon: restored from the backup, and verified',
  sameContent: (digest) => `Its content digest is that of the backup: ${digest}…`,
  otherContent: 'Its content digest is not that of the backup.',
  older: (missing) =>
    `The restored store is older than the checkpoint: ${missing} commits are missing. By itself it does not show it.`,
  other:
    'What stands at the position of the checkpoint is not what stood there: it was recorded anew after the restore, at another time and in another order. A new checkpoint is needed.',
  agrees: 'It agrees with the checkpoint.',
  doctor: 'What diagnose finds:',
  lost: (count) => `Written after the backup and gone now: ${count} requests:`,
  replay: 'Replay: every request of the journal sent again, twice, under its key',
  first: (repeated, carriedOut) =>
    `First time: ${repeated} got their first answer, ${carriedOut} were carried out anew.`,
  second: (repeated, carriedOut) =>
    `Second time: ${repeated} got their first answer, ${carriedOut} were carried out anew. Each thing happened once.`,
  sameActs: 'Each act is what it was before the loss, and happened when it did.',
  otherActs: 'Some acts are not what they were before the loss.',
};

export const drillWords: Readonly<Record<Locale, DrillWords>> = { 'zh-CN': chinese, en: english };
