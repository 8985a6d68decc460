import { canonicalJson } from '../plain/canonical-json.ts';
import { kernelError } from '../errors.ts';
import { inputError, inputProblems } from '../rules/input-problems.ts';
import { isJicengError, type Details, type Reason } from '../plain/jiceng-error.ts';
import { definitionError } from './errors.ts';
import { finding, type DefinitionFinding } from './finding.ts';
import { lintActions } from './lint-actions.ts';
import { lintClocks } from './lint-clocks.ts';
import { lintComparisons } from './lint-comparisons.ts';
import { lintNames } from './lint-names.ts';
import { lintNeeds } from './lint-needs.ts';
import { lintStates } from './lint-states.ts';
import { ProcessDefinition } from './schemas.ts';

/** Deeper conditions are no longer read by anybody, and would try the stack. */
const nestingMax = 32;

function isNestedBeyond(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isNestedBeyond(levels - 1, member));
}

function pathIn({ path }: Details): string {
  return typeof path === 'string' ? path : '$';
}

/** The schema's complaints as findings; those about the start say what is wrong with it. */
function shapeFinding(reason: Reason, value: object): DefinitionFinding {
  const path = pathIn(reason.details);
  if (path !== 'start') return finding(path, reason);
  const start: unknown = 'start' in value ? value.start : undefined;
  const starts: readonly unknown[] | undefined = start === undefined ? [] : Array.isArray(start) ? start : undefined;
  if (starts?.length === 0) return finding(path, definitionError.reason('DEFINITION_START_MISSING'));
  const names = starts?.filter((each) => typeof each === 'string') ?? [];
  if (names.length < 2) return finding(path, reason);
  return finding(path, definitionError.reason('DEFINITION_STARTS_SEVERAL', { starts: names }));
}

type Reading =
  | { readonly definition: ProcessDefinition; readonly findings: readonly DefinitionFinding[] }
  | { readonly definition: undefined; readonly findings: readonly DefinitionFinding[] };

/** Reads a definition and everything that is found wrong with it. */
export function readDefinition(value: unknown): Reading {
  const refused = (...findings: readonly DefinitionFinding[]) => ({ definition: undefined, findings });
  try {
    canonicalJson(value);
  } catch (error) {
    if (!isJicengError(error)) throw error;
    return refused(finding(pathIn(error.details), { code: error.code, details: error.details, words: error.words }));
  }
  if (typeof value !== 'object' || value === null) {
    return refused(finding('$', inputError.reason('INPUT_MISSING', { path: '$' })));
  }
  if (isNestedBeyond(nestingMax, value)) {
    return refused(finding('$', definitionError.reason('DEFINITION_TOO_DEEP', { max: nestingMax })));
  }
  const parsed = ProcessDefinition.safeParse(value, { reportInput: true });
  if (!parsed.success) return refused(...inputProblems(parsed.error).map((reason) => shapeFinding(reason, value)));
  const definition = parsed.data;
  // Which places a case comes to can only be asked where it begins.
  const begins = definition.states.some(({ state }) => state === definition.start);
  const findings = [
    ...lintNames(definition),
    ...lintStates(definition),
    ...lintActions(definition),
    ...lintComparisons(definition),
    ...lintNeeds(definition),
    ...(begins ? lintClocks(definition) : []),
  ];
  return { definition, findings };
}

/**
 * What is wrong with a definition that comes as data: every finding has a stable code, words in both languages, a severity
 * and the path it is about. Nothing found means it can be loaded; warnings alone do not stand in the way.
 */
export function lintDefinition(value: unknown): readonly DefinitionFinding[] {
  return readDefinition(value).findings;
}

/**
 * A definition that may be run.
 *
 * @throws JicengError `DEFINITION_INVALID` with every error found as a reason.
 */
export function loadDefinition(value: unknown): ProcessDefinition {
  const { definition, findings } = readDefinition(value);
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (definition !== undefined && errors.length === 0) return definition;
  const id =
    typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' ? value.id : '?';
  throw kernelError('DEFINITION_INVALID', { definition: id, count: errors.length }, { reasons: errors });
}
