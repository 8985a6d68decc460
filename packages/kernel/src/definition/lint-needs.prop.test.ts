import { fc, it } from '@fast-check/vitest';
import { expect } from 'vitest';
import { createDefinedProcess, lintDefinition, type Condition, type DefinedState } from '../index.ts';
import { deskContext } from './needing.fixture.ts';

const name = { 'zh-CN': '名称', en: 'name' };
const letters = ['a', 'b', 'c'] as const;
type Letter = (typeof letters)[number];
type Needs = Readonly<Record<Letter, Condition | undefined>>;

const factOf = (letter: string) => `Done${letter.toUpperCase()}`;

/** Three acts: each gives a field and raises a flag of its own, and may need what the others bring. `free` brings everything. */
function definitionOf(needs: Needs, free: boolean): object {
  const acts = letters.map((letter) => {
    const { [letter]: need } = needs;
    const action = { action: letter, name, records: factOf(letter), roles: ['desk'], requires: [`x${letter}`] };
    return need === undefined ? action : { ...action, needs: need };
  });
  const freed = {
    action: 'free',
    name,
    records: 'Freed',
    roles: ['desk'],
    requires: letters.map((letter) => `x${letter}`),
  };
  const facts = [...letters.map(factOf), ...(free ? ['Freed'] : [])];
  return {
    id: 'waiting',
    edition: '1',
    name,
    start: 'open',
    ends: ['done'],
    roles: [{ role: 'desk', name }],
    fields: letters.map((letter) => ({ field: `x${letter}`, name, type: 'boolean' })),
    states: [
      { state: 'open', name, on: { Ended: 'done' }, stays: facts },
      { state: 'done', name },
    ],
    facts: [...facts, 'Ended'].map((fact) => ({ fact, name })),
    actions: [...acts, ...(free ? [freed] : []), { action: 'end', name, records: 'Ended', roles: ['desk'] }],
    flags: letters.map((letter) => ({ flag: letter, name, setOn: [factOf(letter), ...(free ? ['Freed'] : [])] })),
  };
}

/** Every act that some case comes to, tried with the rules that run; `free` only makes them loadable and is never used. */
function everDone(needs: Needs): ReadonlySet<string> {
  const { decider } = createDefinedProcess(definitionOf(needs, true));
  const done = new Set<string>();
  const seen = new Map<string, DefinedState>([['', decider.initialState]]);
  // A map is walked in the order of arrival, newcomers included.
  for (const state of seen.values()) {
    for (const letter of letters) {
      if (decider.refuse(letter, state, deskContext).length > 0) continue;
      done.add(letter);
      for (const value of [true, false]) {
        const [event] = decider.decide({ type: letter, fields: { [`x${letter}`]: value } }, state, deskContext);
        if (event === undefined) throw new Error('nothing was recorded');
        const after = decider.evolve(state, event, deskContext.now);
        seen.set(JSON.stringify([after.fields, after.flags.toSorted()]), after);
      }
    }
  }
  return done;
}

const leaf = fc.oneof(
  fc.constantFrom(...letters).map((flag): Condition => ({ flag })),
  fc
    .tuple(fc.constantFrom(...letters), fc.boolean())
    .map(([letter, value]): Condition => ({ field: `x${letter}`, '=': value })),
);
const { need } = fc.letrec<{ need: Condition }>((tie) => ({
  need: fc.oneof(
    { maxDepth: 3 },
    leaf,
    tie('need').map((not): Condition => ({ not })),
    fc.array(tie('need'), { minLength: 1, maxLength: 3 }).map((and): Condition => ({ and })),
    fc.array(tie('need'), { minLength: 1, maxLength: 3 }).map((or): Condition => ({ or })),
  ),
}));
const maybe = fc.option(need, { nil: undefined });

it.prop([fc.record({ a: maybe, b: maybe, c: maybe })])(
  'an act that the linter says can never be done is done in no case',
  (needs) => {
    const found = lintDefinition(definitionOf(needs, false)).filter(({ code }) => code === 'DEFINITION_NEED_NEVER_MET');
    const done = everDone(needs);
    const mistaken = found.filter(({ details: { named } }) => typeof named === 'string' && done.has(named));
    expect(mistaken).toEqual([]);
  },
);

it.prop([fc.uniqueArray(fc.tuple(fc.constantFrom(...letters), fc.constantFrom(...letters)), { maxLength: 6 })])(
  'and where each waits for plain flags only, it finds every act that never can',
  (pairs) => {
    const flagsOf = (letter: Letter) =>
      pairs.filter(([waits]) => waits === letter).map(([, flag]): Condition => ({ flag }));
    const needOf = (letter: Letter) => (flagsOf(letter).length === 0 ? undefined : { and: flagsOf(letter) });
    const needs = { a: needOf('a'), b: needOf('b'), c: needOf('c') };
    const found = lintDefinition(definitionOf(needs, false)).filter(({ code }) => code === 'DEFINITION_NEED_NEVER_MET');
    const done = everDone(needs);
    expect(found.map(({ details }) => details['named'])).toEqual(letters.filter((letter) => !done.has(letter)));
  },
);
