import { join } from 'node:path';
import { bundledBytes, overweight } from './packs/bundle-size.ts';
import { tryPacks } from './packs/plain-project.ts';
import { sizeCeilings } from './packs/size-ceilings.ts';
import { contentFlaws, pack, unpack, verdictOfTools } from './packs/tarball.ts';
import { readPublishedPackages } from './repository/published-package.ts';
import { repositoryRoot } from './repository/repository-root.ts';
import type { Finding } from './repository/source-text.ts';

// Packs every package as a release would, looks inside, installs it where nothing of this workspace is, and weighs it.
const packages = readPublishedPackages();
const findings: Finding[] = [];

function tell(what: string, found: readonly Finding[]): void {
  console.log(`${found.length === 0 ? 'ok' : 'FAILED'} ${what}`);
  for (const finding of found) console.log(`  ${finding.replaceAll('\n', '\n  ')}`);
  findings.push(...found);
}

const tarballs = pack(packages, join(repositoryRoot, '.cache/packs'));
for (const tarball of tarballs) {
  tell(`${tarball.name}: content, publint, attw`, [
    ...contentFlaws(tarball.name, unpack(tarball)),
    ...verdictOfTools(tarball),
  ]);
}
tell('installed into plain projects: ESM, CJS, TypeScript', tryPacks(packages, tarballs));
for (const ceiling of sizeCeilings) {
  const bytes = await bundledBytes(ceiling);
  tell(`${ceiling.title}: ${bytes} of ${ceiling.ceilingBytes} bytes`, overweight(ceiling, bytes));
}
if (findings.length > 0) process.exitCode = 1;
