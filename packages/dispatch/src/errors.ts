import { defineErrors, JicengError, type Reason } from '@jiceng/kernel/plain';

/** What this package refuses: territories, duty tables and questions that could only be answered wrongly. */
export const dispatchError = defineErrors({
  DISPATCH_CRS_MISSING: {
    'zh-CN': '未注明坐标系；须写明 {supported} 之一。',
    en: 'The coordinate system is not stated; name one of {supported}.',
  },
  DISPATCH_CRS_UNSUPPORTED: {
    'zh-CN': '不支持坐标系“{crs}”；可用的有 {supported}。',
    en: 'The coordinate system "{crs}" is not supported; use one of {supported}.',
  },
  DISPATCH_TERRITORY_EMPTY: { 'zh-CN': '没有任何区域。', en: 'There is no area at all.' },
  DISPATCH_AREA_CODE_INVALID: {
    'zh-CN': '第 {feature} 个要素的“{property}”不是文本编码；编码一律用文本，数字会丢失前导零和末位。',
    en: 'In feature {feature} "{property}" is no text code; codes are text, because numbers lose leading zeros and last digits.',
  },
  DISPATCH_AREA_CODE_TWICE: { 'zh-CN': '区域编码“{area}”重复。', en: 'The area code "{area}" occurs more than once.' },
  DISPATCH_POLYGON_MISSING: {
    'zh-CN': '区域“{area}”没有面（Polygon 或 MultiPolygon）。',
    en: 'The area "{area}" has no Polygon or MultiPolygon.',
  },
  DISPATCH_RING_TOO_SHORT: {
    'zh-CN': '区域“{area}”有一个环不足三个不同的点。',
    en: 'A ring of the area "{area}" has fewer than three different points.',
  },
  DISPATCH_COORDINATE_INVALID: {
    'zh-CN': '区域“{area}”的坐标（{lon}，{lat}）不是有限的数。',
    en: 'The position ({lon}, {lat}) of the area "{area}" is not made of finite numbers.',
  },
  DISPATCH_COORDINATE_OUT_OF_RANGE: {
    'zh-CN': '区域“{area}”的坐标（{lon}，{lat}）超出经纬度范围；顺序为先经度、后纬度。',
    en: 'The position ({lon}, {lat}) of the area "{area}" is out of range; longitude comes first, then latitude.',
  },
  DISPATCH_ANTIMERIDIAN_CROSSED: {
    'zh-CN': '区域“{area}”有一条边跨度超过 180 度；跨越 180 度经线的面须先切开。',
    en: 'An edge of the area "{area}" spans more than 180 degrees; cut the polygon at the antimeridian first.',
  },
  DISPATCH_PARENT_MISSING: {
    'zh-CN': '区域“{area}”的上级“{parent}”不存在。',
    en: 'The parent "{parent}" of the area "{area}" does not exist.',
  },
  DISPATCH_PARENT_CYCLE: {
    'zh-CN': '上下级关系成环：{areas}。',
    en: 'The hierarchy runs in a circle: {areas}.',
  },
  DISPATCH_HIERARCHY_TOO_DEEP: {
    'zh-CN': '“{code}”之上超过 {levelsMax} 级。',
    en: 'There are more than {levelsMax} levels above "{code}".',
  },
  DISPATCH_POINT_INVALID: {
    'zh-CN': '（{lon}，{lat}）不是有效的经纬度；顺序为先经度、后纬度。',
    en: '({lon}, {lat}) is no position; longitude comes first, then latitude.',
  },
  DISPATCH_POINT_SWAPPED: {
    'zh-CN': '（{lon}，{lat}）像是经纬度颠倒；顺序为先经度、后纬度。',
    en: '({lon}, {lat}) looks swapped; longitude comes first, then latitude.',
  },
  DISPATCH_INVERSE_MISSING: {
    'zh-CN': '没有任何位置会偏移到（{lon}，{lat}）；它紧靠偏移范围的边缘。',
    en: 'No position is displaced to ({lon}, {lat}); it lies at the edge of where positions are displaced.',
  },
  DISPATCH_COORDINATOR_MISSING: {
    'zh-CN': '未指明协调机构；职责不明时须有机构商定主办单位。',
    en: 'No coordinator is named; when a duty is unclear some body has to name the lead unit.',
  },
  DISPATCH_UNIT_TWICE: { 'zh-CN': '单位“{unit}”重复登记。', en: 'The unit "{unit}" is registered more than once.' },
  DISPATCH_UNIT_UNKNOWN: {
    'zh-CN': '职责“{duty}”写明的单位“{unit}”未登记。',
    en: 'The duty "{duty}" names the unit "{unit}", which is not registered.',
  },
  DISPATCH_LEVEL_UNKNOWN: {
    'zh-CN': '“{of}”的层级“{level}”未定义；可用的有 {known}。',
    en: 'The level "{level}" of "{of}" is not defined; use one of {known}.',
  },
  DISPATCH_ESCALATION_CYCLE: {
    'zh-CN': '提级关系成环：{units}。',
    en: 'The escalation runs in a circle: {units}.',
  },
  DISPATCH_ESCALATION_MISSING: {
    'zh-CN': '单位“{unit}”主办的事项无处提级。',
    en: 'What the unit "{unit}" leads cannot be escalated to anybody.',
  },
  DISPATCH_DUTY_INCOMPLETE: {
    'zh-CN': '第 {row} 行职责缺少“{field}”。',
    en: 'Row {row} of the duty table lacks "{field}".',
  },
  DISPATCH_DUTY_CODE_TWICE: { 'zh-CN': '职责编码“{duty}”重复。', en: 'The duty code "{duty}" occurs more than once.' },
  DISPATCH_DUTY_CLASH: {
    'zh-CN': '职责 {duties} 对同一事项（{eventType}）和同一范围（{area}）各定了主办单位；只能有一个主办。',
    en: 'The duties {duties} each name a lead unit for the same event type ({eventType}) and area ({area}); there is one lead.',
  },
  DISPATCH_DUTY_HANDED_DOWN: {
    'zh-CN': '职责“{duty}”不得下沉给“{unit}”主办。',
    en: 'The duty "{duty}" must not be handed down to "{unit}".',
  },
  DISPATCH_DUTY_UNIT_TWICE: {
    'zh-CN': '职责“{duty}”中单位“{unit}”出现两次；主办只有一个，每个协办只列一次。',
    en: 'The duty "{duty}" names the unit "{unit}" twice; there is one lead, and each assistant is listed once.',
  },
  DISPATCH_CANDIDATE_TWICE: { 'zh-CN': '候选“{id}”重复。', en: 'The candidate "{id}" is listed more than once.' },
  DISPATCH_NUMBER_INVALID: {
    'zh-CN': '“{of}”的“{field}”须为 0 至 {max} 的整数，而不是 {value}。',
    en: '"{field}" of "{of}" must be a whole number from 0 to {max}, not {value}.',
  },
  DISPATCH_INSTANT_INVALID: {
    'zh-CN': '“{of}”的时刻“{text}”须为 2026-03-02T01:30:00.000Z 的形式。',
    en: 'The instant "{text}" of "{of}" must have the form 2026-03-02T01:30:00.000Z.',
  },
  DISPATCH_SHIFT_INVALID: {
    'zh-CN': '“{of}”的班次 {from} 至 {to} 没有时长。',
    en: 'The shift of "{of}" from {from} to {to} has no length.',
  },
  DISPATCH_ARRAYS_UNEVEN: {
    'zh-CN': '“{field}”有 {length} 项，应为 {expected} 项。',
    en: '"{field}" has {length} entries where {expected} are needed.',
  },
  DISPATCH_ARC_UNKNOWN: {
    'zh-CN': '第 {arc} 对（从 0 数起）的“{field}”为 {value}，不在所列之内。',
    en: 'Pair {arc} (counted from 0) has {value} as "{field}", which is not listed.',
  },
  DISPATCH_ARC_TWICE: {
    'zh-CN': '事项“{incident}”与人员“{officer}”这一对出现了两次。',
    en: 'The pair of incident "{incident}" and officer "{officer}" occurs twice.',
  },
  DISPATCH_COST_INVALID: {
    'zh-CN': '第 {arc} 对（从 0 数起）的代价 {value} 不是安全整数。',
    en: 'The cost {value} of pair {arc} (counted from 0) is not a safe integer.',
  },
  DISPATCH_COSTS_TOO_LARGE: {
    'zh-CN': '各事项最大代价之和超过 {max}，结果将不再精确；请换用更大的单位。',
    en: 'The largest costs of all incidents sum to more than {max}, so that the answer would not be exact; use a larger unit.',
  },
});

/** Throws the first fault under its own code, with all of them as reasons, so that one run shows everything to mend. */
export function refuseFaults(faults: readonly Reason[]): void {
  const [first] = faults;
  if (first !== undefined) throw new JicengError(first, faults.length > 1 ? faults : []);
}
