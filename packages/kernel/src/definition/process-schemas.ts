import * as z from 'zod';
import type { FieldValue } from './condition.ts';
import { givenField, recordedField } from './field-schemas.ts';
import { rungCommand } from './reserved.ts';
import type { DefinedAction, DefinedField, ProcessDefinition } from './schemas.ts';

const FieldValues: z.ZodType<Readonly<Record<string, FieldValue>>> = z.record(
  z.string(),
  z.union([z.string(), z.int(), z.boolean(), z.array(z.string())]),
);

/** A command for a process made of a definition: the action, and what it is given. */
export const DefinedCommand = z.strictObject({ type: z.string(), fields: FieldValues });
export type DefinedCommand = Readonly<z.infer<typeof DefinedCommand>>;

/**
 * A fact of such a process. It says itself where it led, so that folding it never asks a definition that has changed since.
 */
export const DefinedEvent = z.object({
  type: z.string(),
  /** The edition it was recorded under. */
  edition: z.string(),
  /** Where the case stands afterwards. */
  status: z.string(),
  fields: FieldValues,
  /** For what a clock recorded: which clock, and which rung of its ladder. */
  rung: z.object({ clock: z.string(), rung: z.string() }).readonly().optional(),
  /** The written notice that the act obliges to give, and a reference to whom. */
  notice: z.object({ template: z.string(), to: z.string() }).readonly().optional(),
});
export type DefinedEvent = Readonly<z.infer<typeof DefinedEvent>>;

type FieldShape = Readonly<Record<string, z.ZodType<FieldValue>>>;
type Fields = ReadonlyMap<string, DefinedField>;

function fieldsOf({ fields = [] }: ProcessDefinition): Fields {
  return new Map(fields.map((field) => [field.field, field]));
}

function shapeOf(
  fields: Fields,
  names: Iterable<string>,
  schemaOf: (field: DefinedField) => z.ZodType<FieldValue>,
): FieldShape {
  const declared = [...names].flatMap((name) => fields.get(name) ?? []);
  return Object.fromEntries(declared.map((field) => [field.field, schemaOf(field)]));
}

const optionally = (schemaOf: (field: DefinedField) => z.ZodType<FieldValue>) => (field: DefinedField) =>
  z.exactOptional(schemaOf(field));

function actionSchema(declared: Fields, { action, requires = [], accepts = [] }: DefinedAction) {
  const fields = z.strictObject({
    ...shapeOf(declared, accepts, optionally(givenField)),
    ...shapeOf(declared, requires, givenField),
  });
  // Nothing required: nothing need be sent.
  return z.strictObject({ type: z.literal(action), fields: requires.length === 0 ? fields.prefault({}) : fields });
}

/** The commands of a definition: one strict schema an action, and the clock's own when it has a ladder. */
export function commandSchemaOf(definition: ProcessDefinition): z.ZodType<DefinedCommand> {
  const rungs = (definition.clocks ?? []).flatMap(({ clock, ladder = [] }) =>
    ladder.map(({ rung }) => z.strictObject({ clock: z.literal(clock), rung: z.literal(rung) })),
  );
  const fields = fieldsOf(definition);
  const actions = definition.actions.map((action) => actionSchema(fields, action));
  const passing = rungs.length === 0 ? [] : [z.strictObject({ type: z.literal(rungCommand), fields: z.union(rungs) })];
  const [first, ...others] = [...actions, ...passing];
  return first === undefined ? z.never() : z.discriminatedUnion('type', [first, ...others]);
}

/** The facts of a definition: any declared one, with any declared fields, each of its own kind. */
export function eventSchemaOf(definition: ProcessDefinition): z.ZodType<DefinedEvent> {
  const fields = fieldsOf(definition);
  return z.object({
    ...DefinedEvent.shape,
    type: z.enum(definition.facts.map(({ fact }) => fact)),
    fields: z.object(shapeOf(fields, fields.keys(), optionally(recordedField))),
  });
}
