import type { Page } from '../repository/page.ts';
import type { Finding } from '../repository/source-text.ts';
import { linkIn, tableUnder } from './tables.ts';

/** The words one README uses for what the check looks for. */
export interface ReadmeWords {
  readonly partsHeading: string;
  readonly systemsHeading: string;
  readonly works: string;
  readonly inWork: string;
  readonly notYet: string;
}

export const readmeWords: Readonly<Record<string, ReadmeWords>> = {
  'README.md': {
    partsHeading: 'Parts',
    systemsHeading: 'The 28 systems',
    works: 'works',
    inWork: 'in work',
    notYet: 'not yet',
  },
  'README.zh-CN.md': {
    partsHeading: '组成',
    systemsHeading: '二十八个系统',
    works: '可用',
    inWork: '建设中',
    notYet: '尚未',
  },
};

/** What the tables are compared with. */
export interface Repository {
  readonly packages: readonly string[];
  /** Folders of examples: `examples/01-city-quarter`. */
  readonly examples: readonly string[];
  readonly read: (path: string) => string | undefined;
}

const testCase = /(?:^|[\s)])(?:it|test)(?:\.\w+)*\(/m;

function dependsOn(repository: Repository, example: string, name: string): boolean {
  return repository.read(`${example}/package.json`)?.includes(`"@jiceng/${name}"`) === true;
}

function partFlaws(page: Page, words: ReadmeWords, repository: Repository): readonly Finding[] {
  const rows = tableUnder(page, words.partsHeading).slice(1);
  const place = `${page.path}, "${words.partsHeading}"`;
  const named = rows.map(([, cell]) => /`@jiceng\/([a-z-]+)(?:\/[a-z-]+)?`/.exec(cell ?? '')?.[1] ?? '');
  const missing = repository.packages
    .filter((name) => !named.includes(name))
    .map((name) => `${place}: no row for @jiceng/${name}`);
  const flaws = rows.flatMap(([part = '', packageCell, exampleCell, testCell], index): readonly Finding[] => {
    const name = named[index] ?? '';
    const [home, example, test] = [linkIn(packageCell), linkIn(exampleCell), linkIn(testCell)];
    const found: Finding[] = [];
    if (!repository.packages.includes(name)) found.push(`${place}, ${part}: names no package`);
    if (home === undefined || home.replace(/\/$/, '') !== `packages/${name}`)
      found.push(`${place}, ${part}: must link packages/${name}`);
    const users = repository.examples.filter((folder) => dependsOn(repository, folder, name));
    if (example === undefined && users.length > 0) found.push(`${place}, ${part}: must link ${users.join(' or ')}`);
    if (example !== undefined && !users.includes(example.replace(/\/$/, ''))) {
      found.push(`${place}, ${part}: ${example} is no example that uses ${name}`);
    }
    if (
      test === undefined ||
      !test.startsWith(`packages/${name}/src/`) ||
      !testCase.test(repository.read(test) ?? '')
    ) {
      found.push(`${place}, ${part}: links no test of its package`);
    }
    return found;
  });
  return [...missing, ...flaws];
}

function systemFlaws(page: Page, words: ReadmeWords, repository: Repository): readonly Finding[] {
  const rows = tableUnder(page, words.systemsHeading).slice(1);
  const place = `${page.path}, "${words.systemsHeading}"`;
  const expected = Array.from({ length: 28 }, (_one, index) => `S${String(index + 1).padStart(2, '0')}`);
  const ids = rows.map(([id]) => id ?? '');
  const order = ids.join() === expected.join() ? [] : [`${place}: must list S01 to S28, each once, in order`];
  const flaws = rows.flatMap(([id = '', , state = '']): readonly Finding[] => {
    const example = linkIn(state);
    if (state.startsWith(words.works)) {
      const runs = example !== undefined && repository.read(`${example.replace(/\/$/, '')}/expected.txt`) !== undefined;
      return runs ? [] : [`${place}, ${id}: "${words.works}" must link an example with its expected output`];
    }
    const known = state.startsWith(words.inWork) || state.startsWith(words.notYet);
    return known ? [] : [`${place}, ${id}: "${state}" is no state`];
  });
  return [...order, ...flaws];
}

const stateOf = (words: ReadmeWords, cell: string): string =>
  cell.startsWith(words.works) ? 'works' : cell.startsWith(words.inWork) ? 'in work' : 'not yet';

/** What the tables of the READMEs say that the repository does not bear out, or that they do not say alike. */
export function readmeFlaws(pages: readonly Page[], repository: Repository): readonly Finding[] {
  const readmes = pages.flatMap((page) => {
    const words = readmeWords[page.path];
    return words === undefined ? [] : [{ page, words }];
  });
  const states = readmes.map(({ page, words }) =>
    tableUnder(page, words.systemsHeading)
      .slice(1)
      .map(([id = '', , state = '']) => `${id} ${stateOf(words, state)}`)
      .join('; '),
  );
  return [
    ...(readmes.length === 2 ? [] : ['README.md and README.zh-CN.md must both be there']),
    ...readmes.flatMap(({ page, words }) => [
      ...partFlaws(page, words, repository),
      ...systemFlaws(page, words, repository),
    ]),
    ...(new Set(states).size > 1 ? ['the two READMEs do not give the systems the same states'] : []),
  ];
}
