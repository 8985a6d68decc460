import * as z from 'zod';
import { CivilDateText, text } from './text.ts';

export const NoticeDay = z
  .strictObject({ date: CivilDateText, name: text.exactOptional(), off: z.boolean() })
  .readonly();
const head = {
  id: text,
  kind: z.enum(['annual', 'amendment']),
  titleYear: z.int().min(1949).max(9999),
  publishedOn: CivilDateText,
  url: z.url().exactOptional(),
  documentNumber: text.exactOptional(),
  amends: text.exactOptional(),
};
const regionalHead = {
  ...head,
  kind: z.literal('amendment'),
  region: z.string().regex(/^\d{6}(?:\d{3}){0,2}$/),
  authority: text,
  document: text,
  url: z.url(),
};
const days = z.array(NoticeDay).readonly();

/** What is said of a notice beside its days: `readNotice` reads these from a text. */
export const NoticeHead = z.strictObject(head).readonly();
export const RegionalNoticeHead = z.strictObject(regionalHead).readonly();

export const HolidayNotice = z.strictObject({ ...head, days }).readonly();
export const RegionalNotice = z.strictObject({ ...regionalHead, days }).readonly();
