import { isJicengError } from '@jiceng/kernel/plain';
import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { noticeOfICalendar, readICalendar, writeICalendar } from './icalendar.ts';
import type { HolidayNotice, NoticeDay } from './index.ts';

const dayMs = 86_400_000;
const dateAt = (day: number): NoticeDay['date'] =>
  new Date(Date.UTC(2027) + day * dayMs).toISOString().slice(0, 10) as NoticeDay['date'];

/** Names as people write them: no control characters, no blanks around them. */
const anyName = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  .map((text) => text.replaceAll(/\p{Cc}/gu, '').trim())
  .filter((name) => name !== '');
const anyNotice = fc
  .uniqueArray(fc.record({ day: fc.integer({ min: -30, max: 400 }), name: fc.option(anyName), off: fc.boolean() }), {
    selector: ({ day }) => day,
    maxLength: 60,
  })
  .map((days): HolidayNotice => ({
    id: 'cn-2027',
    kind: 'annual',
    titleYear: 2027,
    publishedOn: '2026-11-05',
    days: days
      .toSorted((a, b) => a.day - b.day)
      .map(({ day, name, off }) => ({ date: dateAt(day), ...(name !== null && { name }), off })),
  }));

describe('an iCalendar file', () => {
  it.prop([anyNotice])('gives back the notice it was written from', (notice) => {
    const { days: _days, ...head } = notice;
    expect(noticeOfICalendar(head, writeICalendar([notice]))).toEqual(notice);
  });

  it.prop([anyNotice, anyName])('ends its lines with CRLF, none of them longer than 75 octets', (notice, name) => {
    const lines = writeICalendar([notice], { name }).split('\r\n');
    expect(lines.at(-1)).toBe('');
    for (const line of lines) {
      expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
      expect(line).not.toMatch(/[\r\n]/);
    }
  });

  it.prop([anyNotice, fc.nat(), fc.nat(), fc.string({ maxLength: 5 })])(
    'is read or refused, never more, wherever somebody cut or changed it',
    (notice, from, length, instead) => {
      const file = writeICalendar([notice]);
      const at = from % file.length;
      const torn = file.slice(0, at) + instead + file.slice(at + (length % 80));
      try {
        expect(Array.isArray(readICalendar(torn))).toBe(true);
      } catch (error) {
        expect(isJicengError(error)).toBe(true);
      }
    },
  );
});
