import { isJicengError } from '@jiceng/kernel/plain';
import * as z from 'zod';
import { compareFields } from './expected-fields.ts';
import { answers } from './sla-answers.ts';
import { askCalendar, CaseCalendar } from './sla-calendars.ts';
import { followHolidaySet, offerUpdate } from './sla-refusals.ts';
import { caseId, notUnderstood, type CaseFile, type ReferenceCase, type Suite, type Verdict } from './suite.ts';

const fields = z.record(z.string(), z.unknown());
const SlaCase = z.object({
  kind: z.string(),
  calendar: z.string().nullish(),
  input: fields,
  expected: fields,
  normative: z.array(z.string()).optional(),
  acceptCertainty: z.array(z.unknown()).optional(),
});
type SlaCase = z.infer<typeof SlaCase>;
type Calendars = Readonly<Record<string, unknown>>;

function calendarNamed(calendars: Calendars, id: unknown): CaseCalendar {
  const calendar = calendars[String(id)];
  if (calendar === undefined) throw new Error(`the file has no calendar "${String(id)}"`);
  return CaseCalendar.parse(calendar);
}

function answerTo(
  kind: string,
  calendar: CaseCalendar,
  input: z.infer<typeof fields>,
): Readonly<Record<string, unknown>> {
  const answer = answers[kind];
  if (answer === undefined) throw new Error(`no rule for the kind "${kind}"`);
  return askCalendar(calendar, input, (asked) => answer(asked, input));
}

/** Does what must be refused. */
function attempt({ input, calendar }: SlaCase, calendars: Calendars): void {
  if (input['update'] !== undefined) return offerUpdate(input['update']);
  if (input['holidaySet'] !== undefined) return followHolidaySet(input['holidaySet']);
  const asked =
    input['calendar'] === undefined
      ? calendarNamed(calendars, input['calendarId'] ?? calendar)
      : CaseCalendar.parse(input['calendar']);
  const { kind, ...call } = z.looseObject({ kind: z.string() }).parse(input['call']);
  answerTo(kind, asked, call);
}

/** Right is a refusal that a host can tell by its code; any other error is a defect, and an answer is one too. */
function judgeRefusal(one: SlaCase, calendars: Calendars): Verdict {
  try {
    attempt(one, calendars);
  } catch (error) {
    if (isJicengError(error)) return compareFields({ fields: one.expected }, { error: true });
    return { ok: false, expected: 'a JicengError', actual: error };
  }
  return compareFields({ fields: one.expected }, { error: false });
}

function judge(one: SlaCase, calendars: Calendars): Verdict {
  if (one.kind === 'config.error') return judgeRefusal(one, calendars);
  const { expected, normative = Object.keys(expected), acceptCertainty } = one;
  const wanted = Object.fromEntries(normative.map((name) => [name, expected[name]]));
  const calendar = calendarNamed(calendars, one.calendar);
  return compareFields({ fields: wanted, acceptCertainty }, answerTo(one.kind, calendar, one.input));
}

async function casesOf({ text, beside }: CaseFile): Promise<readonly ReferenceCase[]> {
  const { cases } = z.object({ cases: z.array(z.unknown()) }).parse(JSON.parse(text));
  const { calendars } = z.object({ calendars: fields }).parse(JSON.parse(await beside('calendars.json')));
  return cases.map((entry, index): ReferenceCase => {
    const id = caseId(entry, 'cases', index);
    const read = SlaCase.safeParse(entry);
    if (!read.success) return notUnderstood(id, 'unknown', z.prettifyError(read.error));
    return { id, kind: read.data.kind, run: () => judge(read.data, calendars) };
  });
}

/** Working days, working time, legal limits, clocks, ladders, explanations, and calendars that must be refused. */
export const slaSuite: Suite = { name: 'sla', cases: casesOf };
