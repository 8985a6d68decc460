import { describe, expect, it } from 'vitest';
import { definitionError, lintDefinition, loadDefinition, locales, type DefinitionFinding } from '../index.ts';
import { thrownBy } from '../command/repair.fixture.ts';
import { edited, stallPermitJson } from './stall-permit.fixture.ts';

type Edit = Parameters<typeof edited>[0];

const briefly = ({ severity, code, path }: DefinitionFinding) =>
  severity === 'error' ? `${code} ${path}` : `(${code} ${path})`;

const words = { 'zh-CN': '名称', en: 'name' };

/** The part of a list that a test changes; the test is wrong when it is not there. */
function at<Item>(list: readonly Item[] | undefined, index: number): Item {
  const item = list?.[index];
  if (item === undefined) throw new Error(`nothing at ${index}`);
  return item;
}

describe('a definition in order', () => {
  it('has nothing to be found', () => {
    expect(lintDefinition(stallPermitJson())).toEqual([]);
  });

  it('is loaded as it was written, and cannot be changed afterwards', () => {
    const definition = loadDefinition(stallPermitJson());
    expect(definition).toEqual(stallPermitJson());
    expect(
      Object.isFrozen(definition) && Object.isFrozen(definition.states) && Object.isFrozen(definition.actions[0]),
    ).toBe(true);
  });
});

