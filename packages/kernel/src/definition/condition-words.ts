import type { Words } from '../plain/jiceng-error.ts';
import type { FieldValue } from './condition.ts';
import type { Condition, ProcessDefinition } from './schemas.ts';

const quoted = (words: Words): Words => ({ 'zh-CN': `“${words['zh-CN']}”`, en: `"${words.en}"` });
const same = (text: string): Words => ({ 'zh-CN': text, en: text });
const joined = (parts: readonly Words[], chinese: string, english: string): Words => ({
  'zh-CN': parts.map((part) => part['zh-CN']).join(chinese),
  en: parts.map((part) => part.en).join(english),
});
const sentence = (left: Words, chinese: string, english: string, right: Words): Words => ({
  'zh-CN': `${left['zh-CN']}${chinese}${right['zh-CN']}`,
  en: `${left.en} ${english} ${right.en}`,
});

/** What people call a field; its identifier while the definition does not know it. */
export function fieldWords(definition: ProcessDefinition, name: string): Words {
  return definition.fields?.find(({ field }) => field === name)?.name ?? same(name);
}

function valueWords(definition: ProcessDefinition, field: string, value: FieldValue): Words {
  if (typeof value === 'boolean') return value ? { 'zh-CN': '是', en: 'yes' } : { 'zh-CN': '否', en: 'no' };
  if (typeof value !== 'string') return same(JSON.stringify(value));
  const declared = definition.fields?.find((each) => each.field === field);
  const choices = declared !== undefined && 'choices' in declared ? declared.choices : [];
  return quoted(choices.find(({ choice }) => choice === value)?.name ?? same(value));
}

/** A condition as people say it: for a refusal that must tell what is still needed. */
export function conditionWords(definition: ProcessDefinition, condition: Condition): Words {
  const inner = (each: Condition) => conditionWords(definition, each);
  if ('and' in condition) return joined(condition.and.map(inner), '且', ' and ');
  if ('or' in condition) {
    const { 'zh-CN': chinese, en } = joined(condition.or.map(inner), '或', ' or ');
    return { 'zh-CN': `（${chinese}）`, en: `(${en})` };
  }
  if ('not' in condition) {
    const { 'zh-CN': chinese, en } = inner(condition.not);
    return { 'zh-CN': `并非（${chinese}）`, en: `not (${en})` };
  }
  if ('flag' in condition) {
    const named = definition.flags?.find(({ flag }) => flag === condition.flag)?.name ?? same(condition.flag);
    return { 'zh-CN': `已标记${quoted(named)['zh-CN']}`, en: `marked ${quoted(named).en}` };
  }
  const field = quoted(fieldWords(definition, condition.field));
  if ('in' in condition) {
    const values = condition.in.map((value) => valueWords(definition, condition.field, value));
    return sentence(field, '为', 'is one of', joined(values, '、', ', '));
  }
  if ('has' in condition) return sentence(field, '含', 'holds', valueWords(definition, condition.field, condition.has));
  const operand = '=' in condition ? condition['='] : condition['<'];
  const right =
    typeof operand === 'object'
      ? quoted(fieldWords(definition, operand.field))
      : valueWords(definition, condition.field, operand);
  return '=' in condition ? sentence(field, '为', 'is', right) : sentence(field, '小于', 'is less than', right);
}
