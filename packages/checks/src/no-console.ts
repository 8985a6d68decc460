import { beforeEach } from 'vitest';

/** A library says nothing by itself: any call to console fails the test that caused it. */
beforeEach(() => {
  for (const method of ['debug', 'error', 'info', 'log', 'warn'] as const) {
    console[method] = (...said: unknown[]) => {
      throw new Error(`console.${method} was called: ${said.map(String).join(' ')}`);
    };
  }
});
