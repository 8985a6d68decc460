import type { HolidayNotice } from '@jiceng/sla';
import { readNotice } from '@jiceng/sla/notices';
import { NoticeHead, RegionalNoticeHead } from '@jiceng/sla/schemas';

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
  const fields = new Map(
    lines.slice(0, gap).map((line): readonly [string, string] => {
      const [name = '', ...value] = line.split(':');
      return [name.trim(), value.join(':').trim()];
    }),
  );
  const Head = fields.has('region') ? RegionalNoticeHead : NoticeHead;
  const head = Head.parse({ ...Object.fromEntries(fields), titleYear: Number(fields.get('titleYear')) });
  return readNotice(head, lines.slice(gap).join('\n'));
}
