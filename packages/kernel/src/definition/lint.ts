import { canonicalJson } from '../plain/canonical-json.ts';
import { kernelError } from '../errors.ts';
import { inputError, inputProblems } from '../rules/input-problems.ts';
import { isJicengError, type Details, type Reason } from '../plain/jiceng-error.ts';
import { definitionError } from './errors.ts';
import { finding, type DefinitionFinding } from './finding.ts';
import { lintActions } from './lint-actions.ts';
import { lintClocks } from './lint-clocks.ts';
import { lintNames } from './lint-names.ts';
import { lintStates } from './lint-states.ts';
import { ProcessDefinition } from './schemas.ts';

/** Deeper conditions are no longer read by anybody, and would try the stack. */
const nestingMax = 32;

function nestingOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(nestingOf));
}

function pathIn({ path }: Details): string {
  return typeof path === 'string' ? path : '$';
}

/** The schema's complaints as findings; those about the start say what is wrong with it. */
function shapeFinding(reason: Reason, value: object): DefinitionFinding {
  const path = pathIn(reason.details);
  const start: unknown = 'start' in value ? value.start : undefined;
  if (path !== 'start') return finding(path, reason);
  if (start === undefined) return finding(path, definitionError.reason('DEFINITION_START_MISSING'));
  if (!Array.isArray(start)) return finding(path, reason);
  return finding(path, definitionError.reason('DEFINITION_STARTS_SEVERAL', { starts: start.map(String) }));
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
  if (nestingOf(value) > nestingMax) {
    return refused(finding('$', definitionError.reason('DEFINITION_TOO_DEEP', { max: nestingMax })));
  }
  const parsed = ProcessDefinition.safeParse(value, { reportInput: true });
  if (!parsed.success) return refused(...inputProblems(parsed.error).map((reason) => shapeFinding(reason, value)));
  const definition = parsed.data;
  // What follows from the steps can only be asked where they begin.
  const begins = definition.states.some(({ state }) => state === definition.start);
  const findings = [
    ...lintNames(definition),
    ...(begins ? lintStates(definition) : []),
    ...lintActions(definition),
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
