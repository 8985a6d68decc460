import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { Reason } from '@jiceng/kernel';
import { parse } from 'csv-parse/sync';
import { quarterError } from './errors.ts';

/** One record of a CSV file, with the line it begins on; or why there is none. */
export type CsvRecord =
  | { readonly kind: 'record'; readonly line: number; readonly fields: readonly string[] }
  | { readonly kind: 'broken'; readonly line: number; readonly reason: Reason };

/** A quote that nobody closes must not swallow the rest of the file: no field goes on over more lines than this. */
const recordLinesMax = 20;
const blockLines = 1000;

async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

/** The lines of a file, plain or gzip, whatever it is called. A fault of the file ends the loop with its error. */
async function* readLines(file: string): AsyncGenerator<string> {
  const unpack = (await isGzip(file)) ? createGunzip() : undefined;
  const raw = createReadStream(file);
  const text = unpack === undefined ? raw : raw.pipe(unpack);
  let fault: unknown;
  const lines = createInterface({ input: text, crlfDelay: Infinity });
  const stop = (error: unknown): void => {
    fault ??= error;
    lines.close();
  };
  raw.on('error', stop);
  unpack?.on('error', stop);
  for await (const line of lines) yield line;
  if (fault !== undefined) throw fault;
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Records of a text, each with the number of lines up to its end; nothing when quotes do not match. */
function parseText(text: string): readonly Parsed[] | undefined {
  try {
    // With `info` the library returns records as `Parsed`; its types leave that to the caller.
    return parse(text, {
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as readonly Parsed[];
  } catch {
    return undefined;
  }
}

const broken = (line: number): CsvRecord => ({
  kind: 'broken',
  line,
  reason: quarterError.reason('QUARTER_ROW_QUOTES'),
});

/** Part of a file: its lines, the number of the first one, and how many fields the header has (absent before it is read). */
interface Block {
  readonly lines: readonly string[];
  readonly first: number;
  readonly isLast: boolean;
  readonly width: number | undefined;
}

/**
 * Is this one record? Over several lines it is believed only when it has as many fields as the header and no line inside it is a
 * record by itself: otherwise two stray quotes enclose good rows.
 */
function isBelieved({ record }: Parsed, lines: readonly string[], { width = record.length }: Block): boolean {
  if (lines.length === 1) return true;
  if (lines.length > recordLinesMax || record.length !== width) return false;
  return !lines.slice(1, -1).some((line) => parseText(line)?.[0]?.record.length === width);
}

/** The record that begins at a line, and on how many lines it stands; nothing when its quotes never match. */
function parseOne(block: Block, at: number): { readonly parsed: readonly Parsed[]; readonly size: number } | undefined {
  // Only a line that leaves a quote open can go on in the next.
  const isOpen = (block.lines[at] ?? '').split('"').length % 2 === 0;
  const most = isOpen ? Math.min(recordLinesMax, block.lines.length - at) : 1;
  for (let size = 1; size <= most; size += 1) {
    const lines = block.lines.slice(at, at + size);
    const parsed = parseText(lines.join('\n'));
    if (parsed?.every((one) => isBelieved(one, lines, block)) === true) return { parsed, size };
  }
  return undefined;
}

/** Record by record. What may still be unfinished at the end is left to the next block, unless this is the last. */
function parseSlowly(block: Block) {
  const { lines, first, isLast } = block;
  const records: CsvRecord[] = [];
  let at = 0;
  while (at < lines.length) {
    const found = parseOne(block, at);
    const mayGoOn = found === undefined && !isLast && lines.length - at < recordLinesMax;
    if (mayGoOn) break;
    for (const { record } of found?.parsed ?? []) records.push({ kind: 'record', line: first + at, fields: record });
    if (found === undefined) records.push(broken(first + at));
    at += found?.size ?? 1;
  }
  return { records, rest: lines.slice(at) };
}

function parseBlock(block: Block) {
  const { lines, first } = block;
  const parsed = parseText(lines.join('\n'));
  const linesOf = ({ info }: Parsed, at: number) => lines.slice(parsed?.[at - 1]?.info.lines ?? 0, info.lines);
  const { width = parsed?.[0]?.record.length } = block;
  const isPlain = parsed?.every((one, at) => isBelieved(one, linesOf(one, at), { ...block, width }));
  if (parsed === undefined || isPlain !== true) return parseSlowly({ ...block, width });
  let end = 0;
  const records = parsed.map(({ record, info }): CsvRecord => {
    // Empty lines before a record are none of it.
    while (lines[end] === '' && end < info.lines - 1) end += 1;
    const line = first + end;
    end = info.lines;
    return { kind: 'record', line, fields: record };
  });
  return { records, rest: [] };
}

/**
 * Reads a CSV file record by record (RFC 4180; plain or gzip). A record that cannot be read is told with its line, and reading goes on.
 *
 * @throws JicengError `QUARTER_FILE_UNREADABLE` when the file is missing, unreadable, or its compressed data are damaged.
 */
export async function* readCsvRecords(file: string): AsyncGenerator<CsvRecord> {
  try {
    let lines: string[] = [];
    let first = 1;
    let width: number | undefined;
    for await (const line of readLines(file)) {
      lines.push(first === 1 && lines.length === 0 ? line.replace(/^\uFEFF/, '') : line);
      if (lines.length < blockLines) continue;
      const { records, rest } = parseBlock({ lines, first, width, isLast: false });
      const [header] = records;
      if (header?.kind === 'record') width ??= header.fields.length;
      yield* records;
      first += lines.length - rest.length;
      lines = [...rest];
    }
    yield* parseBlock({ lines, first, width, isLast: true }).records;
  } catch (cause) {
    throw quarterError(
      'QUARTER_FILE_UNREADABLE',
      { file, cause: cause instanceof Error ? cause.message : String(cause) },
      { cause },
    );
  }
}
