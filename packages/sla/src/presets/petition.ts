import { acceptance, articlesOf, calendarDays, words, workingDays, type Preset } from './preset.ts';

const article = articlesOf({
  title: words('信访工作条例', 'Regulations on Petition Work'),
  effectiveFrom: '2022-05-01',
});
const answered = words('收到书面答复', 'receipt of the written answer');
const matterReceived = words('收到信访事项', 'receipt of the petition');

/** @see 《信访工作条例》第二十二条至第三十六条 */
export const petitionPresets = [
  {
    id: 'petition.transfer',
    name: words('信访部门登记转送', 'registration and transfer of a petition'),
    source: article('第二十二条第一款'),
    boundParty: 'agency',
    countedFrom: matterReceived,
    limit: calendarDays(15),
  },
  {
    id: 'petition.inform',
    name: words('书面告知接收情况和处理途径', 'written notice of receipt and route'),
    source: article('第二十三条第二款、第三款'),
    boundParty: 'agency',
    countedFrom: matterReceived,
    limit: calendarDays(15),
  },
  {
    id: 'petition.object',
    name: words('对转送、交办提出异议', 'objection to a transfer'),
    source: article('第二十三条第三款'),
    boundParty: 'otherAgency',
    countedFrom: matterReceived,
    limit: workingDays(5),
  },
  {
    id: 'petition.handle',
    name: words('信访事项办结', 'handling of a petition'),
    source: article('第三十四条'),
    boundParty: 'agency',
    countedFrom: acceptance,
    limit: calendarDays(60),
    extension: { valueMax: 30, timesMax: 1, approver: 'agencyHead', told: 'applicant', withReason: true },
    note: words('限于第三十一条第六项的事项。', 'For the matters of article 31, item 6.'),
  },
  {
    id: 'petition.reviewRequest',
    name: words('请求复查', 'request for a review'),
    source: article('第三十五条'),
    boundParty: 'applicant',
    countedFrom: answered,
    limit: calendarDays(30),
  },
  {
    id: 'petition.review',
    name: words('复查意见', 'opinion on the review'),
    source: article('第三十五条'),
    boundParty: 'agency',
    countedFrom: words('收到复查请求', 'receipt of the request'),
    limit: calendarDays(30),
  },
  {
    id: 'petition.recheckRequest',
    name: words('请求复核', 'request for a recheck'),
    source: article('第三十六条第一款'),
    boundParty: 'applicant',
    countedFrom: answered,
    limit: calendarDays(30),
  },
  {
    id: 'petition.recheck',
    name: words('复核意见', 'opinion on the recheck'),
    source: article('第三十六条第一款、第二款'),
    boundParty: 'agency',
    countedFrom: words('收到复核请求', 'receipt of the request'),
    limit: calendarDays(30),
    excluded: { kinds: ['hearing'], notice: 'none' },
  },
] as const satisfies readonly Preset[];
