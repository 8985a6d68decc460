import { articlesOf, receipt, words, workingDays, type Preset } from './preset.ts';

const article = articlesOf({
  title: words('中华人民共和国政府信息公开条例', 'Regulations on Open Government Information'),
  version: '2019 年修订',
  effectiveFrom: '2019-05-15',
});
const asked = words('收到征求意见书', 'receipt of the request for an opinion');

/** @see 《中华人民共和国政府信息公开条例》（2019 年修订）第三十条至第三十四条 */
export const informationPresets = [
  {
    id: 'foi.supplement',
    name: words('补正告知', 'notice of what is unclear'),
    source: article('第三十条'),
    boundParty: 'agency',
    countedFrom: receipt,
    limit: workingDays(7),
  },
  {
    id: 'foi.answer',
    name: words('信息公开答复', 'answer to a request for information'),
    source: article('第三十条、第三十三条'),
    boundParty: 'agency',
    countedFrom: receipt,
    limit: workingDays(20),
    extension: { valueMax: 20, timesMax: 1, approver: 'disclosureOfficeHead', told: 'applicant' },
    excluded: { kinds: ['thirdPartyOpinion', 'otherAgencyOpinion'], notice: 'none' },
    supplement: { effect: 'restarts', noticeWithin: workingDays(7), lapse: 'abandoned' },
    note: words(
      '收到申请之日依第三十一条确定：平常信函、互联网和传真以双方确认之日为准。',
      'Article 31 says which day is the receipt: for ordinary post, internet and fax the day both sides confirm.',
    ),
  },
  {
    id: 'foi.thirdParty',
    name: words('第三方意见', 'opinion of a third party'),
    source: article('第三十二条'),
    boundParty: 'thirdParty',
    countedFrom: asked,
    limit: workingDays(15),
    note: words('逾期未提出意见的，由行政机关决定。', 'After that the agency decides by itself.'),
  },
  {
    id: 'foi.coProducer',
    name: words('共同制作机关意见', 'opinion of an agency that made it too'),
    source: article('第三十四条'),
    boundParty: 'otherAgency',
    countedFrom: asked,
    limit: workingDays(15),
    silence: 'consent',
  },
] as const satisfies readonly Preset[];
