import { acceptance, articlesOf, calendarDays, receipt, words, workingDays, type Preset } from './preset.ts';

const social = articlesOf({
  title: words('社会保险经办条例', 'Regulations on the Handling of Social Insurance'),
  effectiveFrom: '2023-12-01',
});
const legalAid = articlesOf({ title: words('中华人民共和国法律援助法', 'Legal Aid Law'), effectiveFrom: '2022-01-01' });
const notary = articlesOf({
  title: words('中华人民共和国公证法', 'Notarization Law'),
  version: '2017 年修正',
  effectiveFrom: '2018-01-01',
});

export const publicServicePresets = [
  {
    id: 'social.register',
    name: words('个人社会保险登记', 'social insurance registration of a person'),
    source: social('第六条第二款'),
    boundParty: 'agency',
    countedFrom: receipt,
    limit: workingDays(10),
  },
  {
    id: 'social.change',
    name: words('变更、注销社会保险登记', 'change or end of a social insurance registration'),
    source: social('第十条'),
    boundParty: 'agency',
    countedFrom: receipt,
    limit: workingDays(10),
  },
  {
    id: 'social.pension',
    name: words('领取基本养老金', 'basic pension'),
    source: social('第十八条'),
    boundParty: 'agency',
    countedFrom: receipt,
    limit: workingDays(20),
  },
  {
    id: 'social.medicalManual',
    name: words('医疗费用手工报销', 'refund of medical costs by hand'),
    source: social('第二十条第二款'),
    boundParty: 'agency',
    countedFrom: receipt,
    limit: workingDays(30),
  },
  {
    id: 'social.maternityAllowance',
    name: words('生育津贴', 'maternity allowance'),
    source: social('第二十条第三款'),
    boundParty: 'agency',
    countedFrom: receipt,
    limit: workingDays(10),
  },
  {
    id: 'social.injuryManual',
    name: words('工伤费用手工报销', 'refund of work injury costs by hand'),
    source: social('第二十二条第二款'),
    boundParty: 'agency',
    countedFrom: receipt,
    limit: workingDays(20),
  },
  {
    id: 'social.unemployment',
    name: words('失业保险金', 'unemployment benefit'),
    source: social('第二十四条第一款'),
    boundParty: 'agency',
    countedFrom: receipt,
    limit: workingDays(10),
  },
  {
    id: 'legalaid.review',
    name: words('法律援助审查', 'review of an application for legal aid'),
    source: legalAid('第四十三条'),
    boundParty: 'agency',
    countedFrom: receipt,
    limit: calendarDays(7),
    supplement: { effect: 'runsOn', lapse: 'withdrawn' },
    note: words(
      '法律未规定补充材料的时间不计入，计时继续；未按要求补充的，视为撤回申请。',
      'The law takes no time out for a supplement, so the clock runs on; who does not supplement has withdrawn.',
    ),
  },
  {
    id: 'legalaid.appoint',
    name: words('指派法律援助人员', 'appointment for legal aid'),
    source: legalAid('第四十三条第一款'),
    boundParty: 'agency',
    countedFrom: words('决定给予法律援助', 'the decision to grant it'),
    limit: calendarDays(3),
  },
  {
    id: 'legalaid.objection',
    name: words('对不予、终止法律援助异议的审查', 'review of an objection on legal aid'),
    source: legalAid('第四十九条第二款'),
    boundParty: 'agency',
    countedFrom: words('收到异议', 'receipt of the objection'),
    limit: calendarDays(5),
  },
  {
    id: 'notary.issue',
    name: words('出具公证书', 'issue of a notarial deed'),
    source: notary('第三十条'),
    boundParty: 'agency',
    countedFrom: acceptance,
    limit: workingDays(15),
    excluded: { kinds: ['forceMajeure', 'moreProof', 'verification'], notice: 'none' },
  },
] as const satisfies readonly Preset[];
