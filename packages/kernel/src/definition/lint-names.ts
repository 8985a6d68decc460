import { comparisonsIn, fieldsRead } from './condition.ts';
import { definitionError } from './errors.ts';
import { finding, kindWords, type DefinitionFinding, type Kind } from './finding.ts';
import { clockRole, rungCommand } from './reserved.ts';
import type { ProcessDefinition } from './schemas.ts';

/** A name where it is declared or used. */
interface Mention {
  readonly kind: Kind;
  readonly name: string;
  readonly path: string;
}

const mentions = (kind: Kind, names: readonly string[] | undefined, path: string): readonly Mention[] =>
  (names ?? []).map((name, at) => ({ kind, name, path: `${path}[${at}]` }));

/** Everything a definition declares, in the lists that declare it. */
function declarations(definition: ProcessDefinition): readonly (readonly Mention[])[] {
  const { states, facts, actions, roles, fields = [], flags = [], clocks = [] } = definition;
  const named = <Item>(kind: Kind, path: string, items: readonly Item[], nameOf: (item: Item) => string) =>
    items.map((item, at): Mention => ({ kind, name: nameOf(item), path: `${path}[${at}]` }));
  return [
    named('state', 'states', states, ({ state }) => state),
    named('fact', 'facts', facts, ({ fact }) => fact),
    named('action', 'actions', actions, ({ action }) => action),
    named('role', 'roles', roles, ({ role }) => role),
    named('field', 'fields', fields, ({ field }) => field),
    named('flag', 'flags', flags, ({ flag }) => flag),
    named('clock', 'clocks', clocks, ({ clock }) => clock),
    ...fields.map((field, at) =>
      'choices' in field ? named('choice', `fields[${at}].choices`, field.choices, ({ choice }) => choice) : [],
    ),
    ...clocks.map(({ ladder = [] }, at) => named('rung', `clocks[${at}].ladder`, ladder, ({ rung }) => rung)),
  ];
}

function stateMentions({ start, ends, states }: ProcessDefinition): readonly Mention[] {
  return [
    { kind: 'state', name: start, path: 'start' },
    ...mentions('state', ends, 'ends'),
    ...states.flatMap(({ on = {}, stays }, at) => [
      ...Object.entries(on).flatMap(([fact, target]): readonly Mention[] => [
        { kind: 'fact', name: fact, path: `states[${at}].on.${fact}` },
        { kind: 'state', name: target, path: `states[${at}].on.${fact}` },
      ]),
      ...mentions('fact', stays, `states[${at}].stays`),
    ]),
  ];
}

function actionMentions({ actions }: ProcessDefinition): readonly Mention[] {
  return actions.flatMap((action, at) => {
    const path = `actions[${at}]`;
    const compared = action.needs === undefined ? [] : comparisonsIn(action.needs, `${path}.needs`);
    return [
      { kind: 'fact', name: action.records, path: `${path}.records` },
      ...mentions('role', action.roles, `${path}.roles`),
      ...mentions('field', action.requires, `${path}.requires`),
      ...mentions('field', action.accepts, `${path}.accepts`),
      ...(action.notice === undefined
        ? []
        : [{ kind: 'field', name: action.notice.to, path: `${path}.notice.to` } as const]),
      ...compared.flatMap(({ comparison, path: place }): readonly Mention[] =>
        'flag' in comparison
          ? [{ kind: 'flag', name: comparison.flag, path: place }]
          : fieldsRead(comparison).map((name) => ({ kind: 'field', name, path: place })),
      ),
    ];
  });
}

function clockMentions({ flags = [], clocks = [] }: ProcessDefinition): readonly Mention[] {
  return [
    ...flags.flatMap(({ setOn, clearedOn }, at) => [
      ...mentions('fact', setOn, `flags[${at}].setOn`),
      ...mentions('fact', clearedOn, `flags[${at}].clearedOn`),
    ]),
    ...clocks.flatMap((clock, at) => [
      ...mentions('fact', clock.startsOn, `clocks[${at}].startsOn`),
      ...mentions('fact', clock.stopsOn, `clocks[${at}].stopsOn`),
      ...(clock.pauses ?? []).flatMap(({ pausesOn, resumesOn }, index) => [
        ...mentions('fact', pausesOn, `clocks[${at}].pauses[${index}].pausesOn`),
        ...mentions('fact', resumesOn, `clocks[${at}].pauses[${index}].resumesOn`),
      ]),
      ...(clock.extensions ?? []).flatMap(({ extendsOn }, index) =>
        mentions('fact', extendsOn, `clocks[${at}].extensions[${index}].extendsOn`),
      ),
      ...(clock.ladder ?? []).map(({ records }, index): Mention => ({
        kind: 'fact',
        name: records,
        path: `clocks[${at}].ladder[${index}].records`,
      })),
    ]),
  ];
}

const keyOf = ({ kind, name }: Mention) => `${kind} ${name}`;

/** Names declared twice, used and not declared, declared and not used, or not theirs to use. */
export function lintNames(definition: ProcessDefinition): readonly DefinitionFinding[] {
  const lists = declarations(definition);
  const used = [...stateMentions(definition), ...actionMentions(definition), ...clockMentions(definition)];
  const [declared, mentioned] = [new Set(lists.flat().map(keyOf)), new Set(used.map(keyOf))];
  const twice = lists.flatMap((list) =>
    list.filter((mention, at) => list.findIndex(({ name }) => name === mention.name) !== at),
  );
  const stayingTwice = definition.states.flatMap(({ on = {}, stays = [] }, at) =>
    mentions('fact', stays, `states[${at}].stays`).filter(
      ({ name }, index) => Object.hasOwn(on, name) || stays.indexOf(name) !== index,
    ),
  );
  const reserved = lists.flat().filter(
    ({ kind, name }) =>
      (kind === 'role' && name === clockRole) ||
      (kind === 'action' && name === rungCommand) ||
      // A field of that name would seem to be given by every command: each object has one.
      Object.hasOwn(Object.prototype, name),
  );
  const idle = lists.flat().filter((mention) => /^(role|field)$/.test(mention.kind) && !mentioned.has(keyOf(mention)));
  return [
    ...[...twice, ...stayingTwice].map(({ kind, name, path }) =>
      finding(path, definitionError.reason('DEFINITION_NAME_TWICE', { kind: kindWords[kind], named: name })),
    ),
    ...used
      .filter((mention) => !declared.has(keyOf(mention)))
      .map(({ kind, name, path }) =>
        finding(path, definitionError.reason('DEFINITION_NAME_UNKNOWN', { kind: kindWords[kind], named: name })),
      ),
    ...reserved.map(({ kind, name, path }) =>
      finding(path, definitionError.reason('DEFINITION_NAME_RESERVED', { kind: kindWords[kind], named: name })),
    ),
    ...idle.map(({ kind, name, path }) =>
      finding(path, definitionError.reason('DEFINITION_UNUSED', { kind: kindWords[kind], named: name }), 'warning'),
    ),
  ];
}
