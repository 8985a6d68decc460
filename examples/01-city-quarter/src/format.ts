import type { Locale } from '@jiceng/kernel';

/** `31,828`. */
export function countText(count: number): string {
  return String(Math.round(count)).replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** `76.2%`; a dash where there is no rate. */
export function percentText(rate: number | undefined): string {
  return rate === undefined ? '—' : `${(rate * 100).toFixed(1)}%`;
}

const units = [
  { ms: 1000, below: 90_000, 'zh-CN': '秒', en: 's', decimals: 0 },
  { ms: 60_000, below: 5_400_000, 'zh-CN': '分钟', en: 'min', decimals: 0 },
  { ms: 3_600_000, below: 172_800_000, 'zh-CN': '小时', en: 'h', decimals: 1 },
  { ms: 86_400_000, below: Infinity, 'zh-CN': '天', en: 'd', decimals: 1 },
] as const;

/** `21.1 小时`, `2.7 d`: seconds below a minute and a half, and so on up to days. */
export function durationText(ms: number, lang: Locale): string {
  const unit = units.find(({ below }) => ms < below) ?? units[3];
  const number = (ms / unit.ms).toFixed(unit.decimals).replace(/\.0$/, '');
  return `${number} ${unit[lang]}`;
}

/** A limit in minutes: `48 小时`, `120 天`. */
export function limitText(minutes: number, lang: Locale): string {
  const ms = minutes * 60_000;
  return durationText(ms, lang);
}

const englishMonths = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** `8 月 28 日`, `28 August`. */
export function dayText(date: string, lang: Locale): string {
  const [, month = 1, day = 1] = date.split('-').map(Number);
  return lang === 'zh-CN' ? `${month} 月 ${day} 日` : `${day} ${englishMonths[month - 1] ?? ''}`;
}

/** `2011 年 8 月 28 日`, `28 August 2011`. */
export function dateText(date: string, lang: Locale): string {
  const year = date.slice(0, 4);
  return lang === 'zh-CN' ? `${year} 年 ${dayText(date, lang)}` : `${dayText(date, lang)} ${year}`;
}

/** `7 月`, `July`. */
export function monthText(month: string, lang: Locale): string {
  const number = Number(month.slice(5, 7));
  return lang === 'zh-CN' ? `${number} 月` : (englishMonths[number - 1] ?? month);
}
