import type { ExcludedTime, SupplementRule } from '../clock/clock-terms.ts';
import { acceptance, articlesOf, calendarDays, untilEvent, words, workingDays, type Preset } from './preset.ts';

const article = articlesOf({
  title: words('中华人民共和国行政许可法', 'Administrative Licensing Law'),
  version: '2019 年修正',
  effectiveFrom: '2019-04-23',
});

const specialProcedures: ExcludedTime = {
  kinds: ['hearing', 'tendering', 'auction', 'inspection', 'testing', 'quarantine', 'appraisal', 'expertReview'],
  notice: 'written',
};
const supplement: SupplementRule = { effect: 'startsWhenComplete', noticeWithin: workingDays(5) };
const lawSaysAgency = words(
  '第八十二条所称工作日针对行政机关的期限；本条约束申请人，按有利于申请人的读法。',
  'Article 82 speaks of working days for the periods of the agency; this one binds the applicant, and is read in the applicant’s favour.',
);
const fromExpiry = words('有效期届满', 'expiry of the licence');

/** @see 《中华人民共和国行政许可法》（2019 年修正）第三十二条至第五十五条、第七十八条至第八十二条 */
export const permitPresets = [
  {
    id: 'permit.supplementNotice',
    name: words('补正告知', 'notice of missing material'),
    source: article('第三十二条第四项'),
    boundParty: 'agency',
    countedFrom: words('收到申请材料', 'receipt of the material'),
    limit: workingDays(5),
    silence: 'acceptedFromReceipt',
  },
  {
    id: 'permit.decide',
    name: words('许可决定', 'decision on a licence'),
    source: article('第四十二条第一款、第四十五条、第三十二条第四项'),
    boundParty: 'agency',
    countedFrom: acceptance,
    limit: workingDays(20),
    extension: { valueMax: 10, timesMax: 1, approver: 'agencyHead', told: 'applicant', withReason: true },
    excluded: specialProcedures,
    supplement,
    note: words('法律、法规另有规定的，依照其规定。', 'Another law or regulation may set another limit.'),
  },
  {
    id: 'permit.decideJoint',
    name: words('统一、联合、集中办理的许可决定', 'decision on a licence handled jointly'),
    source: article('第四十二条第二款、第二十六条第二款、第四十五条'),
    boundParty: 'agency',
    countedFrom: acceptance,
    limit: workingDays(45),
    extension: { valueMax: 15, timesMax: 1, approver: 'governmentHead', told: 'applicant', withReason: true },
    excluded: specialProcedures,
    supplement,
  },
  {
    id: 'permit.lowerReview',
    name: words('下级机关审查', 'review by the lower agency'),
    source: article('第四十三条、第四十五条'),
    boundParty: 'agency',
    countedFrom: acceptance,
    limit: workingDays(20),
    excluded: specialProcedures,
  },
  {
    id: 'permit.deliver',
    name: words('颁发、送达许可证件', 'issue and delivery of the licence'),
    source: article('第四十四条、第四十五条'),
    boundParty: 'agency',
    countedFrom: words('作出准予许可的决定', 'the decision to grant it'),
    limit: workingDays(10),
    excluded: specialProcedures,
  },
  {
    id: 'permit.hearingRequest',
    name: words('要求听证', 'request for a hearing'),
    source: article('第四十七条第一款'),
    boundParty: 'applicant',
    countedFrom: words('被告知听证权利', 'being told of the right to a hearing'),
    limit: workingDays(5),
    otherReading: { limit: calendarDays(5), why: lawSaysAgency },
  },
  {
    id: 'permit.hearingHold',
    name: words('组织听证', 'holding of the hearing'),
    source: article('第四十七条第一款'),
    boundParty: 'agency',
    countedFrom: words('提出听证申请', 'the request for a hearing'),
    limit: workingDays(20),
  },
  {
    id: 'permit.hearingNotice',
    name: words('通知听证时间、地点', 'notice of the hearing'),
    source: article('第四十八条第一项'),
    boundParty: 'agency',
    countedFrom: words('举行听证', 'the hearing'),
    limit: { before: 'at-least', unit: 'workingDay', value: 7 },
  },
  {
    id: 'permit.inspectStart',
    name: words('指派人员检验、检测、检疫', 'assignment of inspectors'),
    source: article('第五十五条第二款'),
    boundParty: 'agency',
    countedFrom: acceptance,
    limit: workingDays(5),
  },
  {
    id: 'permit.renewApply',
    name: words('申请延续', 'application for renewal'),
    source: article('第五十条第一款'),
    boundParty: 'applicant',
    countedFrom: fromExpiry,
    limit: { before: 'at-least', unit: 'calendarDay', value: 30 },
    otherReading: { limit: { before: 'at-least', unit: 'workingDay', value: 30 }, why: lawSaysAgency },
    note: words('法律、法规、规章另有规定的，依照其规定。', 'Another law, regulation or rule may set another limit.'),
  },
  {
    id: 'permit.renewDecide',
    name: words('延续决定', 'decision on renewal'),
    source: article('第五十条第二款'),
    boundParty: 'agency',
    countedFrom: fromExpiry,
    limit: untilEvent,
    silence: 'renewed',
  },
  {
    id: 'permit.rebarFalse',
    name: words('提供虚假材料后不得再次申请', 'bar after false material'),
    source: article('第七十八条'),
    boundParty: 'applicant',
    countedFrom: words('不予受理或者不予许可的决定', 'the refusal'),
    limit: { unit: 'year', value: 1, lastDay: 'none' },
    note: words(
      '限于直接关系公共安全、人身健康、生命财产安全的事项；起算日法律未写明。',
      'For matters of public safety, health, life and property; the law does not say from which day it runs.',
    ),
  },
  {
    id: 'permit.rebarFraud',
    name: words('以欺骗、贿赂取得许可后不得再次申请', 'bar after a licence obtained by fraud'),
    source: article('第七十九条'),
    boundParty: 'applicant',
    countedFrom: words('行政处罚决定', 'the penalty'),
    limit: { unit: 'year', value: 3, lastDay: 'none' },
    note: words(
      '限于直接关系公共安全、人身健康、生命财产安全的事项；起算日法律未写明。',
      'For matters of public safety, health, life and property; the law does not say from which day it runs.',
    ),
  },
] as const satisfies readonly Preset[];
