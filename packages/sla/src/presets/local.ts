import { calendarDays, hours, receipt, words, workingDays, type LocalPreset } from './preset.ts';

const anyang = (article: string) =>
  ({
    title: words('安阳市政务服务条例', 'Anyang Regulations on Government Services'),
    article,
    effectiveFrom: '2021-12-01',
  }) as const;
const inAnyang = words('安阳', 'Anyang');
const inBeijing = words('北京', 'Beijing');
const inGuangdong = words('广东', 'Guangdong');
const everywhere = words('全国', 'nationwide');
const beijingDraft = {
  title: words(
    '《北京日报》2021 年 12 月对《12345 热线服务与管理规范》征求意见稿的报道',
    'a report of the Beijing Daily, December 2021, on the draft standard for 12345 hotline service and management',
  ),
} as const;
const guangdongReport = {
  title: words(
    '2022 年对广东省热线办法的媒体解读',
    'a commentary in the media, 2022, on the hotline measures of Guangdong',
  ),
} as const;
const dibao = {
  title: words(
    '民发〔2021〕57号《最低生活保障审核确认办法》',
    'Measures for the Review and Confirmation of Minimum Living Allowances (Minfa [2021] No. 57)',
  ),
  effectiveFrom: '2021-07-01',
} as const;
const dibaoNote = words(
  '未读到正文；《社会救助法》2026 年 7 月 1 日施行后是否修订，请核对。',
  'Its text was not read; check whether it was revised after the assistance law of 1 July 2026.',
);
const orderReceived = words('接到热线事项', 'receipt of the order');

