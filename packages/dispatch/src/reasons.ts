import { defineErrors } from '@jiceng/kernel/plain';

/**
 * What a match says: why this unit and this officer (first group), and why not another (second group). These are answers and are
 * never thrown. Why somebody must stand aside is not told: the words would disclose it to the person concerned.
 */
export const dispatchReason = defineErrors({
  DISPATCH_LED_BY_DUTY: {
    'zh-CN': '依据职责“{duty}”（{law} {article}），由“{leadUnit}”主办。',
    en: '"{leadUnit}" leads under the duty "{duty}" ({law} {article}).',
  },
  DISPATCH_LED_BY_DEFAULT: {
    'zh-CN': '没有专门职责，依据兜底职责“{duty}”（{law} {article}），由“{leadUnit}”主办。',
    en: 'No duty names this; "{leadUnit}" leads under the default duty "{duty}" ({law} {article}).',
  },
  DISPATCH_PLACE_OUTSIDE: {
    'zh-CN': '事发地点不在任何区域之内。',
    en: 'The place lies in none of the areas.',
  },
  DISPATCH_PLACE_ON_BOUNDARY: {
    'zh-CN': '事发地点恰在边界上，按规则归“{grid}”，相邻的有 {others}。',
    en: 'The place lies exactly on a boundary; by the rule it belongs to "{grid}", beside {others}.',
  },
  DISPATCH_OFFICER_CHOSEN: {
    'zh-CN': '人员“{officer}”得分最高（{points} 分）。',
    en: 'The officer "{officer}" has the most points ({points}).',
  },
  DISPATCH_OFFICER_TIED: {
    'zh-CN': '人员“{officer}”与他人同为 {points} 分，依次比较在办量、空闲时间和编号后选定。',
    en: 'The officer "{officer}" shares {points} points with others and was chosen by load, idle time and id, in this order.',
  },
  DISPATCH_OFFICER_NONE: {
    'zh-CN': '没有可派人员，由“{leadUnit}”自行安排。',
    en: 'No officer is eligible; "{leadUnit}" assigns somebody itself.',
  },

  DISPATCH_DUTY_UNKNOWN: {
    'zh-CN': '职责目录没有规定“{eventType}”由谁主办。',
    en: 'The duty table does not say who leads "{eventType}".',
  },
  DISPATCH_LEAD_EXCLUDED: {
    'zh-CN': '应由“{leadUnit}”主办，但其不能接办；须指定办理。',
    en: '"{leadUnit}" is competent but cannot take it; a unit has to be designated.',
  },
  DISPATCH_ESCALATION_CONFLICT: {
    'zh-CN': '可提级的单位均须回避；须另行指定。',
    en: 'Everybody it could be escalated to must stand aside; someone else has to be designated.',
  },
  DISPATCH_DUTY_NOT_COMPETENT: {
    'zh-CN': '依据职责“{duty}”，由“{leadUnit}”主办，不属于其职责。',
    en: 'Not competent: "{leadUnit}" leads under the duty "{duty}".',
  },
  DISPATCH_LEVEL_FORBIDDEN: {
    'zh-CN': '此项职责不得下沉到这一层级。',
    en: 'This duty must not be handed down to this level.',
  },
  DISPATCH_AREA_OUTSIDE: { 'zh-CN': '事发地点不在其责任区域。', en: 'The place lies outside its areas.' },
  DISPATCH_SKILL_MISSING: { 'zh-CN': '缺少所需资格：{missing}。', en: 'Lacks the required skills: {missing}.' },
  DISPATCH_OFF_SHIFT: { 'zh-CN': '当时不在班。', en: 'Is off shift at that time.' },
  DISPATCH_CAPACITY_FULL: {
    'zh-CN': '在办量 {load}，上限 {capacity}，再加 {effort} 则超出。',
    en: 'Carries {load} of {capacity}; {effort} more would pass the limit.',
  },
  DISPATCH_CONFLICT_OF_INTEREST: { 'zh-CN': '须回避。', en: 'Must stand aside.' },
  DISPATCH_ALREADY_RETURNED: { 'zh-CN': '此前已退单。', en: 'Has returned this order before.' },
  DISPATCH_SUSPENDED: { 'zh-CN': '已暂停派单。', en: 'Is suspended from dispatch.' },

  DISPATCH_NO_ELIGIBLE_OFFICER: {
    'zh-CN': '没有任何人员可以承办。',
    en: 'No officer may take it.',
  },
  DISPATCH_ELIGIBLE_OFFICERS_FULL: {
    'zh-CN': '可以承办的人员均已派满。',
    en: 'Every officer who may take it is full.',
  },
});
