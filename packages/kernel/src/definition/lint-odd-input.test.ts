import { describe, expect, it } from 'vitest';
import { createDefinedProcess, lintDefinition, loadDefinition, parseJson } from '../index.ts';
import { edited, stallPermitJson } from './stall-permit.fixture.ts';

const name = { 'zh-CN': '名称', en: 'name' };
const placesOf = (value: unknown) => lintDefinition(value).map(({ code, path }) => `${code} ${path}`);
const beginning = (start: unknown) => edited((d) => Object.assign(d, { start }));

describe('odd input is answered with findings, never with a crash:', () => {
  it('a list of starts whose members cannot be shown as text', () => {
    expect(placesOf(beginning([{ toString: 1 }, { toString: 2 }]))).toEqual(['INPUT_TYPE start']);
    expect(placesOf(beginning([Object.create(null)]))).toEqual(['INPUT_TYPE start']);
  });

  it('an empty list of starts names no start', () => {
    expect(placesOf(beginning([]))).toEqual(['DEFINITION_START_MISSING start']);
  });

  it('a list of one start is a list, not several', () => {
    expect(placesOf(beginning(['none']))).toEqual(['INPUT_TYPE start']);
  });

  it('a list longer than a call can have arguments', () => {
    const long = edited((d) => Object.assign(d, { facts: Array.from({ length: 200_000 }, () => 0) }));
    expect(new Set(placesOf(long).map((place) => place.split(' ')[0]))).toEqual(new Set(['INPUT_TYPE']));
  });

  it('a name that objects treat as their prototype, wherever it stands', () => {
    const text = JSON.stringify(stallPermitJson());
    const top = parseJson(text.replace('{', '{"__proto__":{"id":"x"},'));
    expect(placesOf(top)).toEqual(['INPUT_UNKNOWN __proto__']);
    const step = parseJson(text.replace('"on":{', '"on":{"__proto__":"checking",'));
    expect(placesOf(step)).toEqual(['INPUT_UNKNOWN states[0].on.__proto__']);
  });

  it('names that every object has are refused in every place that declares one', () => {
    const reserved = edited((d) => {
      for (const state of d.states) {
        if (state.state === 'waiting') state.state = 'constructor';
        if (state.state === 'checking') state.on = { ...state.on, SupplementNoticeGiven: 'constructor' };
      }
      for (const flag of d.flags ?? []) if (flag.flag === 'extended') flag.flag = 'valueOf';
      for (const action of d.actions) if (action.action === 'extendPeriod') action.needs = { not: { flag: 'valueOf' } };
    });
    expect(placesOf(reserved)).toEqual(['DEFINITION_NAME_RESERVED states[2]', 'DEFINITION_NAME_RESERVED flags[2]']);
  });
});

it('states that lead round in a ring to the start are in order', () => {
  const ring = edited((d) => {
    for (const state of d.states) if (state.state === 'waiting') state.on = { ...state.on, SiteInspected: 'none' };
  });
  expect(placesOf(ring)).toEqual([]);
});

it('a condition cannot be changed once it is read', () => {
  const needs = loadDefinition(stallPermitJson()).actions.find(({ action }) => action === 'grantPermit')?.needs;
  const frozen = (value: unknown): boolean =>
    typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(frozen));
  expect(needs).toBeDefined();
  expect(frozen(needs)).toBe(true);
});

/** A row of states, each led to from the one before it by an act that asks for what the one before it brought. */
function rowOf(count: number): unknown {
  const places = Array.from({ length: count }, (_, at) => at);
  return {
    id: 'long',
    edition: '1',
    name,
    start: 's0',
    ends: [`s${count}`],
    roles: [{ role: 'desk', name }],
    states: [
      ...places.map((at) => ({ state: `s${at}`, name, on: { [`F${at}`]: `s${at + 1}` } })),
      { state: `s${count}`, name },
    ],
    facts: places.map((at) => ({ fact: `F${at}`, name })),
    fields: places.map((at) => ({ field: `f${at}`, name, type: 'integer' })),
    actions: places.map((at) => {
      const action = { action: `a${at}`, name, records: `F${at}`, roles: ['desk'], requires: [`f${at}`] };
      return at === 0 ? action : { ...action, needs: { field: `f${at - 1}`, '<': 5 } };
    }),
    clocks: [{ clock: 'whole', name, limit: { preset: 'x' }, startsOn: ['F0'], stopsOn: [`F${count - 1}`] }],
  };
}

it('a definition of thousands of states is read and made a process at once', () => {
  // Holding every state against every other takes a minute.
  const { lifecycle } = createDefinedProcess(rowOf(2_400));
  expect(lifecycle.statuses.length).toBe(2_401);
});
