import type { Words } from '../plain/jiceng-error.ts';
import type { Comparison, FieldValue } from './condition.ts';
import type { Condition, ProcessDefinition } from './schemas.ts';

/** Chinese is written without blanks, but for those beside figures. */
function beside(left: string, right: string): string {
  const apart =
    (/\p{Script=Han}$/u.test(left) && /^-?\d/.test(right)) || (/\d$/.test(left) && /^\p{Script=Han}/u.test(right));
  return apart ? `${left} ${right}` : left + right;
}

const same = (text: string): Words => ({ 'zh-CN': text, en: text });
const quoted = (words: Words): Words => ({ 'zh-CN': `“${words['zh-CN']}”`, en: `"${words.en}"` });
const bracketed = (words: Words): Words => ({ 'zh-CN': `（${words['zh-CN']}）`, en: `(${words.en})` });

function joined(parts: readonly Words[], chinese: string, english: string): Words {
  const pieces = parts.flatMap((part, at) => (at === 0 ? [part['zh-CN']] : [chinese, part['zh-CN']]));
  return { 'zh-CN': pieces.reduce(beside, ''), en: parts.map(({ en }) => en).join(english) };
}

/** Several of which any will do. */
export function anyOf(parts: readonly Words[]): Words {
  return joined(parts, '或', ' or ');
}

/** What people call a field; its identifier while the definition does not know it. */
export function fieldWords(definition: ProcessDefinition, name: string): Words {
  return definition.fields?.find(({ field }) => field === name)?.name ?? same(name);
}

function flagWords({ flags = [] }: ProcessDefinition, name: string, chinese: string, english: string): Words {
  const flag = quoted(flags.find((each) => each.flag === name)?.name ?? same(name));
  return { 'zh-CN': `${chinese}${flag['zh-CN']}`, en: `${english} ${flag.en}` };
}

function valueWords({ fields = [] }: ProcessDefinition, name: string, value: FieldValue): Words {
  if (typeof value === 'boolean') return value ? { 'zh-CN': '是', en: 'yes' } : { 'zh-CN': '否', en: 'no' };
  if (typeof value !== 'string') return same(JSON.stringify(value));
  const declared = fields.find(({ field }) => field === name);
  const choices = declared !== undefined && 'choices' in declared ? declared.choices : [];
  return quoted(choices.find(({ choice }) => choice === value)?.name ?? same(value));
}

function comparisonWords(definition: ProcessDefinition, comparison: Comparison): Words {
  const left = quoted(fieldWords(definition, comparison.field));
  const say = (chinese: string, english: string, right: Words) => joined([left, right], chinese, ` ${english} `);
  const words = (value: FieldValue) => valueWords(definition, comparison.field, value);
  if ('in' in comparison) {
    const values = joined(comparison.in.map(words), '、', ', ');
    if (comparison.in.length === 1) return say('为', 'is', values);
    return say('为', 'is one of', { ...values, 'zh-CN': beside(values['zh-CN'], '之一') });
  }
  if ('has' in comparison) return say('含', 'holds', words(comparison.has));
  const operand = '=' in comparison ? comparison['='] : comparison['<'];
  const right = typeof operand === 'object' ? quoted(fieldWords(definition, operand.field)) : words(operand);
  if ('=' in comparison) return say('为', 'is', right);
  const type = definition.fields?.find(({ field }) => field === comparison.field)?.type;
  return type === 'date' || type === 'instant' ? say('早于', 'is before', right) : say('小于', 'is less than', right);
}

/** A condition among others: what joins several is bracketed, so that nobody has to guess what belongs together. */
function partWords(definition: ProcessDefinition, condition: Condition): Words {
  const words = conditionWords(definition, condition);
  return 'and' in condition || 'or' in condition ? bracketed(words) : words;
}

/** A condition as people say it: for a refusal that must tell what is still needed. */
export function conditionWords(definition: ProcessDefinition, condition: Condition): Words {
  const part = (each: Condition) => partWords(definition, each);
  if ('and' in condition) return joined(condition.and.map(part), '且', ' and ');
  if ('or' in condition) return anyOf(condition.or.map(part));
  if ('flag' in condition) return flagWords(definition, condition.flag, '已标记', 'marked');
  if (!('not' in condition)) return comparisonWords(definition, condition);
  const denied = condition.not;
  if ('flag' in denied) return flagWords(definition, denied.flag, '未标记', 'not marked');
  const inner = bracketed(conditionWords(definition, denied));
  return { 'zh-CN': `并非${inner['zh-CN']}`, en: `not ${inner.en}` };
}
