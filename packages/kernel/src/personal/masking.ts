/** What kind of value about a person a row holds: it decides how the value is masked. */
export type PersonalKind = 'name' | 'phone' | 'citizenId' | 'address' | 'other';

/**
 * How a deployment masks. One profile for the whole deployment: two different masks of the same value can be joined to
 * rebuild it.
 */
export type MaskProfile = Readonly<Record<PersonalKind, (value: string) => string>>;

/** Keeps so many characters at both ends. What is too short to hide anything that way is hidden whole. */
function keepEnds(value: string, first: number, last: number): string {
  const characters = Array.from(value);
  if (characters.length <= first + last) return '*'.repeat(characters.length);
  const hidden = characters.length - first - last;
  return [...characters.slice(0, first), '*'.repeat(hidden), ...characters.slice(first + hidden)].join('');
}

/** 张三 → 张*, 欧阳小明 → 欧**明, 13812345678 → 138****5678, an identity number → its first and its last character. */
export const defaultMask: MaskProfile = {
  name: (value) => (Array.from(value).length <= 2 ? keepEnds(value, 1, 0) : keepEnds(value, 1, 1)),
  phone: (value) => keepEnds(value, 3, 4),
  citizenId: (value) => keepEnds(value, 1, 1),
  address: (value) => keepEnds(value, 6, 0),
  other: (value) => keepEnds(value, 0, 0),
};