/** Figures of single places, and figures whose text was not read: each to be checked by the body that uses it. */
export const localPresets: readonly LocalPreset[] = [
  {
    id: 'jinan.hotline',
    name: words('热线事项回复', 'answer to a hotline order'),
    place: words('济南', 'Jinan'),
    unverified: true,
    source: {
      title: words('济南市12345市民服务热线条例', 'Jinan Regulations on the 12345 Citizen Hotline'),
      article: '第二十四条',
      effectiveFrom: '2018-09-01',
    },
    boundParty: 'agency',
    countedFrom: orderReceived,
    limit: workingDays(5),
  },
  {
    id: 'weifang.hotline',
    name: words('热线事项办理', 'handling of a hotline order'),
    place: words('潍坊', 'Weifang'),
    unverified: true,
    source: {
      title: words('潍坊市12345政务服务便民热线条例', 'Weifang Regulations on the 12345 Government Service Hotline'),
      article: '第二十条第一项',
      effectiveFrom: '2021-12-15',
    },
    boundParty: 'agency',
    countedFrom: orderReceived,
    limit: workingDays(5),
  },
  {
    id: 'anyang.hotline',
    name: words('热线事项办理', 'handling of a hotline order'),
    place: inAnyang,
    unverified: true,
    source: anyang('第五十条第一款'),
    boundParty: 'agency',
    countedFrom: orderReceived,
    limit: workingDays(5),
    extension: { valueMax: 5, timesMax: 1, approver: 'agencyHead' },
  },
  {
    id: 'anyang.hotlineReturn',
    name: words('退回不属于本单位的热线事项', 'return of an order that is not the body’s own'),
    place: inAnyang,
    unverified: true,
    source: anyang('第五十条第二款'),
    boundParty: 'agency',
    countedFrom: orderReceived,
    limit: hours(24),
  },
  {
    id: 'anyang.badRatingContact',
    name: words('联系核实实名差评', 'contact after a bad rating with a name'),
    place: inAnyang,
    unverified: true,
    source: anyang('第五十二条第二款'),
    boundParty: 'agency',
    countedFrom: words('收到差评', 'the rating'),
    limit: workingDays(1),
  },
  {
    id: 'shandong.hotline',
    name: words('热线事项办理', 'handling of a hotline order'),
    place: words('山东', 'Shandong'),
    unverified: true,
    source: {
      title: words(
        '2020 年 1 月对山东省热线办法的新闻报道',
        'a news report, January 2020, on the hotline measures of Shandong',
      ),
    },
    boundParty: 'agency',
    countedFrom: orderReceived,
    limit: workingDays(5),
    extension: { valueMax: 10, timesMax: 1 },
  },
  {
    id: 'guangdong.hotlineInquiry',
    name: words('热线咨询', 'hotline inquiry'),
    place: inGuangdong,
    unverified: true,
    source: guangdongReport,
    boundParty: 'agency',
    countedFrom: orderReceived,
    limit: workingDays(2),
  },
  {
    id: 'guangdong.hotlineHelp',
    name: words('热线求助、建议', 'hotline request for help, or suggestion'),
    place: inGuangdong,
    unverified: true,
    source: guangdongReport,
    boundParty: 'agency',
    countedFrom: orderReceived,
    limit: workingDays(10),
  },
  {
    id: 'guangdong.hotlineComplaint',
    name: words('热线投诉、举报', 'hotline complaint or report'),
    place: inGuangdong,
    unverified: true,
    source: guangdongReport,
    boundParty: 'agency',
    countedFrom: orderReceived,
    limit: workingDays(15),
  },
  {
    id: 'beijing.hotlineEmergency',
    name: words('可能危及生命财产的诉求', 'demand that may touch life or property'),
    place: inBeijing,
    unverified: true,
    source: beijingDraft,
    boundParty: 'agency',
    countedFrom: orderReceived,
    limit: hours(2),
  },
  {
    id: 'beijing.hotlineSupply',
    name: words('水、电、气、热诉求', 'demand about water, power, gas or heat'),
    place: inBeijing,
    unverified: true,
    source: beijingDraft,
    boundParty: 'agency',
    countedFrom: orderReceived,
    limit: hours(24),
  },
  {
    id: 'beijing.hotlineGeneral',
    name: words('一般诉求', 'general demand'),
    place: inBeijing,
    unverified: true,
    source: beijingDraft,
    boundParty: 'agency',
    countedFrom: orderReceived,
    limit: calendarDays(7),
  },
  {
    id: 'beijing.hotlineComplex',
    name: words('复杂诉求', 'complex demand'),
    place: inBeijing,
    unverified: true,
    source: beijingDraft,
    boundParty: 'agency',
    countedFrom: orderReceived,
    limit: calendarDays(15),
  },
  {
    id: 'shenzhen.gapSupplement',
    name: words('容缺受理后补正', 'supplement after acceptance with a gap'),
    place: words('深圳', 'Shenzhen'),
    unverified: true,
    source: {
      title: words(
        '2019 年 9 月对深圳容缺受理做法的报道',
        'a report, September 2019, on how Shenzhen accepts applications with secondary material missing',
      ),
    },
    boundParty: 'applicant',
    countedFrom: words('容缺受理', 'acceptance with a gap'),
    limit: workingDays(20),
    supplement: { effect: 'runsOn' },
    note: words(
      '并应比承诺时限短两个工作日以上；材料补齐前不发结果。',
      'And at least two working days shorter than the promised limit; no result before the material is complete.',
    ),
  },
  {
    id: 'dibao.2021',
    name: words('最低生活保障审核确认', 'subsistence allowance'),
    place: everywhere,
    unverified: true,
    source: dibao,
    boundParty: 'agency',
    countedFrom: receipt,
    limit: workingDays(30),
    note: dibaoNote,
  },
  {
    id: 'dibao.2021Special',
    name: words('最低生活保障审核确认（特殊情形）', 'subsistence allowance, special circumstances'),
    place: everywhere,
    unverified: true,
    source: dibao,
    boundParty: 'agency',
    countedFrom: receipt,
    limit: workingDays(45),
    note: dibaoNote,
  },
];
