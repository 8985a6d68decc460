import { defineErrors } from '@jiceng/kernel';

export const incidentError = defineErrors({
  INCIDENTS_STEP_NOT_ALLOWED: {
    'zh-CN': '事件{statusName}，不能{actionName}。',
    en: 'The incident is {statusName}; it cannot be {actionName} now.',
  },
  INCIDENTS_UNIT_IS_LEAD: {
    'zh-CN': '“{unit}”已是主办单位，不能同时协办。',
    en: '"{unit}" is the lead unit and cannot assist as well.',
  },
  INCIDENTS_UNIT_RETURNED_IT: {
    'zh-CN': '“{unit}”已退回此事件；再次派给它须指定办理。',
    en: '"{unit}" has returned this incident; sending it there again takes a designation.',
  },
  INCIDENTS_DESIGNATED: {
    'zh-CN': '指定办理后不得退单。',
    en: 'A designated order cannot be returned.',
  },
  INCIDENTS_NO_CLOCK: {
    'zh-CN': '此事件没有办理时限。',
    en: 'This incident has no time limit.',
  },
  INCIDENTS_NO_RUNG: {
    'zh-CN': '没有可以提起的督办：无办理时限，或各级均已提起。',
    en: 'There is no rung to raise: no time limit, or every rung was raised.',
  },
  INCIDENTS_EXTENSION_LATE: {
    'zh-CN': '时限已于 {dueAt} 届满，不能再延长。',
    en: 'The deadline passed at {dueAt}; it can no longer be extended.',
  },
  INCIDENTS_EXTENSION_UNIT: {
    'zh-CN': '时限按{limitUnit}计，延长也须按同类单位计，不能用{unit}。',
    en: 'The limit counts in {limitUnit}; an extension must count the same kind of time, not {unit}.',
  },
  INCIDENTS_LADDER_INVALID: {
    'zh-CN': '督办阶梯中“{rung}”出现了两次。',
    en: 'The ladder of supervision names "{rung}" twice.',
  },
  INCIDENTS_EXTENSION_REPEATED: {
    'zh-CN': '本轮办理已延长过一次。',
    en: 'This round was extended once already.',
  },
  INCIDENTS_RUNG_NOT_NEXT: {
    'zh-CN': '下一级督办是“{expected}”，不是“{rung}”。',
    en: 'The next rung is "{expected}", not "{rung}".',
  },
  INCIDENTS_RUNG_NOT_DUE: {
    'zh-CN': '督办“{rung}”要到 {dueAt} 才到时。',
    en: 'The rung "{rung}" is due only at {dueAt}.',
  },
});