const faults: readonly (readonly [string, Edit, readonly string[]])[] = [
  [
    'a step to a state that does not exist',
    (d) => (at(d.states, 1).on = { ...at(d.states, 1).on, ApplicationAccepted: 'reviewed' }),
    [
      'DEFINITION_NAME_UNKNOWN states[1].on.ApplicationAccepted',
      'DEFINITION_STATE_UNREACHABLE states[3]',
      'DEFINITION_STATE_UNREACHABLE states[4]',
      'DEFINITION_STATE_UNREACHABLE states[5]',
      'DEFINITION_FACT_IMPOSSIBLE facts[3]',
      'DEFINITION_CLOCK_NEVER_STARTS clocks[1]',
    ],
  ],
  ['a start that does not exist', (d) => (d.start = 'nowhere'), ['DEFINITION_NAME_UNKNOWN start']],
  ['an end that does not exist', (d) => d.ends.push('lost'), ['DEFINITION_NAME_UNKNOWN ends[3]']],
  ['no end', (d) => (d.ends = []), ['DEFINITION_END_MISSING ends']],
  [
    'a state that nothing leads to',
    (d) => d.states.push({ state: 'parked', name: words, on: { PermitDenied: 'denied' } }),
    ['DEFINITION_STATE_UNREACHABLE states[7]'],
  ],
  [
    'a state that leads nowhere',
    (d) => {
      d.states.push({ state: 'parked', name: words, stays: ['SiteInspected'] });
      at(d.states, 2).on = { ...at(d.states, 2).on, SiteInspected: 'parked' };
    },
    ['DEFINITION_DEAD_END states[7]'],
  ],
  [
    'two states that lead only to each other',
    (d) => {
      d.states.push({ state: 'ping', name: words, on: { SiteInspected: 'pong' } });
      d.states.push({ state: 'pong', name: words, on: { SiteInspected: 'ping' } });
      at(d.states, 2).on = { ...at(d.states, 2).on, SiteInspected: 'ping' };
    },
    ['DEFINITION_DEAD_END states[7]', 'DEFINITION_DEAD_END states[8]'],
  ],
  ['an end that goes on', (d) => (at(d.states, 4).on = { PermitDenied: 'denied' }), ['DEFINITION_END_LEFT states[4]']],
  [
    'an end where something still happens',
    (d) => (at(d.states, 4).stays = ['SiteInspected']),
    ['DEFINITION_END_LEFT states[4]'],
  ],
  [
    'a state declared twice',
    (d) => d.states.push(structuredClone(at(d.states, 2))),
    ['DEFINITION_NAME_TWICE states[7]'],
  ],
  [
    'one fact that both moves and stays',
    (d) => (at(d.states, 3).stays = [...(at(d.states, 3).stays ?? []), 'PermitGranted']),
    ['DEFINITION_NAME_TWICE states[3].stays[6]'],
  ],
  [
    'an action declared twice',
    (d) => d.actions.push(structuredClone(at(d.actions, 2))),
    ['DEFINITION_NAME_TWICE actions[11]'],
  ],
  [
    'a field declared twice',
    (d) => d.fields?.push(structuredClone(at(d.fields, 0))),
    ['DEFINITION_NAME_TWICE fields[8]'],
  ],
  ['a flag declared twice', (d) => d.flags?.push(structuredClone(at(d.flags, 0))), ['DEFINITION_NAME_TWICE flags[4]']],
  ['a role declared twice', (d) => d.roles.push(structuredClone(at(d.roles, 0))), ['DEFINITION_NAME_TWICE roles[3]']],
  ['a fact declared twice', (d) => d.facts.push(structuredClone(at(d.facts, 0))), ['DEFINITION_NAME_TWICE facts[13]']],
  [
    'a clock declared twice',
    (d) => d.clocks?.push(structuredClone(at(d.clocks, 0))),
    ['DEFINITION_NAME_TWICE clocks[2]'],
  ],
  [
    'a rung declared twice',
    (d) => (at(at(d.clocks, 1).ladder, 1).rung = 'near'),
    ['DEFINITION_NAME_TWICE clocks[1].ladder[1]'],
  ],
  [
    'a choice declared twice',
    (d) => {
      const goods = at(d.fields, 1);
      if (goods.type === 'choice') at(goods.choices, 1).choice = 'food';
    },
    ['DEFINITION_NAME_TWICE fields[1].choices[1]', 'DEFINITION_COMPARISON_WRONG actions[8].needs.and[1].or[1].and[0]'],
  ],
  ['an action nobody may perform', (d) => (at(d.actions, 3).roles = []), ['DEFINITION_NOBODY_MAY actions[3].roles']],
  [
    'a role that is misspelled',
    (d) => (at(d.actions, 7).roles = ['heda']),
    ['DEFINITION_NAME_UNKNOWN actions[7].roles[0]'],
  ],
  [
    'a role that nobody asks for',
    (d) => d.roles.push({ role: 'mayor', name: words }),
    ['(DEFINITION_UNUSED roles[3])'],
  ],
  [
    'a field that nobody fills in',
    (d) => d.fields?.push({ field: 'colour', name: words, type: 'text' }),
    ['(DEFINITION_UNUSED fields[8])'],
  ],
  [
    'an action called like the clock’s own',
    (d) => (at(d.actions, 2).action = 'passRung'),
    ['DEFINITION_NAME_RESERVED actions[2]'],
  ],
  [
    'a field that every object has',
    (d) => {
      d.fields?.push({ field: 'constructor', name: words, type: 'text' });
      at(d.actions, 0).accepts = ['note', 'constructor'];
    },
    ['DEFINITION_NAME_RESERVED fields[8]'],
  ],
  [
    'a role called like the clock’s own',
    (d) => {
      d.roles.push({ role: 'clock', name: words });
      at(d.actions, 2).roles = ['desk', 'clock'];
    },
    ['DEFINITION_NAME_RESERVED roles[3]'],
  ],
  [
    'a fact that nobody records',
    (d) => void d.actions.splice(4, 1),
    ['DEFINITION_FACT_UNRECORDED facts[4]', 'DEFINITION_FIELD_NEVER_REQUIRED fields[5]'],
  ],
  [
    'a fact that no state allows',
    (d) => {
      d.facts.push({ fact: 'FeePaid', name: words });
      d.actions.push({ action: 'payFee', name: words, records: 'FeePaid', roles: ['desk'] });
    },
    ['DEFINITION_FACT_IMPOSSIBLE facts[13]'],
  ],
  [
    'a condition on a field that no action requires',
    (d) => {
      at(d.actions, 4).requires = [];
      at(d.actions, 4).accepts = ['inspected'];
    },
    ['DEFINITION_FIELD_NEVER_REQUIRED fields[5]'],
  ],
  [
    'a notice to somebody whom no action requires to be named',
    (d) => {
      at(d.actions, 0).requires = ['goods', 'area', 'openOn'];
      at(d.actions, 0).accepts = ['applicant', 'note'];
    },
    ['DEFINITION_FIELD_NEVER_REQUIRED fields[0]'],
  ],
  [
    'a condition beside a field that no action requires',
    (d) => {
      d.fields?.push({ field: 'areaMax', name: words, type: 'integer' });
      at(d.actions, 0).accepts = ['note', 'areaMax'];
      at(d.actions, 8).needs = { field: 'area', '<': { field: 'areaMax' } };
    },
    ['DEFINITION_FIELD_NEVER_REQUIRED fields[8]'],
  ],
  [
    'a condition on a field that does not exist',
    (d) => (at(d.actions, 8).needs = { field: 'payed', '=': true }),
    ['DEFINITION_NAME_UNKNOWN actions[8].needs'],
  ],
  [
    'a condition on a flag that does not exist',
    (d) => (at(d.actions, 8).needs = { not: { flag: 'lost' } }),
    ['DEFINITION_NAME_UNKNOWN actions[8].needs.not'],
  ],
  [
    'an integer that cannot be',
    (d) => {
      const area = at(d.fields, 2);
      if (area.type === 'integer') area.min = 61;
    },
    ['DEFINITION_FIELD_IMPOSSIBLE fields[2]'],
  ],
  [
    'a notice to something that is nobody',
    (d) => (at(d.actions, 9).notice = { template: 'denial-notice', to: 'goods' }),
    ['DEFINITION_ADDRESSEE_WRONG actions[9].notice.to'],
  ],
  [
    'a clock that never starts',
    (d) => {
      d.facts.push({ fact: 'FeePaid', name: words });
      at(d.clocks, 0).startsOn = ['FeePaid'];
    },
    [
      'DEFINITION_FACT_UNRECORDED facts[13]',
      'DEFINITION_FACT_IMPOSSIBLE facts[13]',
      'DEFINITION_CLOCK_NEVER_STARTS clocks[0]',
    ],
  ],
  [
    'a clock that never stops',
    (d) => (at(d.clocks, 0).stopsOn = []),
    ['DEFINITION_CLOCK_NEVER_STOPS clocks[0].stopsOn'],
  ],
  [
    'a clock that one way out forgets',
    (d) => (at(d.clocks, 1).stopsOn = ['PermitGranted', 'PermitDenied']),
    ['DEFINITION_CLOCK_NEVER_STOPS clocks[1].stopsOn'],
  ],
  [
    'a pause that never ends',
    (d) => (at(at(d.clocks, 1).pauses, 0).resumesOn = ['SupplementReceived']),
    ['DEFINITION_PAUSE_NEVER_ENDS clocks[1].pauses[0]'],
  ],
  [
    'a pause that never begins',
    (d) => (at(at(d.clocks, 1).pauses, 0).pausesOn = ['SupplementNoticeGiven']),
    ['DEFINITION_PAUSE_NEVER_BEGINS clocks[1].pauses[0]'],
  ],
  [
    'a rung that meets a state which knows nothing of it',
    (d) => (at(d.states, 3).stays = at(d.states, 3).stays?.filter((fact) => fact !== 'DeadlineMissed')),
    ['DEFINITION_FACT_IMPOSSIBLE facts[12]', 'DEFINITION_RUNG_BLOCKED clocks[1].ladder[1]'],
  ],
  [
    'a rung that one of two states knows nothing of',
    (d) => {
      at(d.clocks, 1).startsOn = ['ApplicationReceived'];
    },
    // The second rung comes after the first, and so only where the first could be recorded.
    ['DEFINITION_RUNG_BLOCKED clocks[1].ladder[0]'],
  ],
  [
    'rungs out of order',
    (d) => (at(at(d.clocks, 1).ladder, 1).due = { atFraction: 0.8 }),
    ['DEFINITION_LADDER_UNORDERED clocks[1].ladder[1]'],
  ],
  [
    'a share of the time after its end',
    (d) => {
      at(at(d.clocks, 1).ladder, 0).due = { overdueBy: { value: 1, unit: 'workingDay' } };
    },
    ['DEFINITION_LADDER_UNORDERED clocks[1].ladder[1]'],
  ],
  ['all its ends misspelled', (d) => (d.ends = ['lost']), ['DEFINITION_NAME_UNKNOWN ends[0]']],
  [
    'neither a start that exists nor an end',
    (d) => {
      d.start = 'nowhere';
      d.ends = [];
    },
    ['DEFINITION_NAME_UNKNOWN start', 'DEFINITION_END_MISSING ends'],
  ],
  [
    'a dead end and a start that does not exist',
    (d) => {
      d.start = 'nowhere';
      d.states.push({ state: 'parked', name: words, stays: ['SiteInspected'] });
    },
    ['DEFINITION_NAME_UNKNOWN start', 'DEFINITION_DEAD_END states[7]'],
  ],
  [
    'an act that asks for what it alone brings',
    (d) => {
      d.actions.splice(4, 1);
      Object.assign(at(d.actions, 7), { requires: ['inspected'], needs: { field: 'inspected', '=': true } });
    },
    ['DEFINITION_FACT_UNRECORDED facts[4]', 'DEFINITION_NEED_NEVER_MET actions[7].needs'],
  ],
  [
    'two acts that wait for each other',
    (d) => {
      at(d.actions, 4).needs = { flag: 'extended' };
      at(d.actions, 7).needs = { field: 'inspected', '=': true };
      at(d.actions, 8).needs = { flag: 'outForReview' };
    },
    ['DEFINITION_NEED_NEVER_MET actions[4].needs', 'DEFINITION_NEED_NEVER_MET actions[7].needs'],
  ],
  [
    'the same role named twice for one action',
    (d) => (at(d.actions, 1).roles = ['desk', 'reviewer', 'desk']),
    ['DEFINITION_NAME_TWICE actions[1].roles[2]'],
  ],
  [
    'one field both required and optional',
    (d) => (at(d.actions, 4).accepts = ['note', 'inspected']),
    ['DEFINITION_NAME_TWICE actions[4].accepts[1]'],
  ],
  ['an end named twice', (d) => d.ends.push('denied'), ['DEFINITION_NAME_TWICE ends[3]']],
  [
    'a rung after another that is later, in a longer unit',
    (d) => {
      at(at(d.clocks, 1).ladder, 0).due = { overdueBy: { value: 2, unit: 'week' } };
      at(at(d.clocks, 1).ladder, 1).due = { overdueBy: { value: 14, unit: 'calendarDay' } };
    },
    ['DEFINITION_LADDER_UNORDERED clocks[1].ladder[1]'],
  ],
];

