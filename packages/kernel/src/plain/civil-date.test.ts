import { describe, expect, it } from 'vitest';
import {
  addCalendarDays,
  civilDateAt,
  civilDateOfEpochDay,
  epochDayOf,
  isJicengError,
  isoWeekday,
  parseCivilDate,
} from '../plain.ts';

function codeOf(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return isJicengError(error) ? error.code : String(error);
  }
}

describe('parseCivilDate', () => {
  it.each(['2026-03-02', '2024-02-29', '2000-02-29', '0000-01-01', '0000-02-29', '9999-12-31'])('reads %s', (text) => {
    expect(parseCivilDate(text)).toBe(text);
  });

  it.each([
    '2026-02-29',
    '2026-02-30',
    '1900-02-29',
    '2026-04-31',
    '2026-00-10',
    '2026-13-10',
    '2026-10-00',
    '2026-3-2',
    '20260302',
    '2026/03/02',
    '2026-03-02T00:00:00Z',
    ' 2026-03-02',
    '2026-03-02\n',
    '-001-03-02',
    '10000-01-01',
    '',
  ])('refuses %j', (text) => {
    expect(codeOf(() => parseCivilDate(text))).toBe('CIVIL_DATE_INVALID');
  });
});

describe('days as numbers', () => {
  it('count from 1970-01-01', () => {
    expect(epochDayOf('1970-01-01')).toBe(0);
    expect(epochDayOf('1969-12-31')).toBe(-1);
    expect(epochDayOf('2000-03-01')).toBe(11_017);
    expect(civilDateOfEpochDay(20_514)).toBe('2026-03-02');
  });

  it('reach from the year 0000 to the year 9999', () => {
    expect(civilDateOfEpochDay(-719_528)).toBe('0000-01-01');
    expect(civilDateOfEpochDay(2_932_896)).toBe('9999-12-31');
    for (const day of [-719_529, 2_932_897, 0.5, Number.NaN, Infinity]) {
      expect(codeOf(() => civilDateOfEpochDay(day))).toBe('CIVIL_DATE_INVALID');
    }
  });

  it('are added over month ends, leap days and New Year', () => {
    expect(addCalendarDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addCalendarDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addCalendarDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(addCalendarDays('2026-03-02', 0)).toBe('2026-03-02');
    expect(codeOf(() => addCalendarDays('9999-12-31', 1))).toBe('CIVIL_DATE_INVALID');
    expect(codeOf(() => addCalendarDays('2026-03-02', 1.5))).toBe('CIVIL_DATE_INVALID');
  });

  it('know their weekday', () => {
    expect(isoWeekday('1970-01-01')).toBe(4);
    expect(isoWeekday('1969-12-31')).toBe(3);
    expect(isoWeekday('2026-03-02')).toBe(1);
    expect(isoWeekday('2026-03-08')).toBe(7);
    expect(isoWeekday('0000-01-01')).toBe(6);
  });
});

describe('civilDateAt', () => {
  it('asks the wall of the zone, not the wall of the process', () => {
    expect(civilDateAt('2026-03-01T15:59:59.999Z', 'Asia/Shanghai')).toBe('2026-03-01');
    expect(civilDateAt('2026-03-01T16:00:00.000Z', 'Asia/Shanghai')).toBe('2026-03-02');
    expect(civilDateAt('2026-03-01T16:00:00.000Z', 'UTC')).toBe('2026-03-01');
  });

  it('shows three dates at one instant across the date line', () => {
    const instant = '2026-03-02T10:30:00.000Z';
    expect(civilDateAt(instant, 'Pacific/Kiritimati')).toBe('2026-03-03');
    expect(civilDateAt(instant, 'Asia/Shanghai')).toBe('2026-03-02');
    expect(civilDateAt(instant, 'Pacific/Pago_Pago')).toBe('2026-03-01');
  });

  it('leaves out the day that Samoa left out', () => {
    expect(civilDateAt('2011-12-30T09:59:59.999Z', 'Pacific/Apia')).toBe('2011-12-29');
    expect(civilDateAt('2011-12-30T10:00:00.000Z', 'Pacific/Apia')).toBe('2011-12-31');
  });

  it('follows summer time, also where the day begins at one o’clock', () => {
    expect(civilDateAt('2026-03-08T04:59:59.999Z', 'America/New_York')).toBe('2026-03-07');
    expect(civilDateAt('2026-03-08T05:00:00.000Z', 'America/New_York')).toBe('2026-03-08');
    expect(civilDateAt('2026-11-02T04:59:59.999Z', 'America/New_York')).toBe('2026-11-01');
    expect(civilDateAt('2018-11-04T02:59:59.999Z', 'America/Sao_Paulo')).toBe('2018-11-03');
    expect(civilDateAt('2018-11-04T03:00:00.000Z', 'America/Sao_Paulo')).toBe('2018-11-04');
  });

  it('knows the summer time that China had until 1991', () => {
    expect(civilDateAt('1990-07-01T14:59:59.999Z', 'Asia/Shanghai')).toBe('1990-07-01');
    expect(civilDateAt('1990-07-01T15:00:00.000Z', 'Asia/Shanghai')).toBe('1990-07-02');
  });

  it('writes early years with four digits', () => {
    expect(civilDateAt('1000-01-01T00:00:00.000Z', 'UTC')).toBe('1000-01-01');
    expect(civilDateAt('0999-12-31T23:59:59.999Z', 'UTC')).toBe('0999-12-31');
    expect(civilDateAt('0050-06-01T00:00:00.000Z', 'UTC')).toBe('0050-06-01');
    expect(civilDateAt('0000-02-29T12:00:00.000Z', 'UTC')).toBe('0000-02-29');
    expect(civilDateAt('0001-01-01T00:00:00.000Z', 'America/New_York')).toBe('0000-12-31');
  });

  it('refuses what the wall shows outside the years 0000 to 9999', () => {
    expect(codeOf(() => civilDateAt('9999-12-31T23:00:00.000Z', 'Asia/Shanghai'))).toBe('CIVIL_DATE_INVALID');
    expect(codeOf(() => civilDateAt('0000-01-01T00:00:00.000Z', 'America/New_York'))).toBe('CIVIL_DATE_INVALID');
  });

  it.each(['Asia/Peking', 'Mars/Olympus', '', 'Asia/Shanghai '])('refuses the zone %j, every time', (zone) => {
    const codes = [1, 2].map(() => codeOf(() => civilDateAt('2026-03-02T00:00:00.000Z', zone)));
    expect(codes).toEqual(['ZONE_UNKNOWN', 'ZONE_UNKNOWN']);
  });
});
