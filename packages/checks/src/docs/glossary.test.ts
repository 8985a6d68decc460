import { expect, it } from 'vitest';
import { publishedSources } from '../architecture/published.ts';
import { source } from '../repository/source-text.ts';
import { namesOutsideGlossary, recordedNames } from './glossary.ts';
import { pages } from './written.ts';

const schemas = source(
  'incidents',
  'src/schemas.ts',
  `export const Command = z.discriminatedUnion('type', [z.strictObject({ type: z.literal('dispatchIncident'), to: text })]);
   export const Event = z.discriminatedUnion('type', [z.object({ type: z.literal('IncidentDispatched') })]);`,
);
const glossary = (rows: string) => ({ path: 'docs/glossary.md', text: `| term | identifier |\n|---|---|\n${rows}\n` });

it('the glossary knows every command and every fact of the published packages', () => {
  const page = pages.find(({ path }) => path === 'docs/glossary.md');
  expect(page).toBeDefined();
  // The test kit's process is made up: what happens there happens to nobody.
  const sources = publishedSources.filter(({ owner }) => owner !== 'testkit');
  expect(recordedNames(sources).length).toBeGreaterThan(10);
  expect(namesOutsideGlossary(sources, page ?? glossary(''))).toEqual([]);
});

it('a name that the glossary does not know is found, command or fact', () => {
  expect(namesOutsideGlossary([schemas], glossary('| 派遣 | `dispatchIncident` |'))).toEqual([
    'incidents/src/schemas.ts:2: the fact "IncidentDispatched" is not in docs/glossary.md',
  ]);
  expect(namesOutsideGlossary([schemas], glossary('| 已派遣 | `IncidentDispatched` |'))).toEqual([
    'incidents/src/schemas.ts:1: the command "dispatchIncident" is not in docs/glossary.md',
  ]);
});

it('a union of something else has no names for the glossary', () => {
  const planted = source('kernel', 'src/schemas.ts', `const Field = z.strictObject({ type: z.literal('integer') });`);
  expect(recordedNames([planted])).toEqual([]);
});

it('a word outside the tables is no entry', () => {
  const page = { path: 'docs/glossary.md', text: 'We say `dispatchIncident` and `IncidentDispatched`.' };
  expect(namesOutsideGlossary([schemas], page)).toHaveLength(2);
});

it.each([['IncidentUpdated'], ['updateIncident']])('%s does not say what was done', (name) => {
  const planted = source('incidents', 'src/schemas.ts', `const CaseEvent = z.object({ type: z.literal('${name}') });`);
  expect(namesOutsideGlossary([planted], glossary(`| 变更 | \`${name}\` |`))).toEqual([
    expect.stringContaining('says that something changed, not what was done'),
  ]);
});
