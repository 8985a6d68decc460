import { defineErrors } from '@jiceng/kernel';

/** What an engine cannot hold although the port allows it: refused before the engine would cut it or fail. */
export const storageError = defineErrors({
  STORAGE_SQL_TEXT_TOO_LONG: {
    'zh-CN': '表 {table} 的 {column} 是主键或索引的一部分，在此数据库中最多 {limit} 个字符，给出的有 {length} 个。',
    en: '{column} of table {table} is part of a key or an index: here it holds at most {limit} characters, and {length} were given.',
  },
  STORAGE_SQL_BYTES_TOO_LONG: {
    'zh-CN': '表 {table} 的 {column} 是主键或索引的一部分，在此数据库中最多 {limit} 字节，给出的有 {length} 字节。',
    en: '{column} of table {table} is part of a key or an index: here it holds at most {limit} bytes, and {length} were given.',
  },
});
