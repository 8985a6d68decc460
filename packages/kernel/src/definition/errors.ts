import { defineErrors } from '../plain/jiceng-error.ts';

/** What the linter finds in a definition, and why a process made of one refuses. */
export const definitionError = defineErrors({
  DEFINITION_TOO_DEEP: {
    'zh-CN': '嵌套超过 {max} 层。',
    en: 'The nesting is more than {max} deep.',
  },
  DEFINITION_START_MISSING: { 'zh-CN': '未指明起始状态。', en: 'No state is named as the start.' },
  DEFINITION_STARTS_SEVERAL: {
    'zh-CN': '起始状态只能有一个，现有：{starts}。',
    en: 'There must be one start; these are named: {starts}.',
  },
  DEFINITION_END_MISSING: { 'zh-CN': '未指明结束状态。', en: 'No state is named as an end.' },
  DEFINITION_NAME_TWICE: { 'zh-CN': '{kind}“{named}”出现了两次。', en: 'The {kind} "{named}" appears twice.' },
  DEFINITION_NAME_UNKNOWN: { 'zh-CN': '没有名为“{named}”的{kind}。', en: 'There is no {kind} "{named}".' },
  DEFINITION_NAME_RESERVED: {
    'zh-CN': '“{named}”由系统保留，不能用作{kind}。',
    en: '"{named}" is reserved: no {kind} can have this name.',
  },
  DEFINITION_STATE_UNREACHABLE: {
    'zh-CN': '从起始状态到不了“{named}”。',
    en: 'Nothing leads from the start to "{named}".',
  },
  DEFINITION_DEAD_END: { 'zh-CN': '从“{named}”到不了任何结束状态。', en: 'No way leads from "{named}" to an end.' },
  DEFINITION_END_LEFT: {
    'zh-CN': '结束状态“{named}”之后还有步骤：{left}。',
    en: 'Steps still follow the end "{named}": {left}.',
  },
  DEFINITION_NOBODY_MAY: { 'zh-CN': '没有任何角色可以“{named}”。', en: 'No role may do "{named}".' },
  DEFINITION_FACT_UNRECORDED: {
    'zh-CN': '没有任何操作或时钟记录“{named}”。',
    en: 'No action and no clock ever records "{named}".',
  },
  DEFINITION_FACT_IMPOSSIBLE: {
    'zh-CN': '没有任何状态允许“{named}”，记录它的操作永远不能执行。',
    en: 'No state allows "{named}"; what records it can never be done.',
  },
  DEFINITION_FIELD_NEVER_REQUIRED: {
    'zh-CN': '条件或告知用到“{named}”，但没有任何操作必须填写它。',
    en: 'A condition or a notice relies on "{named}", which no action requires.',
  },
  DEFINITION_FIELD_IMPOSSIBLE: {
    'zh-CN': '“{named}”的最小值大于最大值，没有可填的值。',
    en: 'The least value of "{named}" is above the greatest: no value is possible.',
  },
  DEFINITION_NEED_NEVER_MET: {
    'zh-CN': '“{named}”的条件永远不能满足：条件所需的内容，只有它自己或同样不能办理的操作才会登记。',
    en: 'What "{named}" needs can never hold: only acts that can never be done, such as itself, would record it.',
  },
  DEFINITION_COMPARISON_WRONG: {
    'zh-CN': '条件{condition}有误：{problem}',
    en: 'The condition {condition} makes no sense: {problem}',
  },
  DEFINITION_ADDRESSEE_WRONG: {
    'zh-CN': '告知的对象“{named}”须是引用类字段。',
    en: 'The notice goes to "{named}", which must be a field of type reference.',
  },
  DEFINITION_CLOCK_NEVER_STARTS: { 'zh-CN': '时钟“{named}”永远不会开始。', en: 'The clock "{named}" never starts.' },
  DEFINITION_CLOCK_NEVER_STOPS: {
    'zh-CN': '事项结束后，时钟“{named}”仍未停止；结束状态：{ends}。',
    en: 'The clock "{named}" still runs when the case has ended as: {ends}.',
  },
  DEFINITION_PAUSE_NEVER_BEGINS: {
    'zh-CN': '时钟“{named}”运行时，应使其暂停的事实都不会发生：{facts}。',
    en: 'While the clock "{named}" runs, nothing that would pause it ever happens: {facts}.',
  },
  DEFINITION_PAUSE_NEVER_ENDS: {
    'zh-CN': '时钟“{named}”暂停后，应使其恢复的事实都不会发生：{facts}。',
    en: 'Once the clock "{named}" is paused, nothing that would resume it ever happens: {facts}.',
  },
  DEFINITION_CLOCK_ENTANGLED: {
    'zh-CN': '时钟“{named}”的状态、暂停与阶梯组合过多，无法逐一检查。',
    en: 'States, pauses and rungs of the clock "{named}" combine in too many ways to be checked.',
  },
  DEFINITION_RUNG_BLOCKED: {
    'zh-CN': '时钟“{named}”走到“{rung}”时，以下状态不允许记录：{states}。',
    en: 'When the clock "{named}" reaches "{rung}", these states do not allow its fact: {states}.',
  },
  DEFINITION_LADDER_UNORDERED: {
    'zh-CN': '时钟“{named}”的“{rung}”应当晚于上一级。',
    en: 'On the clock "{named}", "{rung}" must come after the rung before it.',
  },
  DEFINITION_UNUSED: { 'zh-CN': '{kind}“{named}”没有用到。', en: 'The {kind} "{named}" is not used.' },
  DEFINITION_LADDER_UNTIMED: {
    'zh-CN': '时钟“{clock}”设有督办阶梯，但没有给出计算时刻的函数。',
    en: 'The clock "{clock}" has a ladder, but no function was given that tells when its rungs are due.',
  },
  PROCESS_EDITION_DIFFERS: {
    'zh-CN': '此事项按“{edition}”版办理，不能按“{offered}”版继续。',
    en: 'This case runs under edition "{edition}" and cannot go on under "{offered}".',
  },
  PROCESS_STEP_NOT_ALLOWED: {
    'zh-CN': '状态为“{statusName}”时不能“{actionName}”。',
    en: 'In the state "{statusName}" it is not possible to "{actionName}".',
  },
  PROCESS_ROLE_MISSING: { 'zh-CN': '须由{roles}办理。', en: 'Only {roles} may do this.' },
  PROCESS_NEED_UNMET: { 'zh-CN': '须满足：{condition}。', en: 'This is needed: {condition}.' },
  PROCESS_FIELD_MISSING: { 'zh-CN': '尚未登记：{missing}。', en: 'Not yet on record: {missing}.' },
  PROCESS_CLOCK_NOT_RUNNING: { 'zh-CN': '没有正在计时的时钟。', en: 'No clock is running.' },
  PROCESS_RUNG_NOT_DUE: {
    'zh-CN': '时钟“{clock}”的“{rung}”尚未到期或已经过去。',
    en: 'The rung "{rung}" of the clock "{clock}" is not due, or has passed.',
  },
});
