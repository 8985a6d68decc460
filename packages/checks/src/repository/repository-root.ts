import { join } from 'node:path';

/** The folder that holds `packages/`, `examples/` and `docs/`, without a slash at its end. */
export const repositoryRoot: string = join(import.meta.dirname, '../../../..');
