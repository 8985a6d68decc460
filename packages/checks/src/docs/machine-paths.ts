import type { Page } from '../repository/page.ts';
import type { Finding } from '../repository/source-text.ts';

/** Places that exist on one machine only: a clone elsewhere, and a reader, can do nothing with them. */
const machinePlaces = /(?<![\w.])\/(?:work|root|home|Users)\/[\w.-]+|[A-Z]:\\Users\\/g;

/** Lines that name a place of the machine they were written on. */
export function machinePaths(files: readonly Page[]): readonly Finding[] {
  return files.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) =>
        Array.from(line.matchAll(machinePlaces), ([place]) => `${path}:${index + 1}: ${place}`),
      ),
  );
}
