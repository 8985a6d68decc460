import type { Words } from '@jiceng/kernel/plain';
import type { ClockStatus } from './clock-status.ts';
import type { Approver, PauseKind, Silence, SupplementEffect } from './clock-terms.ts';

const words = (chinese: string, english: string): Words => ({ 'zh-CN': chinese, en: english });

/** Where a clock stands. */
export const clockStatusWords: Readonly<Record<ClockStatus, Words>> = {
  waiting: words('尚未起算', 'not started'),
  running: words('计时中', 'running'),
  paused: words('中止', 'paused'),
  awaitingSupplement: words('待补正', 'supplement awaited'),
  lapsed: words('逾期未补正，已终止', 'ended: no supplement came'),
  stopped: words('已办结', 'finished'),
};

/** Who approves an extension. */
export const approverWords: Readonly<Record<Approver, Words>> = {
  agencyHead: words('本机关负责人', 'the head of the agency'),
  governmentHead: words('本级人民政府负责人', 'the head of the government of the same level'),
  reviewBodyHead: words('行政复议机构负责人', 'the head of the reconsideration body'),
  disclosureOfficeHead: words('政府信息公开工作机构负责人', 'the head of the disclosure office'),
  superiorAgency: words('上一级机关', 'the superior agency'),
  localRule: words('地方规定', 'a local rule'),
};

/** What is not counted. */
export const pauseKindWords: Readonly<Record<Exclude<PauseKind, `own:${string}`>, Words>> = {
  hearing: words('听证', 'hearing'),
  tendering: words('招标', 'tendering'),
  auction: words('拍卖', 'auction'),
  inspection: words('检验', 'inspection'),
  testing: words('检测', 'testing'),
  quarantine: words('检疫', 'quarantine'),
  calibration: words('检定', 'calibration'),
  appraisal: words('鉴定', 'appraisal'),
  expertReview: words('专家评审', 'expert review'),
  thirdPartyOpinion: words('征求第三方意见', 'opinion of a third party'),
  otherAgencyOpinion: words('征求其他机关意见', 'opinion of another agency'),
  forceMajeure: words('不可抗力', 'force majeure'),
  moreProof: words('补充证明材料', 'more proof'),
  verification: words('核实', 'verification'),
};

/** What silence means. */
export const silenceWords: Readonly<Record<Silence, Words>> = {
  acceptedFromReceipt: words('自收到之日起视为受理', 'accepted from receipt'),
  acceptedFromReviewEnd: words('自审查期限届满之日起视为受理', 'accepted from the end of the review'),
  renewed: words('视为准予延续', 'renewed'),
  consent: words('视为同意', 'consent'),
  abandoned: words('视为放弃', 'abandoned'),
  withdrawn: words('视为撤回', 'withdrawn'),
  mediationEnded: words('终止调解', 'mediation ends'),
};

/** What a supplement does. */
export const supplementEffectWords: Readonly<Record<SupplementEffect, Words>> = {
  startsWhenComplete: words('补齐之日受理，开始计时', 'the clock starts once the material is complete'),
  restarts: words('收到补正之日重新计时', 'the whole limit counts anew'),
  reviewsAfresh: words('收到补正后重新审查', 'the review is done again'),
  refusedOnSpot: words('没有补正：当场不予受理，否则视为受理', 'none: refused on the spot, or accepted'),
  runsOn: words('继续计时', 'the clock runs on'),
};

const kindWords: Readonly<Record<string, Words>> = pauseKindWords;

/** A kind of excluded time as one says it; a host's own kind by the name it has. */
export function pauseKindName(kind: PauseKind): Words {
  return kindWords[kind] ?? words(kind, kind);
}
