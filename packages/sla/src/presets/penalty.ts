import { articlesOf, calendarDays, words, workingDays, type Preset } from './preset.ts';

const penalty = articlesOf({
  title: words('中华人民共和国行政处罚法', 'Administrative Penalty Law'),
  version: '2021 年修订',
  effectiveFrom: '2021-07-15',
});
const compulsion = articlesOf({
  title: words('中华人民共和国行政强制法', 'Administrative Compulsion Law'),
  effectiveFrom: '2012-01-01',
});
const police = articlesOf({
  title: words('中华人民共和国治安管理处罚法', 'Public Security Administration Penalties Law'),
  version: '2025 年修订',
  effectiveFrom: '2026-01-01',
});
const fromFiling = words('立案', 'the filing of the case');
const fromOffence = words('违法行为发生或者终了', 'the offence, or its end');

/**
 * @see 《中华人民共和国行政处罚法》（2021 年修订）第八十五条，二日、三日、五日、七日是指工作日
 * @see 《中华人民共和国行政强制法》第六十九条，十日以内期限是指工作日
 */
export const penaltyPresets = [
  {
    id: 'penalty.decide',
    name: words('处罚决定', 'decision on a penalty'),
    source: penalty('第六十条'),
    boundParty: 'agency',
    countedFrom: fromFiling,
    limit: calendarDays(90),
    note: words('法律、法规、规章另有规定的，从其规定。', 'Another law, regulation or rule may set another limit.'),
  },
  {
    id: 'penalty.deliver',
    name: words('当事人不在场时送达处罚决定书', 'delivery of the decision to an absent party'),
    source: penalty('第六十一条第一款、第八十五条'),
    boundParty: 'agency',
    countedFrom: words('宣告', 'its announcement'),
    limit: workingDays(7),
  },
  {
    id: 'penalty.hearingRequest',
    name: words('要求听证', 'request for a hearing'),
    source: penalty('第六十四条第一项、第八十五条'),
    boundParty: 'party',
    countedFrom: words('行政机关告知', 'the agency’s notice'),
    limit: workingDays(5),
  },
  {
    id: 'penalty.hearingNotice',
    name: words('通知听证时间、地点', 'notice of the hearing'),
    source: penalty('第六十四条第二项、第八十五条'),
    boundParty: 'agency',
    countedFrom: words('举行听证', 'the hearing'),
    limit: { before: 'at-least', unit: 'workingDay', value: 7 },
  },
  {
    id: 'penalty.evidenceHold',
    name: words('先行登记保存后的处理决定', 'decision on evidence that is kept'),
    source: penalty('第五十六条、第八十五条'),
    boundParty: 'agency',
    countedFrom: words('先行登记保存', 'the taking of the evidence'),
    limit: workingDays(7),
  },
  {
    id: 'penalty.pay',
    name: words('缴纳罚款', 'payment of a fine'),
    source: penalty('第六十七条第三款'),
    boundParty: 'party',
    countedFrom: words('收到处罚决定书', 'receipt of the decision'),
    limit: calendarDays(15),
    note: words(
      '到期不缴纳的，每日按罚款数额的百分之三加处罚款，不超出罚款数额（第七十二条）。',
      'After that 3 % of the fine are added each day, up to the fine itself (article 72).',
    ),
  },
  {
    id: 'penalty.timebar',
    name: words('处罚时效', 'time bar of a penalty'),
    source: penalty('第三十六条'),
    boundParty: 'agency',
    countedFrom: fromOffence,
    limit: { unit: 'year', value: 2, lastDay: 'none' },
  },
  {
    id: 'penalty.timebarGrave',
    name: words('涉及生命健康、金融安全且有危害后果的处罚时效', 'time bar where life, health or finance were harmed'),
    source: penalty('第三十六条第一款'),
    boundParty: 'agency',
    countedFrom: fromOffence,
    limit: { unit: 'year', value: 5, lastDay: 'none' },
  },
  {
    id: 'compulsion.seize',
    name: words('查封、扣押', 'sealing or seizure'),
    source: compulsion('第二十五条'),
    boundParty: 'agency',
    countedFrom: words('查封、扣押', 'the sealing or seizure'),
    limit: { unit: 'calendarDay', value: 30, lastDay: 'none' },
    extension: { valueMax: 30, timesMax: 1, approver: 'agencyHead', told: 'party', withReason: true },
    excluded: { kinds: ['testing', 'inspection', 'quarantine', 'appraisal'], notice: 'written' },
    note: words(
      '限制权利的期限不得超过，末日不顺延；检测、检验、检疫、鉴定的期间应当明确并书面告知。',
      'A limit on a restraint is not to be exceeded, so its last day does not roll; the time of tests must be definite and told in writing.',
    ),
  },
  {
    id: 'police.case',
    name: words('办理治安案件', 'handling of a public-security case'),
    source: police('第一百一十八条'),
    boundParty: 'agency',
    countedFrom: fromFiling,
    limit: calendarDays(30),
    extension: { valueMax: 30, timesMax: 2, approver: 'superiorAgency' },
    excluded: { kinds: ['appraisal', 'hearing'], notice: 'none' },
    note: words(
      '公安派出所办理的案件，由所属公安机关批准延长。',
      'For a case of a police station the bureau it belongs to approves.',
    ),
  },
] as const satisfies readonly Preset[];
