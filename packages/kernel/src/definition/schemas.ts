import * as z from 'zod';
import { CivilDateText } from '../rules/text-schemas.ts';

/** Every part of a definition is one of these: no name that is not known is let through, and nothing changes once it is read. */
const part = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => z.strictObject(shape).readonly();
const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();

/** Names are identifiers, so that they can stand in columns, URLs and event types; what people read stands in `name`. */
const name = z.string().regex(/^[a-z][A-Za-z0-9]{0,63}$/);
/** A fact is a past act: `SupplementNoticeGiven`. */
const factName = z.string().regex(/^[A-Z][A-Za-z0-9]{0,63}$/);
const facts = list(factName).check(z.minLength(1));
const edition = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/);

const ShownName = part({ 'zh-CN': z.string().min(1).max(200), en: z.string().min(1).max(200) });

/** Where a rule comes from: a law, or the document of the body that made it. */
const RuleSource = part({
  law: z.string().min(1),
  article: z.string().min(1),
  from: CivilDateText,
  to: CivilDateText.exactOptional(),
});

const Choice = part({ choice: name, name: ShownName });
const named = { field: name, name: ShownName };

/** Something a case remembers. Plural kinds hold 1 to 200 values. Values about persons are references, never the values. */
export const DefinedField = z.discriminatedUnion('type', [
  part({ ...named, type: z.literal('text'), maxLength: z.int().min(1).max(20_000).optional() }),
  part({ ...named, type: z.literal('texts') }),
  part({ ...named, type: z.literal('integer'), min: z.int().optional(), max: z.int().optional() }),
  part({ ...named, type: z.literal('boolean') }),
  part({ ...named, type: z.literal('date') }),
  part({ ...named, type: z.literal('instant') }),
  part({ ...named, type: z.literal('reference') }),
  part({ ...named, type: z.literal('references') }),
  part({ ...named, type: z.literal('choice'), choices: list(Choice).check(z.minLength(1)) }),
  part({ ...named, type: z.literal('choices'), choices: list(Choice).check(z.minLength(1)) }),
]);
export type DefinedField = z.infer<typeof DefinedField>;

const Literal = z.union([z.string(), z.int(), z.boolean()]);
/** What a field is compared with: a value, or what another field holds. */
const Operand = z.union([z.string(), z.int(), z.boolean(), part({ field: name })]);

const frozen = z.overwrite<unknown>((value) => Object.freeze(value));

// The three that hold conditions are named by type: what the compiler infers of a ring goes out as `any`. For the same reason they
// are no parts, and what they hold is frozen by a check, which has no type of its own.
/** What must be true of what a case remembers. Unknown is not true: a field that nobody recorded fulfils nothing. */
export const Condition = z.union([
  z.strictObject({
    get and(): z.ZodReadonly<z.ZodArray<typeof Condition>> {
      return list(Condition.check(frozen)).check(z.minLength(1));
    },
  }),
  z.strictObject({
    get or(): z.ZodReadonly<z.ZodArray<typeof Condition>> {
      return list(Condition.check(frozen)).check(z.minLength(1));
    },
  }),
  z.strictObject({
    get not(): typeof Condition {
      return Condition.check(frozen);
    },
  }),
  part({ flag: name }),
  part({ field: name, '=': Operand }),
  part({ field: name, '<': Operand }),
  part({ field: name, in: list(Literal).check(z.minLength(1)) }),
  part({ field: name, has: Literal }),
]);
export type Condition = z.infer<typeof Condition>;

const amountUnit = z.enum([
  'workingDay',
  'calendarDay',
  'week',
  'month',
  'year',
  'workingHour',
  'workingMinute',
  'hour',
  'minute',
]);
const Amount = part({ value: z.int().min(1), unit: amountUnit });
export type Amount = z.infer<typeof Amount>;

/** How long a clock may run: a limit that `@jiceng/sla` knows by name, or one of the body's own, with its source. */
const ClockLimit = z.union([
  part({ preset: z.string().min(1) }),
  part({ value: z.int().min(1), unit: amountUnit, source: RuleSource }),
]);

/** One step of the supervision ladder: due when a share of the time is used up, or so long after the end of it. */
const LadderRung = part({
  rung: name,
  name: ShownName,
  due: z.union([part({ atFraction: z.number().gt(0).lte(1) }), part({ overdueBy: Amount })]),
  records: factName,
});
export type LadderRung = z.infer<typeof LadderRung>;

/**
 * One legal clock. A fact that both stops and starts it counts anew. Each pause has its own reason and its own end: two that
 * overlap hold the clock until the later one ends.
 */
export const DefinedClock = part({
  clock: name,
  name: ShownName,
  limit: ClockLimit,
  startsOn: facts,
  stopsOn: list(factName),
  pauses: list(part({ pausesOn: facts, resumesOn: facts }))
    .check(z.maxLength(8))
    .optional(),
  extensions: list(part({ extendsOn: facts, by: Amount })).optional(),
  ladder: list(LadderRung).check(z.maxLength(20)).optional(),
});
export type DefinedClock = z.infer<typeof DefinedClock>;

/** Which fact leads where. A record passes over a member called `__proto__` without a word, so it is looked for first. */
const Steps = z
  .unknown()
  .check(({ value, issues }) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, '__proto__')) return;
    issues.push({ code: 'unrecognized_keys', keys: ['__proto__'], input: { ...value } });
  })
  .pipe(z.record(factName, name))
  .readonly();

/** Where a case can stand, which fact leads from there to where, and which facts may happen and change nothing. */
const DefinedStateNode = part({
  state: name,
  name: ShownName,
  on: Steps.optional(),
  stays: list(factName).optional(),
});

const DefinedAction = part({
  action: name,
  name: ShownName,
  records: factName,
  roles: list(name),
  /** Fields that must be given, and fields that may be. */
  requires: list(name).optional(),
  accepts: list(name).optional(),
  needs: Condition.check(frozen).optional(),
  /** A written notice that the act obliges to give: its template, and the field that holds whom it goes to. */
  notice: part({ template: z.string().min(1), to: name }).optional(),
  source: RuleSource.optional(),
});
export type DefinedAction = z.infer<typeof DefinedAction>;

/**
 * A process that comes as data: a county's own permit, complaint or errand, without code. What needs more than this grammar
 * is a package.
 */
export const ProcessDefinition = part({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
  edition,
  name: ShownName,
  /** Editions whose running cases go on under this one; any other edition's cases are left to it. */
  continues: list(edition).optional(),
  start: name,
  ends: list(name),
  roles: list(part({ role: name, name: ShownName })),
  fields: list(DefinedField).optional(),
  states: list(DefinedStateNode).check(z.minLength(1)),
  facts: list(part({ fact: factName, name: ShownName })),
  actions: list(DefinedAction).check(z.minLength(1)),
  flags: list(part({ flag: name, name: ShownName, setOn: facts, clearedOn: list(factName).optional() })).optional(),
  clocks: list(DefinedClock).optional(),
});
export type ProcessDefinition = z.infer<typeof ProcessDefinition>;
