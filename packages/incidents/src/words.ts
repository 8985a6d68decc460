import type { Words } from '@jiceng/kernel';
import type { IncidentStatus } from './lifecycle.ts';
import type { IncidentCommand } from './schemas.ts';

/** What a status is called, for people: reads after “事件…” and "The incident is …". */
export const statusNames: Readonly<Record<IncidentStatus, Words>> = {
  unreported: { 'zh-CN': '尚未上报', en: 'not reported yet' },
  reported: { 'zh-CN': '已上报待核实', en: 'reported and not verified yet' },
  verified: { 'zh-CN': '已核实待派单', en: 'verified and waiting for dispatch' },
  dispatched: { 'zh-CN': '已派单待签收', en: 'dispatched and not signed for yet' },
  signed: { 'zh-CN': '已签收', en: 'signed for' },
  handling: { 'zh-CN': '处置中', en: 'being handled' },
  suspended: { 'zh-CN': '已挂账', en: 'on the pending list' },
  fedBack: { 'zh-CN': '已反馈待核查', en: 'fed back and not checked yet' },
  checked: { 'zh-CN': '核查通过', en: 'checked and passed' },
  closed: { 'zh-CN': '已结案', en: 'closed' },
  refused: { 'zh-CN': '不予受理', en: 'refused' },
  terminated: { 'zh-CN': '已终止', en: 'terminated' },
};

/** What an act is called: reads after “不能…” and "it cannot be … now". */
export const actionNames: Readonly<Record<IncidentCommand['type'], Words>> = {
  reportIncident: { 'zh-CN': '再次上报', en: 'reported' },
  verifyIncident: { 'zh-CN': '核实', en: 'verified' },
  refuseReport: { 'zh-CN': '不予受理', en: 'refused' },
  dispatchIncident: { 'zh-CN': '派单', en: 'dispatched' },
  signOrder: { 'zh-CN': '签收', en: 'signed for' },
  returnOrder: { 'zh-CN': '退单', en: 'returned' },
  startHandling: { 'zh-CN': '开始处置', en: 'taken in hand' },
  suspendHandling: { 'zh-CN': '挂账', en: 'put on the pending list' },
  resumeHandling: { 'zh-CN': '恢复处置', en: 'taken up again' },
  extendDeadline: { 'zh-CN': '延期', en: 'extended' },
  giveFeedback: { 'zh-CN': '反馈', en: 'fed back' },
  passCheck: { 'zh-CN': '通过核查', en: 'passed' },
  orderRework: { 'zh-CN': '退回重办', en: 'sent back for rework' },
  closeIncident: { 'zh-CN': '结案', en: 'closed' },
  reopenIncident: { 'zh-CN': '重新办理', en: 'reopened' },
  raiseSupervision: { 'zh-CN': '督办', en: 'supervised' },
  terminateIncident: { 'zh-CN': '终止', en: 'terminated' },
};
