import { readFileSync } from 'node:fs';
import {
  addCalendarDays,
  createDefinedProcess,
  instantFromMs,
  instantToMs,
  parseJson,
  ProcessDefinition,
  type DefinedProcess,
  type Json,
  type RungTimes,
} from '../index.ts';

/** The county's definition as it lies in its file. */
export function stallPermitJson(): Json {
  return parseJson(readFileSync(new URL('./stall-permit.json', import.meta.url), 'utf8'));
}

export const stallPermit: ProcessDefinition = ProcessDefinition.parse(stallPermitJson());

type Editable<Part> = Part extends string | number | boolean | undefined
  ? Part
  : { -readonly [Name in keyof Part]: Editable<Part[Name]> };

/** The definition with something changed: `edit` may write to all of it. */
export function edited(edit: (definition: Editable<ProcessDefinition>) => void): unknown {
  const copy = structuredClone(stallPermit) as Editable<ProcessDefinition>;
  edit(copy);
  return copy;
}

const dayMs = 86_400_000;

/**
 * Counts every day as a working day: enough to see which facts a clock is told. Pauses are left out, extensions are added, and while
 * the clock is paused nothing is known.
 */
export const plainDays: RungTimes = ({ limit, ladder = [] }, { startedAt, pauses, extensions }) =>
  ladder.map(({ due }) => {
    if (pauses.some(({ to }) => to === undefined)) return undefined;
    const days = ('value' in limit ? limit.value : 0) + extensions.reduce((sum, { value }) => sum + value, 0);
    const pausedMs = pauses.reduce((sum, { from, to }) => sum + instantToMs(to ?? from) - instantToMs(from), 0);
    const budgetMs = days * dayMs;
    const usedMs = 'atFraction' in due ? due.atFraction * budgetMs : budgetMs + due.overdueBy.value * dayMs;
    return instantFromMs(instantToMs(startedAt) + usedMs + pausedMs);
  });

export function stallPermitProcess(definition: unknown = stallPermitJson()): DefinedProcess {
  return createDefinedProcess(definition, { rungTimes: plainDays });
}

/** The first day asked for in these tests. */
export const openOn = addCalendarDays('2026-03-02', 30);
