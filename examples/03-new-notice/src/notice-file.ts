import type { HolidayNotice } from '@jiceng/sla';
import { readNotice } from '@jiceng/sla/notices';
import { CivilDateText } from '@jiceng/sla/schemas';
import * as z from 'zod';

const NoticeHead = z.strictObject({
  id: z.string(),
  kind: z.enum(['annual', 'amendment']),
  titleYear: z.coerce.number().int(),
  publishedOn: CivilDateText,
  url: z.url(),
  documentNumber: z.string().exactOptional(),
  region: z.string().exactOptional(),
  authority: z.string().exactOptional(),
  document: z.string().exactOptional(),
});

/**
 * Reads a notice that somebody has typed into a file: lines of `name: value`, an empty line, then one holiday to a line, as
 * `readNotice` takes them. Lines that begin with `#` are remarks.
 *
 * @throws ZodError when the head names something unknown, or lacks something.
 * @throws JicengError the errors of `readNotice`.
 */
export function noticeFromFile(text: string): HolidayNotice {
  const lines = text.split(/\r?\n/).filter((line) => !line.startsWith('#'));
  const gap = lines.indexOf('');
  const head = lines.slice(0, gap).map((line): readonly [string, string] => {
    const [name = '', ...value] = line.split(':');
    return [name.trim(), value.join(':').trim()];
  });
  return readNotice(NoticeHead.parse(Object.fromEntries(head)), lines.slice(gap).join('\n'));
}
