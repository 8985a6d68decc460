const digits = '〇一二三四五六七八九';

/** Chinese numerals below a thousand: 三十二 is 32. */
function numberOf(numeral: string): number {
  let [sum, digit] = [0, 0];
  for (const letter of numeral) {
    const unit = letter === '百' ? 100 : letter === '十' ? 10 : 0;
    if (unit === 0) digit = digits.indexOf(letter);
    else {
      sum += Math.max(digit, 1) * unit; // 十二 has no digit before its ten
      digit = 0;
    }
  }
  return sum + digit;
}

const places = { 条: 'art.', 款: 'para.', 项: 'item' };
type Place = keyof typeof places;
const isPlace = (text: string): text is Place => Object.hasOwn(places, text);

/** `第三十二条第四项、第四十二条` as `art. 32 item 4, art. 42`. What is no such place stays as it stands. */
export function placesInEnglish(article: string): string {
  return article
    .replaceAll(/第([〇一二三四五六七八九十百]+)([条款项])/g, (whole, numeral: string, place: string) =>
      isPlace(place) ? `${places[place]} ${numberOf(numeral)} ` : whole,
    )
    .replaceAll(/ ?、/g, ', ')
    .trim();
}

const amendments: Readonly<Record<string, string>> = { 修正: 'amended', 修订: 'revised' };

/** `2019 年修正` as `amended 2019`. */
export function versionInEnglish(version: string): string {
  const [, year, what = ''] = /^(\d{4}) 年(修正|修订)$/.exec(version) ?? [];
  return year === undefined ? version : `${amendments[what]} ${year}`;
}
