import * as z from 'zod';
import { CivilDateText, InstantText } from '../rules/text-schemas.ts';
import type { FieldValue } from './condition.ts';
import type { DefinedField } from './schemas.ts';

const textLengthMax = 2000;
const listLengthMax = 200;

const text = (max = textLengthMax) => z.string().trim().min(1).max(max);
const several = <Item extends z.ZodType<string>>(item: Item) => z.array(item).min(1).max(listLengthMax);

/** Does the field hold a list of values? */
export function holdsSeveral({ type }: DefinedField): boolean {
  return type === 'texts' || type === 'references' || type === 'choices';
}

/** What a command may give for a field. */
export function givenField(field: DefinedField): z.ZodType<FieldValue> {
  switch (field.type) {
    case 'text':
      return text(field.maxLength);
    case 'texts':
      return several(text());
    case 'integer':
      return z
        .int()
        .min(field.min ?? Number.MIN_SAFE_INTEGER)
        .max(field.max ?? Number.MAX_SAFE_INTEGER);
    case 'boolean':
      return z.boolean();
    case 'date':
      return CivilDateText;
    case 'instant':
      return InstantText;
    case 'reference':
      return text();
    case 'references':
      return several(text());
    case 'choice':
      return z.enum(field.choices.map(({ choice }) => choice));
    case 'choices':
      return several(z.enum(field.choices.map(({ choice }) => choice)));
  }
}

/** What a recorded fact may hold: the kind of value only. Bounds and choices of an older edition were another's to judge. */
export function recordedField(field: DefinedField): z.ZodType<FieldValue> {
  switch (field.type) {
    case 'integer':
      return z.int();
    case 'boolean':
      return z.boolean();
    case 'texts':
    case 'references':
    case 'choices':
      return z.array(z.string());
    case 'text':
    case 'date':
    case 'instant':
    case 'reference':
    case 'choice':
      return z.string();
  }
}
