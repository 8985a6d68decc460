import { importsOf, packageOf, relativeTarget, type Import } from '../repository/imports.ts';
import { fileName, type Finding, type SourceText } from '../repository/source-text.ts';
import { dateFnsRefused, importRules, lightEntries, type ImportRule } from './import-rules.ts';

/** Is a file of that name, or does it lie in a folder of that name? */
function isOrHolds(name: string, path: string): boolean {
  return name.endsWith('/') ? path.includes(`/${name}`) : fileName(path) === name;
}

function mayAskNode({ node }: ImportRule, { path }: SourceText): boolean {
  return typeof node === 'boolean' ? node : node.some((one) => isOrHolds(one, path));
}

function judge(file: SourceText, { specifier, place }: Import): Finding | undefined {
  const rule = importRules[file.owner];
  if (rule === undefined) return `${place}: the package "${file.owner}" has no import rule`;
  if (specifier.startsWith('.')) {
    if (!specifier.endsWith('.ts')) return `${place}: "${specifier}" must name the file as it is, with .ts`;
    const target = relativeTarget(file, specifier) ?? '';
    return target.startsWith('src/') ? undefined : `${place}: "${specifier}" leaves the package's source`;
  }
  if (specifier.startsWith('node:'))
    return mayAskNode(rule, file) ? undefined : `${place}: "${specifier}" does not exist in a browser`;
  if (specifier.startsWith('@jiceng/')) {
    if (packageOf(specifier) === `@jiceng/${file.owner}`) return `${place}: imports its own package by name`;
    return rule.siblings.includes(specifier) ? undefined : `${place}: ${file.owner} may not import ${specifier}`;
  }
  const party = rule.thirdParties.find(({ name }) => name === packageOf(specifier));
  if (party === undefined) return `${place}: ${file.owner} may not import ${specifier}`;
  if (party.files !== undefined && !party.files.some((one) => isOrHolds(one, file.path))) {
    return `${place}: ${party.name} belongs in ${party.files.join(', ')}`;
  }
  if (party.name === 'date-fns' && dateFnsRefused.test(specifier)) return `${place}: "${specifier}" is refused`;
  return undefined;
}

/** Which imports of published source break the layers. */
export function forbiddenImports(files: readonly SourceText[]): readonly Finding[] {
  return files.flatMap((file) => importsOf(file).flatMap((one) => judge(file, one) ?? []));
}

/** Which third parties or modules of Node a light entry reaches, types included: its declarations must not need them either. */
export function weightOfLightEntries(files: readonly SourceText[]): readonly Finding[] {
  return Object.entries(lightEntries).flatMap(([owner, entries]) =>
    entries.flatMap((entry) => {
      const [findings, seen, waiting]: [Finding[], Set<string>, string[]] = [[], new Set(), [entry]];
      for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
        const file = files.find((one) => one.owner === owner && one.path === path);
        if (file === undefined || seen.has(path)) continue;
        seen.add(path);
        for (const { specifier, place } of importsOf(file)) {
          const target = relativeTarget(file, specifier);
          if (target === undefined) findings.push(`${place}: ${owner}/${entry} would carry "${specifier}"`);
          else waiting.push(target);
        }
      }
      return findings;
    }),
  );
}
