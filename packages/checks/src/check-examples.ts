import { join } from 'node:path';
import { runExamples } from './examples/example-run.ts';
import { repositoryRoot } from './repository/repository-root.ts';

// Runs every example against the output written down beside it. Another folder may be named, for the test of this command.
const folder = process.argv[2] ?? join(repositoryRoot, 'examples');
let count = 0;
for (const { title, outcome, lines } of runExamples(folder)) {
  count++;
  console.log(`${outcome === 'failed' ? 'FAILED' : outcome} ${title}`);
  for (const line of lines) console.log(`  ${line}`);
  if (outcome === 'failed') process.exitCode = 1;
}
if (count === 0) {
  console.log(`There is no example in ${folder}.`);
  process.exitCode = 1;
}
