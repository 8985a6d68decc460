import { readNotice } from './notice-text.ts';
import type { RegionalNotice } from './notice.ts';

/**
 * Notices of regions that could be looked up when this version was made: examples of the form, by no means all of them. Only what a
 * region decides by itself is listed; what it repeats from the national notice is not.
 */
export const regionalNotices: readonly RegionalNotice[] = [
  /* @__PURE__ */ readNotice(
    {
      id: '540100-2023-losar',
      kind: 'amendment',
      titleYear: 2023,
      region: '540100',
      authority: '拉萨市人民政府办公室',
      document: '拉萨市人民政府办公室关于2023年藏历新年放假安排的通知',
      publishedOn: '2023-02-14',
      url: 'http://tibet.cn/cn/news/zx/202302/t20230215_7360466.html',
    },
    '藏历新年 02-20..02-26 +02-18 +02-19',
  ),
  /* @__PURE__ */ readNotice(
    {
      id: '650422-2025',
      kind: 'amendment',
      titleYear: 2025,
      region: '650422',
      authority: '托克逊县人民政府办公室',
      document: '关于2025年节假日放假和冬夏季作息时间安排的通知',
      documentNumber: '托政办函〔2024〕80号',
      publishedOn: '2025-01-03',
      url: 'http://tkx.gov.cn/tkxx/c106471/202504/fd1ceb86c322408a9aa773014e3b7f58.shtml',
    },
    `肉孜节 03-29..03-31;
     古尔邦节 06-06..06-10`,
  ),
];
