import type { Words } from '@jiceng/kernel';

/** What a grid worker comes upon, by the name it is recorded under. */
export const kinds: Readonly<Record<string, Words>> = {
  占用消防通道: { 'zh-CN': '占用消防通道', en: 'Fire lane blocked' },
  井盖破损: { 'zh-CN': '井盖破损', en: 'Manhole cover broken' },
  路灯不亮: { 'zh-CN': '路灯不亮', en: 'Street lamp out' },
  乱堆物料: { 'zh-CN': '乱堆物料', en: 'Materials piled up' },
};

/** Its name for people; one that is not listed is shown as it was recorded. */
export const kindName = (kind: string): Words => kinds[kind] ?? { 'zh-CN': kind, en: kind };
