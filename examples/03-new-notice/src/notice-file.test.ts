import { isJicengError } from '@jiceng/kernel';
import { describe, expect, it } from 'vitest';
import { noticeFromFile } from './notice-file.ts';

const head = `# a remark
id: made-up-2027
kind: annual
titleYear: 2027
publishedOn: 2026-12-15
url: https://example.gov.cn/notices/2027
`;

describe('a notice in a file', () => {
  it('is read line by line', () => {
    expect(noticeFromFile(`${head}\n# another remark\n元旦 2026-12-31..01-01 +2026-12-27\n清明节 04-05\n`)).toEqual({
      id: 'made-up-2027',
      kind: 'annual',
      titleYear: 2027,
      publishedOn: '2026-12-15',
      url: 'https://example.gov.cn/notices/2027',
      days: [
        { date: '2026-12-27', name: '元旦', off: false },
        { date: '2026-12-31', name: '元旦', off: true },
        { date: '2027-01-01', name: '元旦', off: true },
        { date: '2027-04-05', name: '清明节', off: true },
      ],
    });
  });

  it.each([
    ['a word it does not know', `${head}authoriti: x\n\n元旦 01-01`],
    ['no date of publication', `${head.replace(/publishedOn.*\n/, '')}\n元旦 01-01`],
    ['a date of publication that does not exist', `${head.replace('2026-12-15', '2026-11-31')}\n元旦 01-01`],
    ['a year that is no number', `${head.replace('titleYear: 2027', 'titleYear: soon')}\n元旦 01-01`],
  ])('is refused for %s', (_what, text) => {
    expect(() => noticeFromFile(text)).toThrow(expect.objectContaining({ name: 'ZodError' }));
  });

  it('is refused for a holiday on a day that does not exist', () => {
    expect(() => noticeFromFile(`${head}\n春节 02-30`)).toThrow(
      expect.toSatisfy((error: unknown) => isJicengError(error, 'CIVIL_DATE_INVALID')),
    );
  });
});
