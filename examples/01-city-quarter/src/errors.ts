import { defineErrors } from '@jiceng/kernel';

/** What this example refuses: a file it cannot use, as a whole; or one row, which is reported and skipped. */
export const quarterError = defineErrors({
  QUARTER_FILE_UNREADABLE: {
    'zh-CN': '无法读取文件“{file}”：{cause}。',
    en: 'The file "{file}" cannot be read: {cause}.',
  },
  QUARTER_FILE_EMPTY: {
    'zh-CN': '文件“{file}”没有内容；第一行须为列名。',
    en: 'The file "{file}" is empty; its first line must name the columns.',
  },
  QUARTER_COLUMNS_MISSING: {
    'zh-CN': '文件“{file}”缺少列：{columns}。',
    en: 'The file "{file}" lacks these columns: {columns}.',
  },
  QUARTER_COLUMN_TWICE: {
    'zh-CN': '文件“{file}”的列名“{column}”出现了两次。',
    en: 'The file "{file}" names the column "{column}" twice.',
  },
  QUARTER_ZONE_UNKNOWN: {
    'zh-CN': '本机不认识时区“{zone}”。',
    en: 'This platform does not know the time zone "{zone}".',
  },
  QUARTER_NO_ROWS: {
    'zh-CN': '文件里没有一行可用，无从学习职责表和时限。',
    en: 'The file holds no usable row, so there is nothing to learn the duty table and the limits from.',
  },
  QUARTER_ROW_QUOTES: {
    'zh-CN': '引号不成对，或出现在字段中间',
    en: 'its quotes do not match, or stand inside a field',
  },
  QUARTER_ROW_ENCODING: {
    'zh-CN': '不是 UTF-8 编码',
    en: 'it is not UTF-8 text',
  },
  QUARTER_ROW_FIELDS: {
    'zh-CN': '应有 {expected} 个字段，实有 {found} 个',
    en: '{expected} fields were expected, {found} found',
  },
  QUARTER_ROW_TEXT_MISSING: {
    'zh-CN': '“{column}”为空',
    en: '"{column}" is empty',
  },
  QUARTER_ROW_TEXT_TOO_LONG: {
    'zh-CN': '“{column}”有 {length} 字，超过 {limit} 字',
    en: '"{column}" has {length} characters, more than {limit}',
  },
  QUARTER_ROW_TEXT_BROKEN: {
    'zh-CN': '“{column}”中有换行',
    en: 'there is a line break in "{column}"',
  },
  QUARTER_ROW_TIME: {
    'zh-CN': '“{column}”不是存在的时间：{text}',
    en: '"{column}" is no time that exists: {text}',
  },
  QUARTER_ROW_CLOSED_EARLY: {
    'zh-CN': '办结 {closed} 早于受理 {opened}',
    en: 'it was closed at {closed}, before it was opened at {opened}',
  },
  QUARTER_ROW_POINT: {
    'zh-CN': '坐标无法识别：{latitude}，{longitude}',
    en: 'its coordinates cannot be read: {latitude}, {longitude}',
  },
  QUARTER_ROW_FLAG: {
    'zh-CN': '“ontime”只能是 ONTIME、OVERDUE 或空：{text}',
    en: '"ontime" can only be ONTIME, OVERDUE or empty: {text}',
  },
  QUARTER_ROW_ID_TWICE: {
    'zh-CN': '编号 {id} 已在第 {line} 行出现',
    en: 'the number {id} stands in line {line} already',
  },
});
