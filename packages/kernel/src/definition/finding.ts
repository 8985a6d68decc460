import type { Reason, Words } from '../plain/jiceng-error.ts';

/** Something wrong with a definition: with an error it cannot be loaded, with a warning it can. */
export interface DefinitionFinding extends Reason {
  readonly severity: 'error' | 'warning';
  /** Where in the definition: `states[2].on.Approved`. */
  readonly path: string;
}

export type Kind = 'state' | 'fact' | 'action' | 'field' | 'flag' | 'role' | 'clock' | 'rung' | 'choice';

/** What the parts of a definition are called. */
export const kindWords: Readonly<Record<Kind, Words>> = {
  state: { 'zh-CN': '状态', en: 'state' },
  fact: { 'zh-CN': '事实', en: 'fact' },
  action: { 'zh-CN': '操作', en: 'action' },
  field: { 'zh-CN': '字段', en: 'field' },
  flag: { 'zh-CN': '标记', en: 'flag' },
  role: { 'zh-CN': '角色', en: 'role' },
  clock: { 'zh-CN': '时钟', en: 'clock' },
  rung: { 'zh-CN': '阶梯', en: 'rung' },
  choice: { 'zh-CN': '选项', en: 'choice' },
};

/** A reason with its place; the place is in the details, too, because those travel. */
export function finding(
  path: string,
  reason: Reason,
  severity: DefinitionFinding['severity'] = 'error',
): DefinitionFinding {
  return { ...reason, details: { ...reason.details, path }, severity, path };
}
