import { defineErrors } from './plain/jiceng-error.ts';

/** Refusals of the kernel. */
export const kernelError = defineErrors({
  COMMAND_INVALID: {
    'zh-CN': '命令格式有误：{because}',
    en: 'The command is malformed: {because}',
  },
  COMMAND_REFUSED: {
    'zh-CN': '不能执行“{action}”：{because}',
    en: 'Cannot do "{action}": {because}',
  },
  COMMAND_KEY_REUSED: {
    'zh-CN': '请求编号“{key}”已用于内容不同的请求。',
    en: 'The request key "{key}" was already used for a request with another content.',
  },
  ACCESS_DENIED: {
    'zh-CN': '没有权限：{actor} 不能以“{purpose}”为目的执行“{action}”。',
    en: 'Not permitted: {actor} may not do "{action}" for the purpose "{purpose}".',
  },
  ACCESS_RECUSED: {
    'zh-CN': '{actor} 应当回避此事项。',
    en: '{actor} is recused from this matter.',
  },
  LIFECYCLE_NOT_FLAT: {
    'zh-CN': '状态机“{machine}”须是平面的：{problem}。',
    en: 'The machine "{machine}" must be flat: {problem}.',
  },
  DEFINITION_INVALID: {
    'zh-CN': '流程定义“{definition}”有 {count} 处问题。',
    en: 'The process definition "{definition}" has {count} problems.',
  },
  FACT_UNKNOWN: {
    'zh-CN': '{stream} 的第 {version} 条记录（{type}）无法识别。',
    en: 'Fact {version} of {stream} ({type}) is not known here.',
  },
  FACT_FROM_FUTURE: {
    'zh-CN': '{stream} 的第 {version} 条记录使用更新的格式 {schema}，本程序只认识到 {known}。',
    en: 'Fact {version} of {stream} has the newer schema {schema}; this program knows up to {known}.',
  },
  FACT_CHAIN_BROKEN: {
    'zh-CN': '{stream} 的记录链在第 {version} 条处断开。',
    en: 'The chain of {stream} is broken at fact {version}.',
  },
  STORE_VERSION_CONFLICT: {
    'zh-CN': '{stream} 已变为第 {actual} 版（您看到的是第 {expected} 版），期间发生：{between}。',
    en: '{stream} is now at version {actual} (you saw {expected}); in between: {between}.',
  },
  STORE_CONTENTION: {
    'zh-CN': '{stream} 正被多人同时办理，重试 {attempts} 次后仍未成功。',
    en: '{stream} is in too much demand: {attempts} attempts were overtaken.',
  },
  STORE_PRECONDITION_FAILED: {
    'zh-CN': '表 {table} 的前提不成立（{reason}），未写入任何内容。',
    en: 'A precondition on table {table} failed ({reason}); nothing was written.',
  },
  STORE_VALUE_INVALID: {
    'zh-CN': '表 {table} 的 {column} 不能保存该值：{problem}。',
    en: '{column} of table {table} cannot hold this value: {problem}.',
  },
  STORE_BATCH_INVALID: {
    'zh-CN': '批次有误：{problem}。',
    en: 'The batch is malformed: {problem}.',
  },
  STORE_TABLE_UNKNOWN: { 'zh-CN': '未声明的表“{table}”。', en: 'The table "{table}" was not declared.' },
  STORE_TABLE_INVALID: {
    'zh-CN': '表“{table}”不能这样声明：{problem}。',
    en: 'The table "{table}" cannot be declared like this: {problem}.',
  },
  STORE_READ_ONLY: {
    'zh-CN': '存储以只读方式打开，未写入任何内容。',
    en: 'The store was opened to be looked at; nothing was written.',
  },
  STORE_CLOSED: { 'zh-CN': '存储已关闭。', en: 'The store is closed.' },
  STORE_UNAVAILABLE: {
    'zh-CN': '存储（{engine}）暂时不可用：{problem}。',
    en: 'The store ({engine}) is unavailable: {problem}.',
  },
  STORE_ANSWER_UNKNOWN: {
    'zh-CN': '与存储（{engine}）的连接中断，不知是否已写入。',
    en: 'The connection to the store ({engine}) was lost; whether it was written is unknown.',
  },
  PERSONAL_MISSING: {
    'zh-CN': '个人信息“{ref}”不存在或已被删除。',
    en: 'The personal value "{ref}" does not exist or was erased.',
  },
  BLOB_MISSING: { 'zh-CN': '文件“{digest}”不存在。', en: 'The file "{digest}" does not exist.' },
  BLOB_CORRUPT: {
    'zh-CN': '文件“{digest}”的内容与摘要不符。',
    en: 'The content of the file "{digest}" does not match its digest.',
  },
  BLOB_FOLDER_UNAVAILABLE: {
    'zh-CN': '此运行环境没有文件系统，不能使用文件夹存储。',
    en: 'This platform has no file system; the folder store cannot be used.',
  },
});
