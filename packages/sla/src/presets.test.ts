import { readFileSync } from 'node:fs';
import { isJicengError, locales } from '@jiceng/kernel/plain';
import { describe, expect, it } from 'vitest';
import { compileCalendar, deadlineBefore, deadlineOf, type Hours } from './index.ts';
import { chinaNotices } from './notices.ts';
import {
  localPresets,
  otherReadingOf,
  presetsInForce,
  presetTable,
  sourceOf,
  statutoryPreset,
  statutoryPresets,
} from './presets.ts';

const office: Hours = [['09:00', '17:00']];
const hall = compileCalendar({
  zone: 'Asia/Shanghai',
  week: { mon: office, tue: office, wed: office, thu: office, fri: office },
  makeup: office,
  holidays: { notices: chinaNotices },
  range: { from: '2020-01-01', to: '2032-12-31' },
});
const all = [...statutoryPresets, ...localPresets];

describe('a statutory limit', () => {
  it('names its law, the article and the day it takes effect', () => {
    for (const { source } of statutoryPresets) {
      expect(source.title['zh-CN']).toMatch(/(法|条例|办法)$/);
      expect(source.article).toMatch(/^第[一二三四五六七八九十百]+条/);
      expect(source.effectiveFrom).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });

  it('is known under one name only, in both languages', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    for (const { name, countedFrom, note } of all) {
      for (const said of [name, countedFrom, note ?? name]) {
        expect(said['zh-CN']).toMatch(/\p{Script=Han}/u);
        expect(said.en).not.toMatch(/\p{Script=Han}/u);
      }
    }
  });

  it('can be counted', () => {
    const dueAts = all.map(({ limit }) =>
      'before' in limit
        ? deadlineBefore(hall, { event: '2026-06-15', limit }).dueAt
        : deadlineOf(hall, { start: '2026-03-02T02:00:00.000Z', limit }).dueAt,
    );
    expect(dueAts).not.toContain(undefined);
  });

  it('of short penalties and reviews is counted in working days, as these laws say', () => {
    const short = statutoryPresets.filter(
      ({ id, limit }) =>
        /^(?:penalty|recon)\./.test(id) && 'value' in limit && limit.value <= 10 && limit.unit !== 'year',
    );
    expect(short.length).toBeGreaterThan(8);
    expect(short.filter(({ limit }) => limit.unit !== 'workingDay')).toEqual([]);
  });

  it('of licensing counts the agency’s time in working days', () => {
    const agency = statutoryPresets.filter(
      ({ id, boundParty, silence }) => id.startsWith('permit.') && boundParty === 'agency' && silence !== 'renewed',
    );
    expect(agency.length).toBeGreaterThan(6);
    for (const { id, limit } of agency) expect([id, limit.unit]).toEqual([id, 'workingDay']);
  });

  it('is found by its name, and refused under another', () => {
    expect(statutoryPreset('permit.decide')).toMatchObject({
      limit: { unit: 'workingDay', value: 20 },
      extension: { valueMax: 10, timesMax: 1, approver: 'agencyHead' },
    });
    // @ts-expect-error [ts2345] -- a caller without types
    expect(() => statutoryPreset('permit.wish')).toThrow(
      expect.toSatisfy((error: unknown) => isJicengError(error, 'SLA_PRESET_UNKNOWN')),
    );
  });

  it('is in force from the day its text is', () => {
    const idsOn = (date: `${number}-${number}-${number}`) => presetsInForce(date).map(({ id }) => id);
    expect(idsOn('2025-12-31')).not.toContain('police.case');
    expect(idsOn('2026-01-01')).toContain('police.case');
    expect(idsOn('2026-11-22')).toHaveLength(statutoryPresets.length);
  });

  it('that can be read in two ways takes the one that favours the applicant', () => {
    const ends = (id: 'permit.hearingRequest' | 'permit.renewApply') =>
      [statutoryPreset(id), otherReadingOf(statutoryPreset(id))].map(({ limit }) =>
        'before' in limit
          ? deadlineBefore(hall, { event: '2026-09-15', limit }).lastDay
          : deadlineOf(hall, { start: '2026-03-04T02:00:00.000Z', limit }).lastDay,
      );
    expect(ends('permit.hearingRequest')).toEqual(['2026-03-11', '2026-03-09']);
    expect(ends('permit.renewApply')).toEqual(['2026-08-14', '2026-08-04']);
  });

  it('of social assistance is not there: the law of 2026 states none', () => {
    expect(all.filter(({ source }) => source.title['zh-CN'].includes('社会救助法'))).toEqual([]);
  });

  it('that no supplement changes, that nothing excludes, says nothing of it', () => {
    expect(statutoryPreset('social.pension')).not.toHaveProperty('excluded');
    expect(otherReadingOf(statutoryPreset('social.pension'))).toBe(statutoryPreset('social.pension'));
  });
});

describe('the source of a limit', () => {
  it('is cited as the law is in Chinese, and by title, version, article and item in English', () => {
    expect(sourceOf(statutoryPreset('permit.decide'))).toEqual({
      'zh-CN': '《中华人民共和国行政许可法》（2019 年修正）第四十二条第一款、第四十五条、第三十二条第四项',
      en: 'Administrative Licensing Law (amended 2019), art. 42 para. 1, art. 45, art. 32 item 4',
    });
    expect(sourceOf(statutoryPreset('recon.decide')).en).toMatch(
      /^Administrative Reconsideration Law \(revised 2023\), art\. \d+/,
    );
  });

  it('has no Chinese letter left in English', () => {
    for (const preset of [...statutoryPresets, ...localPresets]) {
      expect(sourceOf(preset).en).not.toMatch(/[\p{Script=Han}《》、]/u);
    }
  });
});

describe('a local figure', () => {
  it('is marked as unverified, and names its place and where it was read', () => {
    for (const preset of localPresets) {
      expect(preset.unverified).toBe(true);
      expect(preset.place['zh-CN']).not.toBe('');
      expect(sourceOf(preset)['zh-CN']).not.toBe('');
    }
  });
});

describe('the page of limits', () => {
  it.each(locales)('holds every row of %s', (locale) => {
    const page = readFileSync(new URL(`../../../docs/${locale}/presets.md`, import.meta.url), 'utf8');
    expect(page).toContain(`\n${presetTable(statutoryPresets, locale)}\n`);
    expect(page).toContain(`\n${presetTable(localPresets, locale)}\n`);
  });

  it('says what a row of law says', () => {
    const [, , row] = presetTable([statutoryPreset('permit.decide')], 'zh-CN').split('\n');
    expect(row).toBe(
      '| `permit.decide` 许可决定 | 20 个工作日 | 受理 | 办理机关 | 延长 10 个工作日，本机关负责人批准，告知申请人理由；不计入：听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审（须书面告知所需时间）；补正：补齐之日受理，开始计时；法律、法规另有规定的，依照其规定。 | 《中华人民共和国行政许可法》（2019 年修正）第四十二条第一款、第四十五条、第三十二条第四项 | 2019-04-23 |',
    );
    expect(presetTable([statutoryPreset('police.case')], 'en')).toContain(
      '30 calendar days more, 2 times at most, granted by the superior agency; not counted: appraisal, hearing',
    );
    expect(presetTable([statutoryPreset('residence.endorse')], 'en')).toContain('| within 1 month before |');
  });
});
