import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { report } from './conformance/report.ts';
import { runCases } from './conformance/run-cases.ts';
import { readSuiteList } from './conformance/suite-list.ts';
import { suiteModule, suiteNames } from './conformance/suite-registry.ts';
import { repositoryRoot } from './repository/repository-root.ts';

// Runs what .ci/conformance.txt lists, against the reference cases of the folder that JICENG_GOLDEN names.
const list = readSuiteList(
  readFileSync(process.env['JICENG_SUITES'] ?? join(repositoryRoot, '.ci/conformance.txt'), 'utf8'),
);
const golden = resolve(repositoryRoot, process.env['JICENG_GOLDEN'] ?? '../shared/golden');

if (existsSync(golden)) {
  for (const name of suiteNames) {
    const line = list.find(({ suite }) => suite === name);
    const suiteUrl = suiteModule(name);
    if (line === undefined) {
      console.log(`${name}: not yet`);
    } else if (suiteUrl === undefined) {
      console.log(`${name}: listed, but no such suite is written`);
      process.exitCode = 1;
    } else {
      const outcomes = [];
      for (const file of line.files) {
        outcomes.push(await runCases({ suiteUrl: suiteUrl.href, path: join(golden, file), kinds: line.kinds }));
      }
      const { lines, problems, ok } = report(outcomes, line.kinds);
      for (const text of [...problems, ...lines.slice(0, -1)]) console.log(`  ${text}`);
      console.log(`${name}: ${lines.at(-1)}`);
      if (!ok) process.exitCode = 1;
    }
  }
} else {
  console.log(`not run: there are no reference cases at ${golden}`);
  if (process.env['JICENG_REQUIRE_SERVICES'] === '1') process.exitCode = 1;
}
