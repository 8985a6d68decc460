import { readdirSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

// Packages are tested from their sources, by alias: no test needs a build.
const from = (path: string) => `${import.meta.dirname}/packages/${path}`;

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@jiceng\/([^/]+)\/(.+)$/, replacement: from('$1/src/$2.ts') },
      { find: /^@jiceng\/([^/]+)$/, replacement: from('$1/src/index.ts') },
    ],
  },
  test: {
    projects: [
      ...readdirSync(from('.')).map((name) => ({
        extends: true as const,
        test: { name, root: from(name), include: ['src/**/*.test.ts'], setupFiles: [from('checks/src/no-console.ts')] },
      })),
      {
        extends: true as const,
        test: {
          name: 'examples',
          root: `${import.meta.dirname}/examples`,
          include: ['*/src/**/*.test.ts'],
          setupFiles: [from('checks/src/no-console.ts')],
        },
      },
    ],
    coverage: { provider: 'v8', include: ['packages/*/src/**/*.ts'] },
  },
});
