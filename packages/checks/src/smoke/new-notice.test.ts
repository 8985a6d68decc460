import { expect, it } from 'vitest';

it('the page on a new notice shows a program that runs to its end', async () => {
  await expect(import('./new-notice.ts')).resolves.toBeDefined();
});