describe('a definition with', () => {
  for (const [name, edit, expected] of faults) {
    it(`${name} is found out`, () => {
      const findings = lintDefinition(edited(edit));
      expect(findings.map(briefly)).toEqual(expected);
    });
  }
});

describe('a condition that makes no sense', () => {
  const senseless: readonly (readonly [string, unknown])[] = [
    ['a choice that is none', { field: 'goods', '=': 'books' }],
    ['a choice among others that is none', { field: 'goods', in: ['food', 'books'] }],
    ['text for an integer', { field: 'area', '=': '5' }],
    ['an integer for a text', { field: 'reasons', '=': 5 }],
    ['an integer for a yes or no', { field: 'inspected', '=': 1 }],
    ['a date that does not exist', { field: 'openOn', '<': '2026-02-30' }],
    ['a date as a number', { field: 'openOn', '<': 20_260_301 }],
    ['an order of choices', { field: 'goods', '<': 'food' }],
    ['an order of yes and no', { field: 'inspected', '<': true }],
    ['an order of references', { field: 'applicant', '<': 'p-1' }],
    ['"has" of one value', { field: 'goods', has: 'food' }],
    ['"=" of several values', { field: 'missing', '=': 'photo' }],
    ['"in" of several values', { field: 'missing', in: ['photo'] }],
    ['"has" with a wrong value', { field: 'missing', has: 5 }],
    ['fields of different types', { field: 'area', '<': { field: 'openOn' } }],
    ['an integer beyond the bounds of its field', { field: 'area', '=': 61 }],
    ['an integer among others below them', { field: 'area', in: [1, 0] }],
    ['a text with blanks around it', { field: 'reasons', '=': ' none ' }],
    ['a text longer than its field', { field: 'reasons', '=': 'x'.repeat(2001) }],
    ['a text of nothing', { field: 'applicant', '=': '' }],
    ['a date in another form', { field: 'openOn', '<': '2026-3-1' }],
  ];
  for (const [name, condition] of senseless) {
    it(`(${name}) is found, wherever it stands`, () => {
      const needs = { not: { or: [{ and: [{ flag: 'late' }, condition] }] } };
      const definition = { ...(edited((d) => void (at(d.actions, 9).requires = ['reasons', 'missing'])) as object) };
      const actions = Reflect.get(definition, 'actions') as readonly object[];
      const findings = lintDefinition({
        ...definition,
        actions: actions.map((action, index) => (index === 9 ? { ...action, needs } : action)),
      });
      expect(findings.map(briefly)).toEqual(['DEFINITION_COMPARISON_WRONG actions[9].needs.not.or[0].and[1]']);
    });
  }

  it('is told in words, with the names of its fields', () => {
    const [finding] = lintDefinition(edited((d) => (at(d.actions, 8).needs = { field: 'goods', '<': 'food' })));
    expect(finding?.words).toEqual({
      'zh-CN': '条件“经营种类”小于“餐饮”有误：只有整数、日期和时刻可以比大小。',
      en: 'The condition "goods" is less than "food" makes no sense: only integers, dates and instants have an order.',
    });
  });
});

