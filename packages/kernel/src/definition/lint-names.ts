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

/** Lists in which each name should stand once: said twice, one of the two would be of no effect, or contradict the other. */
function listings({ ends, states, actions }: ProcessDefinition): readonly (readonly Mention[])[] {
  return [
    mentions('state', ends, 'ends'),
    ...states.map(({ on = {}, stays }, at) => [
      ...Object.keys(on).map((fact): Mention => ({ kind: 'fact', name: fact, path: `states[${at}].on.${fact}` })),
      ...mentions('fact', stays, `states[${at}].stays`),
    ]),
    ...actions.flatMap(({ roles, requires, accepts }, at) => [
      mentions('role', roles, `actions[${at}].roles`),
      [
        ...mentions('field', requires, `actions[${at}].requires`),
        ...mentions('field', accepts, `actions[${at}].accepts`),
      ],
    ]),
  ];
}

/** The mentions that repeat an earlier one of their list. */
function repeated(list: readonly Mention[]): readonly Mention[] {
  const seen = new Set<string>();
  return list.filter(({ name }) => {
    const again = seen.has(name);
    seen.add(name);
    return again;
  });
}

function isReserved({ kind, name }: Mention): boolean {
  // A field of such a name would seem to be given by every command: each object has one.
  if (name in Object.prototype) return true;
  return (kind === 'role' && name === clockRole) || (kind === 'action' && name === rungCommand);
}

const keyOf = ({ kind, name }: Mention) => `${kind} ${name}`;

/** Names declared twice, used and not declared, declared and not used, or not theirs to use. */
export function lintNames(definition: ProcessDefinition): readonly DefinitionFinding[] {
  const lists = declarations(definition);
  const declared = lists.flat();
  const used = [...stateMentions(definition), ...actionMentions(definition), ...clockMentions(definition)];
  const [known, mentioned] = [new Set(declared.map(keyOf)), new Set(used.map(keyOf))];
  const idle = declared.filter((mention) => /^(role|field)$/.test(mention.kind) && !mentioned.has(keyOf(mention)));
  const tell = (
    code: 'DEFINITION_NAME_TWICE' | 'DEFINITION_NAME_UNKNOWN' | 'DEFINITION_NAME_RESERVED' | 'DEFINITION_UNUSED',
    found: readonly Mention[],
    severity?: DefinitionFinding['severity'],
  ) =>
    found.map(({ kind, name, path }) =>
      finding(path, definitionError.reason(code, { kind: kindWords[kind], named: name }), severity),
    );
  return [
    ...tell('DEFINITION_NAME_TWICE', [...lists, ...listings(definition)].flatMap(repeated)),
    ...tell(
      'DEFINITION_NAME_UNKNOWN',
      used.filter((mention) => !known.has(keyOf(mention))),
    ),
    ...tell('DEFINITION_NAME_RESERVED', declared.filter(isReserved)),
    ...tell('DEFINITION_UNUSED', idle, 'warning'),
  ];
}
