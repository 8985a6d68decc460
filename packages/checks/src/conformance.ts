import { parseArgs } from 'node:util';
import { report } from './conformance/report.ts';
import { runCases } from './conformance/run-cases.ts';
import { isSuiteName, suiteModule, suiteNames } from './conformance/suite-registry.ts';

const usage = `usage: pnpm conformance <suite> <file>... [--kinds a,b]\nsuites: ${suiteNames.join(', ')}`;

/** A call that cannot be understood: nothing has run. */
function refuse(why: string): never {
  console.error(`${why}\n${usage}`);
  process.exit(2);
}

function readArguments(): { readonly suite: string; readonly files: readonly string[]; readonly kinds?: string[] } {
  try {
    const { positionals, values } = parseArgs({ allowPositionals: true, options: { kinds: { type: 'string' } } });
    const [suite, ...files] = positionals;
    if (suite === undefined || files.length === 0) return refuse('A suite and at least one file are needed.');
    if (values.kinds === undefined) return { suite, files };
    const kinds = values.kinds.split(',').map((kind) => kind.trim());
    if (kinds.includes('')) return refuse('--kinds takes names separated by commas.');
    return { suite, files, kinds };
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

const { suite, files, kinds } = readArguments();
if (!isSuiteName(suite)) refuse(`There is no suite "${suite}".`);
const suiteUrl = suiteModule(suite);
if (suiteUrl === undefined) refuse(`The suite "${suite}" is not written yet.`);

const outcomes = [];
for (const path of files) outcomes.push(await runCases({ suiteUrl: suiteUrl.href, path, kinds }));
const { lines, problems, ok } = report(outcomes, kinds);
for (const problem of problems) console.error(problem);
console.log(lines.join('\n'));
process.exitCode = ok ? 0 : 1;
