import { fc, it } from '@fast-check/vitest';
import { expect } from 'vitest';
import { createDefinedProcess, isJicengError, lintDefinition, type Json } from '../index.ts';
import { plainDays, stallPermitJson } from './stall-permit.fixture.ts';

type Path = readonly (string | number)[];

function pathsIn(value: Json, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const members = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [path, ...members.flatMap(([name, member]: [string | number, Json]) => pathsIn(member, [...path, name]))];
}

/** The value with one place replaced; `undefined` takes it out. */
function replaced(value: Json, [step, ...rest]: Path, by: Json | undefined): Json | undefined {
  if (step === undefined) return by;
  if (Array.isArray(value)) {
    const items: readonly Json[] = value;
    return items.flatMap((item, at) => {
      const next = at === step ? replaced(item, rest, by) : item;
      return next === undefined ? [] : [next];
    });
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([name, member]: [string, Json]) => {
    const next = name === step ? replaced(member, rest, by) : member;
    return next === undefined ? [] : [[name, next] as const];
  });
  return Object.fromEntries(entries);
}

const whole = stallPermitJson();
const paths = pathsIn(whole);
const replacement = fc.option(
  fc.oneof(
    fc.constantFrom<Json>('', 'none', 'granted', 'ApplicationAccepted', 'desk', 'area', 0, -1, 1e9, true, null, [], {}),
    fc.constantFrom<Json>({ flag: 'late' }, ['PermitGranted', 'PermitGranted'], {
      field: 'area',
      '<': { field: 'area' },
    }),
  ),
  { nil: undefined },
);
const changes = fc.array(fc.tuple(fc.nat(paths.length - 1), replacement), { minLength: 1, maxLength: 3 });

it.prop([changes], { numRuns: 500 })(
  'whatever is done to a definition, the linter answers, and loading agrees with it',
  (edits) => {
    let definition: Json | undefined = whole;
    for (const [at, by] of edits) definition = replaced(definition ?? null, paths[at] ?? [], by);
    const errors = lintDefinition(definition).filter(({ severity }) => severity === 'error');
    let refused = false;
    try {
      const { lifecycle, decider } = createDefinedProcess(definition, { rungTimes: plainDays });
      expect(lifecycle.statuses).toContain(decider.initialState.status);
    } catch (error) {
      if (!isJicengError(error, 'DEFINITION_INVALID')) throw error;
      refused = true;
      expect(error.reasons.length).toBe(errors.length);
    }
    expect(refused).toBe(errors.length > 0);
  },
);
