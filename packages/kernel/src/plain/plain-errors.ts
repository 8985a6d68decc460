import { defineErrors } from './jiceng-error.ts';

/** Refusals of the plain entry: text that is no instant, no date, no JSON. */
export const plainError = defineErrors({
  INSTANT_INVALID: {
    'zh-CN': '“{text}”不是有效的时刻；须带时区，例如 2026-03-02T01:30:00.000Z。',
    en: '"{text}" is not a valid instant; an offset is required, for example 2026-03-02T01:30:00.000Z.',
  },
  CIVIL_DATE_INVALID: {
    'zh-CN': '“{text}”不是有效的日期；格式为 2026-03-02。',
    en: '"{text}" is not a valid date; the form is 2026-03-02.',
  },
  ZONE_UNKNOWN: { 'zh-CN': '未知的时区“{zone}”。', en: 'Unknown time zone "{zone}".' },
  JSON_INVALID: {
    'zh-CN': 'JSON 文本在第 {offset} 个字符处有误。',
    en: 'The JSON text is broken at character {offset}.',
  },
  JSON_DUPLICATE_NAME: {
    'zh-CN': 'JSON 对象中“{name}”出现了两次。',
    en: 'The JSON object names "{name}" twice.',
  },
  JSON_NOT_CANONICAL: {
    'zh-CN': '规范 JSON 无法承载 {path} 处的值（{problem}）。',
    en: 'Canonical JSON cannot carry the value at {path} ({problem}).',
  },
  DIGEST_UNKNOWN: { 'zh-CN': '未知的摘要算法“{name}”。', en: 'Unknown digest algorithm "{name}".' },
});