it('conditions that can be met one way are not held against the way that cannot', () => {
  const fair: readonly Edit[] = [
    // The act brings the field itself, and the flag that stands in for it until then is brought by another.
    (d) => {
      at(d.actions, 8).requires = ['inspected'];
      at(d.actions, 8).needs = { or: [{ not: { flag: 'late' } }, { field: 'inspected', '=': true }] };
      d.actions.splice(4, 1);
      d.facts.splice(4, 1);
      at(d.states, 3).stays = at(d.states, 3).stays?.filter((fact) => fact !== 'SiteInspected');
    },
    // Beside the bounds of its field, an order still divides nothing wrongly.
    (d) => (at(d.actions, 8).needs = { field: 'area', '<': 61 }),
    (d) => {
      at(at(d.clocks, 1).ladder, 0).due = { overdueBy: { value: 1, unit: 'week' } };
      at(at(d.clocks, 1).ladder, 1).due = { overdueBy: { value: 8, unit: 'calendarDay' } };
    },
    // Which of these comes first only a calendar can tell.
    (d) => {
      at(at(d.clocks, 1).ladder, 0).due = { overdueBy: { value: 1, unit: 'month' } };
      at(at(d.clocks, 1).ladder, 1).due = { overdueBy: { value: 5, unit: 'workingDay' } };
    },
  ];
  for (const edit of fair)
    expect(lintDefinition(edited(edit)).filter(({ severity }) => severity === 'error')).toEqual([]);
});

