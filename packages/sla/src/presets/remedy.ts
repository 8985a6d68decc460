import { acceptance, articlesOf, calendarDays, receipt, words, workingDays, type Preset } from './preset.ts';

const recon = articlesOf({
  title: words('中华人民共和国行政复议法', 'Administrative Reconsideration Law'),
  version: '2023 年修订',
  effectiveFrom: '2024-01-01',
});
const litigation = articlesOf({
  title: words('中华人民共和国行政诉讼法', 'Administrative Litigation Law'),
  version: '2017 年修正',
  effectiveFrom: '2017-07-01',
});
const supervision = articlesOf({
  title: words('政府督查工作条例', 'Regulations on Government Supervision'),
  effectiveFrom: '2021-02-01',
});
const mediation = articlesOf({
  title: words('中华人民共和国人民调解法', "People's Mediation Law"),
  effectiveFrom: '2011-01-01',
});
const knowing = words('知道或者应当知道行政行为', 'the day the act was or should have been known');
const copyReceived = words('收到申请书副本', 'receipt of the copy');

/** @see 《中华人民共和国行政复议法》（2023 年修订）第八十八条，三日、五日、七日、十日是指工作日 */
export const remedyPresets = [
  {
    id: 'recon.apply',
    name: words('申请行政复议', 'application for reconsideration'),
    source: recon('第二十条第一款'),
    boundParty: 'applicant',
    countedFrom: knowing,
    limit: calendarDays(60),
    note: words(
      '不可抗力或者其他正当理由消除后继续计算；法律规定超过六十日的从其规定。',
      'It runs on once force majeure or another good cause has ended; a law may give more than 60 days.',
    ),
  },
  {
    id: 'recon.applyUntold',
    name: words('未被告知复议权利时申请行政复议的最长期限', 'longest time to apply for whom nobody told'),
    source: recon('第二十条第三款'),
    boundParty: 'applicant',
    countedFrom: knowing,
    limit: { unit: 'year', value: 1 },
  },
  {
    id: 'recon.review',
    name: words('复议申请的审查', 'review of the application'),
    source: recon('第三十条、第三十一条、第八十八条'),
    boundParty: 'agency',
    countedFrom: receipt,
    limit: workingDays(5),
    silence: 'acceptedFromReviewEnd',
    supplement: {
      effect: 'reviewsAfresh',
      noticeWithin: workingDays(5),
      replyWithin: workingDays(10),
      lapse: 'abandoned',
    },
  },
  {
    id: 'recon.supplementNotice',
    name: words('补正通知', 'notice of missing material'),
    source: recon('第三十一条第一款、第八十八条'),
    boundParty: 'agency',
    countedFrom: receipt,
    limit: workingDays(5),
  },
  {
    id: 'recon.supplement',
    name: words('提交补正材料', 'supplement of material'),
    source: recon('第三十一条第二款、第八十八条'),
    boundParty: 'applicant',
    countedFrom: words('收到补正通知', 'receipt of the notice'),
    limit: workingDays(10),
    silence: 'abandoned',
    note: words(
      '有正当理由的，复议机关可以延长合理的补正期限。',
      'For a good cause the agency may lengthen it reasonably.',
    ),
  },
  {
    id: 'recon.copy',
    name: words('发送申请书副本', 'sending of the copy'),
    source: recon('第四十八条、第八十八条'),
    boundParty: 'agency',
    countedFrom: acceptance,
    limit: workingDays(7),
  },
  {
    id: 'recon.answer',
    name: words('被申请人书面答复', 'written answer of the respondent'),
    source: recon('第四十八条、第八十八条'),
    boundParty: 'otherAgency',
    countedFrom: copyReceived,
    limit: workingDays(10),
  },
  {
    id: 'recon.copySimple',
    name: words('简易程序发送申请书副本', 'sending of the copy, simple procedure'),
    source: recon('第五十四条第一款、第八十八条'),
    boundParty: 'agency',
    countedFrom: acceptance,
    limit: workingDays(3),
  },
  {
    id: 'recon.answerSimple',
    name: words('简易程序被申请人书面答复', 'written answer, simple procedure'),
    source: recon('第五十四条第一款、第八十八条'),
    boundParty: 'otherAgency',
    countedFrom: copyReceived,
    limit: workingDays(5),
  },
  {
    id: 'recon.decide',
    name: words('复议决定', 'decision on reconsideration'),
    source: recon('第六十二条第一款'),
    boundParty: 'agency',
    countedFrom: acceptance,
    limit: calendarDays(60),
    extension: { valueMax: 30, timesMax: 1, approver: 'reviewBodyHead', told: 'party' },
  },
  {
    id: 'recon.decideSimple',
    name: words('简易程序复议决定', 'decision, simple procedure'),
    source: recon('第六十二条第二款'),
    boundParty: 'agency',
    countedFrom: acceptance,
    limit: calendarDays(30),
  },
  {
    id: 'litig.sue',
    name: words('提起行政诉讼', 'action in court'),
    source: litigation('第四十六条第一款'),
    boundParty: 'applicant',
    countedFrom: knowing,
    limit: { unit: 'month', value: 6 },
    note: words('法律另有规定的除外。', 'Another law may set another limit.'),
  },
  {
    id: 'supervision.reviewRequest',
    name: words('对督查结论申请复核', 'request to review a finding of supervision'),
    source: supervision('第十七条'),
    boundParty: 'otherAgency',
    countedFrom: words('收到督查结论', 'receipt of the finding'),
    limit: calendarDays(30),
  },
  {
    id: 'supervision.review',
    name: words('督查复核决定', 'decision on the review of supervision'),
    source: supervision('第十七条'),
    boundParty: 'agency',
    countedFrom: receipt,
    limit: calendarDays(30),
  },
  {
    id: 'mediation.confirm',
    name: words('共同申请司法确认', 'joint application for confirmation in court'),
    source: mediation('第三十三条第一款'),
    boundParty: 'party',
    countedFrom: words('调解协议生效', 'the agreement taking effect'),
    limit: calendarDays(30),
  },
] as const satisfies readonly Preset[];
