import type { CalendarDefinition, CalendarLayer } from './definition.ts';
import { slaError } from '../errors.ts';

/** The layer that decided something, as explanations name it. */
export type LayerName = Pick<CalendarLayer, 'id' | 'name'>;

/** A layer of a stack. The lowest is the definition itself, which has no name. */
export interface StackedLayer extends Omit<CalendarLayer, 'id' | 'name'> {
  /** Said of everything that this layer decides. */
  readonly by: { readonly setBy?: LayerName };
}

/**
 * The layers of a definition, the weakest first.
 *
 * @throws JicengError `SLA_LAYER_TWICE` when two layers have one id: an explanation could not tell which of them decided.
 */
export function stackOf({ holidays = {}, layers = [], ...lowest }: CalendarDefinition): readonly StackedLayer[] {
  const ids = new Set<string>();
  const named = layers.map(({ id, name, ...layer }): StackedLayer => {
    if (ids.has(id)) throw slaError('SLA_LAYER_TWICE', { id });
    ids.add(id);
    return { ...layer, by: { setBy: { id, name } } };
  });
  const { notices, dates } = holidays;
  return [{ ...lowest, ...(notices && { notices }), ...(dates && { dates }), by: {} }, ...named];
}