const shapeless: readonly (readonly [string, unknown, readonly string[]])[] = [
  ['nothing', undefined, ['JSON_NOT_CANONICAL $']],
  ['null', null, ['INPUT_MISSING $']],
  ['a text', '{}', ['INPUT_MISSING $']],
  ['a Date', new Date(0), ['JSON_NOT_CANONICAL $']],
  ['a name that is not known', edited((d) => Object.assign(d, { colour: 'red' })), ['INPUT_UNKNOWN colour']],
  [
    'an unknown name inside',
    edited((d) => Object.assign(at(d.actions, 0), { role: 'desk' })),
    ['INPUT_UNKNOWN actions[0].role'],
  ],
  [
    'a state without a name',
    edited((d) => Reflect.deleteProperty(at(d.states, 0), 'name')),
    ['INPUT_MISSING states[0].name'],
  ],
  ['a name in one language', edited((d) => Reflect.deleteProperty(d.name, 'en')), ['INPUT_MISSING name.en']],
  ['no start', edited((d) => Reflect.deleteProperty(d, 'start')), ['DEFINITION_START_MISSING start']],
  [
    'several starts',
    edited((d) => Object.assign(d, { start: ['none', 'checking'] })),
    ['DEFINITION_STARTS_SEVERAL start'],
  ],
  ['a start that is no name', edited((d) => Object.assign(d, { start: 7 })), ['INPUT_TYPE start']],
  ['no states', edited((d) => (d.states = [])), ['INPUT_TOO_SHORT states']],
  ['no actions', edited((d) => (d.actions = [])), ['INPUT_TOO_SHORT actions']],
  ['a fact written small', edited((d) => (at(d.facts, 0).fact = 'received')), ['INPUT_FORM facts[0].fact']],
  ['a state written large', edited((d) => (at(d.states, 0).state = 'None')), ['INPUT_FORM states[0].state']],
  ['an id with a blank', edited((d) => (d.id = 'stall permit')), ['INPUT_FORM id']],
  ['an edition with a slash', edited((d) => (d.edition = '2026/1')), ['INPUT_FORM edition']],
  ['a name of every object', edited((d) => (at(d.states, 0).state = '__proto__')), ['INPUT_FORM states[0].state']],
  [
    'a type of field that does not exist',
    edited((d) => Object.assign(at(d.fields, 0), { type: 'person' })),
    ['INPUT_CHOICE fields[0].type'],
  ],
  [
    'a unit that does not exist',
    edited((d) => Object.assign(at(d.clocks, 0).limit, { unit: 'day' })),
    ['INPUT_CHOICE clocks[0].limit.unit'],
  ],
  [
    'a limit without a source',
    edited((d) => Reflect.deleteProperty(at(d.clocks, 0).limit, 'source')),
    ['INPUT_MISSING clocks[0].limit.source'],
  ],
  [
    'a limit of nothing',
    edited((d) => Object.assign(at(d.clocks, 0).limit, { value: 0 })),
    ['INPUT_TOO_SMALL clocks[0].limit.value'],
  ],
  [
    'a share above all',
    edited((d) => (at(at(d.clocks, 1).ladder, 0).due = { atFraction: 1.1 })),
    ['INPUT_TOO_LARGE clocks[1].ladder[0].due.atFraction'],
  ],
  [
    'a condition of no form',
    edited((d) => Object.assign(at(d.actions, 8), { needs: { field: 'area', '>': 5 } })),
    ['INPUT_UNKNOWN actions[8].needs.>'],
  ],
  [
    'a condition of no parts',
    edited((d) => (at(d.actions, 8).needs = { or: [{ flag: 'late' }, { and: [] }] })),
    ['INPUT_TOO_SHORT actions[8].needs.or[1].and'],
  ],
  [
    'an edition to go on with that none can be called',
    edited((d) => (d.continues = ['2026-1', '2025/1'])),
    ['INPUT_FORM continues[1]'],
  ],
  [
    'a source with a day that does not exist',
    edited((d) => Object.assign(at(d.clocks, 0).limit, { source: { law: 'x', article: '1', from: '2026-02-30' } })),
    ['INPUT_REFUSED clocks[0].limit.source.from'],
  ],
];
/** A condition that denies itself again and again. */
function nested(): unknown {
  let needs: unknown = { flag: 'late' };
  for (let depth = 0; depth < 900; depth++) needs = { not: needs };
  return edited((d) => Object.assign(at(d.actions, 8), { needs }));
}

