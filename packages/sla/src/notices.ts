/*! The day facts are those of holiday-cn, MIT License, Copyright (c) 2019 NateScarlet; see LICENSE-holiday-cn. */
import type { HolidayNotice } from './notice.ts';
import { readNotice } from './notice-text.ts';

export { readNotice } from './notice-text.ts';

/**
 * The State Council General Office's yearly notices on holidays for 2018 to 2026, with the amendments of 22 March 2019 and
 * 26 January 2020. A notice's year stands in its title: it may decide days of the December before.
 *
 * @see 《全国年节及纪念日放假办法》（2024 年修订），国务院办公厅每年的部分节假日安排通知
 */
export const chinaNotices: readonly HolidayNotice[] = [
  readNotice(
    {
      id: 'cn-2018',
      kind: 'annual',
      titleYear: 2018,
      publishedOn: '2017-11-30',
      url: 'http://www.gov.cn/zhengce/zhengceku/2017-11/30/content_5243579.htm',
    },
    `元旦 01-01;
     春节 02-15..02-21 +02-11 +02-24;
     清明节 04-05..04-07 +04-08;
     劳动节 04-29..05-01 +04-28;
     端午节 06-18;
     中秋节 09-24;
     国庆节 10-01..10-07 +09-29 +09-30`,
  ),
  readNotice(
    {
      id: 'cn-2019',
      kind: 'annual',
      titleYear: 2019,
      publishedOn: '2018-12-06',
      url: 'http://www.gov.cn/zhengce/zhengceku/2018-12/06/content_5346276.htm',
    },
    `元旦 2018-12-30..01-01 +2018-12-29;
     春节 02-04..02-10 +02-02 +02-03;
     清明节 04-05;
     劳动节 05-01;
     端午节 06-07;
     中秋节 09-13;
     国庆节 10-01..10-07 +09-29 +10-12`,
  ),
  readNotice(
    {
      id: 'cn-2019-labour',
      kind: 'amendment',
      titleYear: 2019,
      publishedOn: '2019-03-22',
      url: 'http://www.gov.cn/zhengce/zhengceku/2019-03/22/content_5375877.htm',
      amends: 'cn-2019',
    },
    `劳动节 05-02..05-04 +04-28 +05-05`,
  ),
  readNotice(
    {
      id: 'cn-2020',
      kind: 'annual',
      titleYear: 2020,
      publishedOn: '2019-11-21',
      url: 'http://www.gov.cn/zhengce/zhengceku/2019-11/21/content_5454164.htm',
      documentNumber: '国办发明电〔2019〕16号',
    },
    `元旦 01-01;
     春节 01-24..01-30 +01-19 +02-01;
     清明节 04-04..04-06;
     劳动节 05-01..05-05 +04-26 +05-09;
     端午节 06-25..06-27 +06-28;
     国庆节、中秋节 10-01..10-08 +09-27 +10-10`,
  ),
  readNotice(
    {
      id: 'cn-2020-spring',
      kind: 'amendment',
      titleYear: 2020,
      publishedOn: '2020-01-26',
      url: 'http://www.gov.cn/zhengce/zhengceku/2020-01/27/content_5472352.htm',
      documentNumber: '国办发明电〔2020〕1号',
      amends: 'cn-2020',
    },
    `春节 01-31..02-02 +02-03`,
  ),
  readNotice(
    {
      id: 'cn-2021',
      kind: 'annual',
      titleYear: 2021,
      publishedOn: '2020-11-25',
      url: 'http://www.gov.cn/zhengce/zhengceku/2020-11/25/content_5564127.htm',
    },
    `元旦 01-01..01-03;
     春节 02-11..02-17 +02-07 +02-20;
     清明节 04-03..04-05;
     劳动节 05-01..05-05 +04-25 +05-08;
     端午节 06-12..06-14;
     中秋节 09-19..09-21 +09-18;
     国庆节 10-01..10-07 +09-26 +10-09`,
  ),
  readNotice(
    {
      id: 'cn-2022',
      kind: 'annual',
      titleYear: 2022,
      publishedOn: '2021-10-25',
      url: 'http://www.gov.cn/zhengce/zhengceku/2021-10/25/content_5644835.htm',
    },
    `元旦 01-01..01-03;
     春节 01-31..02-06 +01-29 +01-30;
     清明节 04-03..04-05 +04-02;
     劳动节 04-30..05-04 +04-24 +05-07;
     端午节 06-03..06-05;
     中秋节 09-10..09-12;
     国庆节 10-01..10-07 +10-08 +10-09`,
  ),
  readNotice(
    {
      id: 'cn-2023',
      kind: 'annual',
      titleYear: 2023,
      publishedOn: '2022-12-08',
      url: 'http://www.gov.cn/zhengce/zhengceku/2022-12/08/content_5730844.htm',
    },
    `元旦 2022-12-31..01-02;
     春节 01-21..01-27 +01-28 +01-29;
     清明节 04-05;
     劳动节 04-29..05-03 +04-23 +05-06;
     端午节 06-22..06-24 +06-25;
     中秋节、国庆节 09-29..10-06 +10-07 +10-08`,
  ),
  readNotice(
    {
      id: 'cn-2024',
      kind: 'annual',
      titleYear: 2024,
      publishedOn: '2023-10-25',
      url: 'https://www.gov.cn/zhengce/zhengceku/202310/content_6911528.htm',
    },
    `元旦 01-01;
     春节 02-10..02-17 +02-04 +02-18;
     清明节 04-04..04-06 +04-07;
     劳动节 05-01..05-05 +04-28 +05-11;
     端午节 06-10;
     中秋节 09-15..09-17 +09-14;
     国庆节 10-01..10-07 +09-29 +10-12`,
  ),
  readNotice(
    {
      id: 'cn-2025',
      kind: 'annual',
      titleYear: 2025,
      publishedOn: '2024-11-12',
      url: 'https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm',
      documentNumber: '国办发明电〔2024〕12号',
    },
    `元旦 01-01;
     春节 01-28..02-04 +01-26 +02-08;
     清明节 04-04..04-06;
     劳动节 05-01..05-05 +04-27;
     端午节 05-31..06-02;
     国庆节、中秋节 10-01..10-08 +09-28 +10-11`,
  ),
  readNotice(
    {
      id: 'cn-2026',
      kind: 'annual',
      titleYear: 2026,
      publishedOn: '2025-11-04',
      url: 'https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm',
    },
    `元旦 01-01..01-03 +01-04;
     春节 02-15..02-23 +02-14 +02-28;
     清明节 04-04..04-06;
     劳动节 05-01..05-05 +05-09;
     端午节 06-19..06-21;
     国庆节 10-01..10-07 +09-20 +10-10;
     中秋节 09-25..09-27`,
  ),
];
