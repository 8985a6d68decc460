import type { HolidayNotice } from './notices/notice.ts';
import { chinaNoticeDays } from './notices/days.ts';

export { readNotice } from './notices/notice-text.ts';
export { regionalNotices } from './notices/regional-notices.ts';
export { loadHolidayCnYear, type YearFileHead } from './notices/holiday-cn-year.ts';

const holidays: Readonly<Record<string, string>> = {
  元: '元旦',
  春: '春节',
  清: '清明节',
  劳: '劳动节',
  端: '端午节',
  中: '中秋节',
  国: '国庆节',
  庆: '国庆节、中秋节',
  秋: '中秋节、国庆节',
};

/** Beside the days of each notice: how many of them in a row belong to which holiday, where it stands, and its number. */
const sources: readonly (readonly [holidays: string, url: string, documentNumber?: string])[] = [
  ['元1春9清4劳4端1中1国9', 'http://www.gov.cn/zhengce/zhengceku/2017-11/30/content_5243579.htm'],
  ['元4春9清1劳1端1中1国9', 'http://www.gov.cn/zhengce/zhengceku/2018-12/06/content_5346276.htm'],
  ['劳5', 'http://www.gov.cn/zhengce/zhengceku/2019-03/22/content_5375877.htm'],
  [
    '元1春9清3劳7端4庆10',
    'http://www.gov.cn/zhengce/zhengceku/2019-11/21/content_5454164.htm',
    '国办发明电〔2019〕16号',
  ],
  ['春4', 'http://www.gov.cn/zhengce/zhengceku/2020-01/27/content_5472352.htm', '国办发明电〔2020〕1号'],
  ['元3春9清3劳7端3中4国9', 'http://www.gov.cn/zhengce/zhengceku/2020-11/25/content_5564127.htm'],
  ['元3春9清4劳7端3中3国9', 'http://www.gov.cn/zhengce/zhengceku/2021-10/25/content_5644835.htm'],
  ['元3春9清1劳7端4秋10', 'http://www.gov.cn/zhengce/zhengceku/2022-12/08/content_5730844.htm'],
  ['元1春10清4劳7端1中4国9', 'https://www.gov.cn/zhengce/zhengceku/202310/content_6911528.htm'],
  ['元1春10清3劳6端3庆10', 'https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm', '国办发明电〔2024〕12号'],
  ['元4春11清3劳6端3国1中3国8', 'https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm'],
];

/**
 * The State Council General Office's yearly notices on holidays for 2018 to 2026, with the amendments of 22 March 2019 and
 * 26 January 2020. A notice's year stands in its title: it may decide days of the December before.
 *
 * @see 《全国年节及纪念日放假办法》（2024 年修订），国务院办公厅每年的部分节假日安排通知
 */
export const chinaNotices: readonly HolidayNotice[] = /* @__PURE__ */ chinaNoticeDays.map((notice, index) => {
  const [runs = '', url = '', documentNumber] = sources[index] ?? [];
  const names = Array.from(runs.matchAll(/(.)(\d+)/g), ([, key = '', days]) =>
    Array<string>(Number(days)).fill(holidays[key] ?? ''),
  ).flat();
  return {
    ...notice,
    url,
    ...(documentNumber && { documentNumber }),
    ...(notice.kind === 'amendment' && { amends: `cn-${notice.titleYear}` }),
    days: notice.days.map((day, at) => ({ ...day, name: names[at] ?? '' })),
  };
});
