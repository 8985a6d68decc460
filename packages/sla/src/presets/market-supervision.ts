import { articlesOf, words, workingDays, type Preset } from './preset.ts';

const article = articlesOf({
  title: words('市场监督管理投诉举报处理暂行办法', 'Interim Measures for Complaints and Reports in Market Supervision'),
  version: '2022 年修正',
  effectiveFrom: '2022-05-01',
});
const mayBeSucceeded = words(
  '所据为 2022 年文本；使用前请核对 2026 年以来有无新的办法。',
  'From the text of 2022; check before use whether another has succeeded it since 2026.',
);

/** @see 《市场监督管理投诉举报处理暂行办法》（2022 年修正）：投诉（调解）与举报（查处）分开立案，第七条 */
export const marketSupervisionPresets = [
  {
    id: 'samr.accept',
    name: words('投诉受理决定', 'decision to accept a complaint'),
    source: article('第十四条'),
    boundParty: 'agency',
    countedFrom: words('收到投诉', 'receipt of the complaint'),
    limit: workingDays(7),
    note: mayBeSucceeded,
  },
  {
    id: 'samr.mediate',
    name: words('投诉调解', 'mediation of a complaint'),
    source: article('第二十条第三款、第二十一条第一款第五项'),
    boundParty: 'party',
    countedFrom: words('投诉受理', 'acceptance of the complaint'),
    limit: workingDays(45),
    excluded: { kinds: ['calibration', 'inspection', 'testing', 'appraisal'], notice: 'none' },
    silence: 'mediationEnded',
    note: mayBeSucceeded,
  },
  {
    id: 'samr.mediateEndNotice',
    name: words('告知终止调解', 'notice that mediation has ended'),
    source: article('第二十一条第二款'),
    boundParty: 'agency',
    countedFrom: words('终止调解决定', 'the decision to end it'),
    limit: workingDays(7),
    note: mayBeSucceeded,
  },
  {
    id: 'samr.lead',
    name: words('核查调解中发现的线索', 'check of a lead found in mediation'),
    source: article('第二十三条第一款'),
    boundParty: 'agency',
    countedFrom: words('发现线索', 'finding the lead'),
    limit: workingDays(15),
    extension: { valueMax: 15, timesMax: 1 },
    note: mayBeSucceeded,
  },
  {
    id: 'samr.reportFeedback',
    name: words('告知实名举报人是否立案', 'answer to a named reporter'),
    source: article('第三十一条第二款'),
    boundParty: 'agency',
    countedFrom: words('是否立案的决定', 'the decision whether to file a case'),
    limit: workingDays(5),
    note: mayBeSucceeded,
  },
  {
    id: 'samr.jurisdiction',
    name: words('协商处理权限争议', 'settlement of a dispute about competence'),
    source: article('第三十条'),
    boundParty: 'agency',
    countedFrom: words('发生争议', 'the dispute arising'),
    limit: workingDays(7),
    note: words(
      '协商不成的，报请共同的上一级部门指定。所据为 2022 年文本；使用前请核对 2026 年以来有无新的办法。',
      'Failing that, the common superior names one. From the text of 2022; check before use whether another has succeeded it since 2026.',
    ),
  },
] as const satisfies readonly Preset[];
