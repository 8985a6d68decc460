import { slaError } from '../errors.ts';

/** A property of an iCalendar file: its name in capitals, its parameters likewise, and where it stands. */
export interface ContentLine {
  readonly name: string;
  readonly rest: string;
  /** The first of its lines, counted from 1. */
  readonly line: number;
}

/** What an iCalendar file should have had; the words of the error say it of a line. */
export type ExpectedLine =
  | 'contentLine'
  | 'calendar'
  | 'ending'
  | 'date'
  | 'laterEnd'
  | 'onlyOnce'
  | 'identity'
  | 'present';

/** The refusal of a file that breaks the format. */
export function malformed(line: number, expected: ExpectedLine): Error {
  return slaError('SLA_ICALENDAR_INVALID', { line, expected });
}

/** A line is never longer than this many octets, its end not counted. */
const maxOctets = 75;

function octetsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x1_00_00 ? 3 : 4;
}

/** A property as lines of at most 75 octets; no character is torn. */
export function foldLine(text: string): string {
  let folded = '';
  let octets = 0;
  for (const character of text) {
    const size = octetsOf(character);
    if (octets + size > maxOctets) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return `${folded}\r\n`;
}

/** The properties of a file, folded lines joined. Names are all that is read of them. */
export function* contentLines(text: string): Generator<ContentLine> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  let at = 0;
  while (at < lines.length) {
    const line = at + 1;
    const parts = [lines[at] ?? ''];
    for (at += 1; /^[ \t]/.test(lines[at] ?? ''); at += 1) parts.push((lines[at] ?? '').slice(1));
    const whole = parts.join('');
    if (whole === '') continue;
    const name = /^[A-Za-z0-9-]+(?=[;:])/.exec(whole)?.[0];
    if (name === undefined) throw malformed(line, 'contentLine');
    yield { name: name.toUpperCase(), rest: whole.slice(name.length), line };
  }
}

/** The value of a property, and its parameters by their names in capitals. */
export interface PropertyValue {
  readonly value: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const parameterForm = /;([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:])*)/y;

/**
 * Takes a property apart.
 *
 * @throws JicengError `SLA_ICALENDAR_INVALID` when it has no value.
 */
export function propertyValue({ rest, line }: ContentLine): PropertyValue {
  const parameters = new Map<string, string>();
  const form = new RegExp(parameterForm);
  let end = 0;
  for (let found = form.exec(rest); found !== null; found = form.exec(rest)) {
    const [, name = '', value = ''] = found;
    parameters.set(name.toUpperCase(), value.replaceAll('"', ''));
    end = form.lastIndex;
  }
  if (rest[end] !== ':') throw malformed(line, 'contentLine');
  return { value: rest.slice(end + 1), parameters };
}

/** A text as a value: nothing in it ends the line or the value. What no line can hold is left out. */
export function escapeText(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll('\n', String.raw`\n`);
}

/** The text that a value stands for. */
export function unescapeText(value: string): string {
  return value.replaceAll(/\\([\\;,nN])/g, (_whole, character: string) =>
    character === 'n' || character === 'N' ? '\n' : character,
  );
}
