// What a browser loads: each entry with everything it exports, bundled from source, minified, gzipped, beside what the rivals weigh.
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** Of several entries each keeps its own names: what two of them export would be left out by `export *`. */
const everythingOf = (...entries: readonly string[]): string =>
  entries.length === 1
    ? `export * from '${entries.join()}';`
    : entries.map((entry, index) => `export * as part${index} from '${entry}';`).join('\n');

interface Weighed {
  readonly title: string;
  readonly program: string;
  /** Bytes, where the issue sets a goal. */
  readonly goal?: number;
  readonly external?: readonly string[];
}

const kib = 1024;
const weighed: readonly Weighed[] = [
  { title: 'core, everything', program: everythingOf('@jiceng/sla/core'), goal: 2.5 * kib },
  { title: 'words, with the kernel’s errors', program: everythingOf('@jiceng/sla/words') },
  { title: 'notices/days', program: everythingOf('@jiceng/sla/notices/days'), goal: 0.5 * kib },
  { title: 'notices, everything, days included', program: everythingOf('@jiceng/sla/notices') },
  { title: 'chinaNotices alone', program: `export { chinaNotices } from '@jiceng/sla/notices';` },
  { title: 'core and notices/days', program: everythingOf('@jiceng/sla/core', '@jiceng/sla/notices/days') },
  { title: 'icalendar', program: everythingOf('@jiceng/sla/icalendar') },
  { title: 'presets', program: everythingOf('@jiceng/sla/presets') },
  { title: 'schemas, without zod', program: everythingOf('@jiceng/sla/schemas'), external: ['zod'] },
  { title: 'a deadline of the main entry', program: `export { compileCalendar, deadlineOf } from '@jiceng/sla';` },
  { title: 'the main entry, everything', program: everythingOf('@jiceng/sla') },
  {
    title: 'everything but schemas',
    program: everythingOf('@jiceng/sla', '@jiceng/sla/notices', '@jiceng/sla/icalendar', '@jiceng/sla/presets'),
  },
  {
    title: 'rival: dayjs and dayjs-business-time',
    program: `export { default as dayjs } from 'dayjs'; export { default as plugin } from 'dayjs-business-time';`,
  },
  { title: 'rival: chinese-days', program: `export * from 'chinese-days';` },
  {
    title: 'rival: date-fns, addBusinessDays alone',
    program: `export { addBusinessDays } from 'date-fns/addBusinessDays';`,
  },
];

console.log('Minified and gzipped, in bytes');
for (const { title, program, goal, external = [] } of weighed) {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: import.meta.dirname, loader: 'js' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2023',
    conditions: ['jiceng-source'],
    external: [...external],
    write: false,
    logLevel: 'error',
  });
  const [output] = outputFiles;
  if (output === undefined) throw new Error('the bundle is missing');
  const bytes = gzipSync(output.contents, { level: 9 }).length;
  const verdict = goal === undefined ? '' : `  goal ${goal}${bytes <= goal ? '' : '  NOT KEPT'}`;
  console.log(`  ${title.padEnd(42)}${bytes.toLocaleString('en').padStart(8)}${verdict}`);
  if (goal !== undefined && bytes > goal) process.exitCode = 1;
}
