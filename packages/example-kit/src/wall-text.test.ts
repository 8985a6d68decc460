import { expect, it } from 'vitest';
import { wallText } from './index.ts';

it('reads an instant on the wall of a zone', () => {
  expect(wallText('2011-10-01T04:00:00.000Z', 'America/New_York')).toBe('2011-10-01 00:00');
  expect(wallText('2026-02-05T01:30:00.000Z', 'Asia/Shanghai')).toBe('2026-02-05 09:30');
});
