import { acceptance, articlesOf, calendarDays, untilEvent, words, workingDays, type Preset } from './preset.ts';

const estate = articlesOf({
  title: words('不动产登记暂行条例', 'Interim Regulations on Real Estate Registration'),
  version: '2019 年修订',
  effectiveFrom: '2019-03-24',
});
const market = articlesOf({
  title: words('中华人民共和国市场主体登记管理条例', 'Regulations on the Registration of Market Entities'),
  effectiveFrom: '2022-03-01',
});
const residence = articlesOf({
  title: words('居住证暂行条例', 'Interim Regulations on Residence Permits'),
  effectiveFrom: '2016-01-01',
});
const identityCard = articlesOf({
  title: words('中华人民共和国居民身份证法', 'Resident Identity Card Law'),
  version: '2011 年修正',
  effectiveFrom: '2012-01-01',
});
const household = articlesOf({
  title: words('中华人民共和国户口登记条例', 'Household Registration Regulations'),
  effectiveFrom: '1958-01-09',
});
const death = words('公民死亡', 'the death');

export const registrationPresets = [
  {
    id: 'estate.register',
    name: words('不动产登记', 'registration of real estate'),
    source: estate('第十七条、第二十条'),
    boundParty: 'agency',
    countedFrom: acceptance,
    limit: workingDays(30),
    supplement: { effect: 'refusedOnSpot' },
    note: words(
      '法律另有规定的除外。据 2019 年修订的文本；其后如有修订，请核对。',
      'Another law may set another limit. By the text of 2019: check whether it was revised later.',
    ),
  },
  {
    id: 'market.register',
    name: words('不能当场登记的市场主体登记', 'registration of a market entity that is not done on the spot'),
    source: market('第十九条第一款'),
    boundParty: 'agency',
    countedFrom: words('申请材料齐全', 'the material being complete'),
    limit: workingDays(3),
    extension: { valueMax: 3, timesMax: 1, approver: 'agencyHead' },
  },
  {
    id: 'residence.card',
    name: words('制作发放居住证', 'issue of a residence card'),
    source: residence('第九条第五款'),
    boundParty: 'agency',
    countedFrom: acceptance,
    limit: calendarDays(15),
    extension: { valueMax: 15, timesMax: 1, approver: 'localRule' },
    note: words(
      '只能由设区的市级以上地方人民政府的实施办法延长，合计不超过三十日。',
      'Only the rules of a city or province may lengthen it, to thirty days in all.',
    ),
  },
  {
    id: 'residence.endorse',
    name: words('居住证签注', 'endorsement of a residence card'),
    source: residence('第十条第二款'),
    boundParty: 'applicant',
    countedFrom: words('居住每满一年之日', 'each full year of residence'),
    limit: { before: 'within', unit: 'month', value: 1, lastDay: 'none' },
    note: words(
      '逾期的，居住证使用功能中止；补办后恢复，居住年限自补办之日起连续计算（第十条第三款）。',
      'After that the card is suspended; once it is endorsed it works again, and the years count anew (article 10, paragraph 3).',
    ),
  },
  {
    id: 'idcard.issue',
    name: words('发放居民身份证', 'issue of an identity card'),
    source: identityCard('第十二条第一款'),
    boundParty: 'agency',
    countedFrom: words('提交申领登记表', 'the application form'),
    limit: calendarDays(60),
    extension: { valueMax: 30, timesMax: 1, approver: 'localRule' },
    note: words('限于交通不便的地区延长。', 'Longer only in places that are hard to reach.'),
  },
  {
    id: 'household.birth',
    name: words('出生登记', 'registration of a birth'),
    source: household('第七条第一款'),
    boundParty: 'applicant',
    countedFrom: words('婴儿出生', 'the birth'),
    limit: { unit: 'month', value: 1 },
  },
  {
    id: 'household.deathCity',
    name: words('城市死亡登记', 'registration of a death in a city'),
    source: household('第八条第一款'),
    boundParty: 'applicant',
    countedFrom: words('安葬', 'the burial'),
    limit: untilEvent,
  },
  {
    id: 'household.deathCountry',
    name: words('农村死亡登记', 'registration of a death in the country'),
    source: household('第八条第一款'),
    boundParty: 'applicant',
    countedFrom: death,
    limit: { unit: 'month', value: 1 },
  },
] as const satisfies readonly Preset[];