/** Eight pauses that each of a row of states knows. */
function tangled(): unknown {
  return edited((d) => {
    const pauses = Array.from({ length: 8 }, (_, index) => ({ pausesOn: [`P${index}`], resumesOn: [`R${index}`] }));
    const facts = pauses.flatMap(({ pausesOn, resumesOn }) => [...pausesOn, ...resumesOn]);
    for (const fact of facts) {
      d.facts.push({ fact, name: words });
      d.actions.push({ action: `do${fact}`, name: words, records: fact, roles: ['desk'] });
    }
    const stays = [...facts, 'DeadlineNeared', 'DeadlineMissed'];
    for (let index = 0; index < 120; index++) {
      const on = { SiteInspected: index === 119 ? 'granted' : `s${index + 1}` };
      d.states.push({ state: `s${index}`, name: words, on, stays });
    }
    at(d.states, 3).on = { ...at(d.states, 3).on, SiteInspected: 's0' };
    at(d.states, 3).stays = at(d.states, 3).stays?.filter((fact) => fact !== 'SiteInspected');
    at(d.clocks, 1).pauses = pauses;
  });
}

describe('what is no definition at all', () => {
  for (const [name, value, expected] of shapeless) {
    it(`(${name}) is told by its place`, () => {
      expect(lintDefinition(value).map(briefly)).toEqual(expected);
    });
  }

  it('may not be nested until nobody can read it', () => {
    expect(lintDefinition(nested()).map(briefly)).toEqual(['DEFINITION_TOO_DEEP $']);
    const ring: Record<string, unknown> = {};
    ring['self'] = ring;
    expect(lintDefinition(ring).map(briefly)).toEqual(['JSON_NOT_CANONICAL $']);
  });

  it('may not have a clock that combines in more ways than can be checked', () => {
    const codes = lintDefinition(tangled()).map(({ code }) => code);
    expect(codes).toContain('DEFINITION_CLOCK_ENTANGLED');
  });
});

