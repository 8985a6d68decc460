import { defineErrors } from '@jiceng/kernel';

/** What is wrong with the words of a command, or with what they ask for. */
export const cliError = defineErrors({
  CLI_USAGE: { 'zh-CN': '命令有误：{problem}', en: 'The command is malformed: {problem}' },
  CLI_DRIVER_MISSING: {
    'zh-CN': '找不到驱动 {driver}：请把它装在同一处，例如 npm install {driver}。',
    en: 'The driver {driver} is not there: install it beside this program, for example by npm install {driver}.',
  },
});

/** What the doctor finds of the tables themselves. */
export const cliFinding = defineErrors({
  CLI_STORE_EMPTY: {
    'zh-CN': '这里没有任何内核的表：不是 Jiceng 的存储，或还没有人迁移过。',
    en: "None of the kernel's tables is here: this is no store of Jiceng, or nobody has migrated it.",
  },
  CLI_TABLES_ABSENT: {
    'zh-CN': '缺少表：{tables}。程序启动时应调用 migrate。',
    en: 'Tables are missing: {tables}. A program calls migrate when it starts.',
  },
  CLI_COLUMNS_MISSING: {
    'zh-CN': '表 {table} 缺少 {missing}：存储由较早的版本写成，迁移后才完整。',
    en: 'The table {table} lacks {missing}: an older version wrote this store, and a migration completes it.',
  },
  CLI_COLUMNS_UNKNOWN: {
    'zh-CN': '表 {table} 另有本程序不认识的列：{unknown}。它们属于更新的版本或宿主自己。',
    en: "The table {table} has columns that this program does not know: {unknown}. They are of a newer version, or the host's own.",
  },
  CLI_TABLE_FOREIGN: {
    'zh-CN': '表 {table} 不能读：{because}',
    en: 'The table {table} cannot be read: {because}',
  },
  CLI_DURABILITY_OF_WRITERS: {
    'zh-CN': 'SQLite 由写入的程序决定断电后丢不丢；上面说的是默认设置（FULL）。',
    en: 'With SQLite each program that writes decides what a power cut costs; the above speaks of the default (FULL).',
  },
});
