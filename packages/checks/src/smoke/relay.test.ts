import { expect, it } from 'vitest';

it('the page on relays shows a program that runs to its end', async () => {
  await expect(import('./relay.ts')).resolves.toBeDefined();
});