describe('loading', () => {
  it('is refused with every error as a reason, each with its words and its place', () => {
    const broken = edited((d) => {
      d.ends.push('lost');
      at(d.actions, 3).roles = [];
      d.roles.push({ role: 'mayor', name: words });
    });
    const error = thrownBy(() => loadDefinition(broken));
    expect(error.code).toBe('DEFINITION_INVALID');
    expect(error.details).toEqual({ definition: 'stall-permit', count: 2 });
    expect(error.message).toBe('流程定义“stall-permit”有 2 处问题。');
    expect(error.reasons.map(({ code, details: { path } }) => [code, path])).toEqual([
      ['DEFINITION_NAME_UNKNOWN', 'ends[3]'],
      ['DEFINITION_NOBODY_MAY', 'actions[3].roles'],
    ]);
    expect(error.reasons[1]?.words).toEqual({
      'zh-CN': '没有任何角色可以“acceptApplication”。',
      en: 'No role may do "acceptApplication".',
    });
  });

  it('names what it was given as well as it can', () => {
    for (const [value, definition] of [
      [undefined, '?'],
      [{ id: 7 }, '?'],
      [{ id: 'x' }, 'x'],
    ] as const) {
      expect(thrownBy(() => loadDefinition(value))).toMatchObject({
        code: 'DEFINITION_INVALID',
        details: { definition },
      });
    }
  });

  it('does not mind warnings', () => {
    const definition = edited((d) => d.roles.push({ role: 'mayor', name: words }));
    expect(loadDefinition(definition)).toEqual(definition);
  });
});

it('everything that can be found has words in both languages, without codes and unfilled places', () => {
  const values = [
    ...faults.map(([, edit]) => edited(edit)),
    // What was no value at all is called so: "undefined".
    ...shapeless.flatMap(([, value]) => (value === undefined ? [] : [value])),
    edited((d) => (at(d.actions, 8).needs = { field: 'area', has: 5 })),
    tangled(),
    nested(),
  ];
  const found = values.flatMap((value) => lintDefinition(value));
  for (const finding of found) {
    for (const locale of locales) {
      expect(finding.words[locale]).not.toMatch(/[{}]|[A-Z]{3,}_|undefined/);
      expect(finding.words[locale].length).toBeGreaterThan(4);
    }
    expect(finding.details['path']).toBe(finding.path);
  }
  const codes = new Set(found.map(({ code }) => code));
  const findable = Object.keys(definitionError.catalog).filter(
    (code) => code.startsWith('DEFINITION_') && code !== 'DEFINITION_LADDER_UNTIMED',
  );
  expect(findable.filter((code) => !codes.has(code))).toEqual([]);
});
