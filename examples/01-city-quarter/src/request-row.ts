import type { Instant } from '@jiceng/kernel';
import { quarterError } from './errors.ts';
import type { WallClock } from './wall-clock.ts';

/** One request as the city recorded it. */
export interface RequestRow {
  /** Line of the file on which the row begins; the header is line 1. */
  readonly line: number;
  readonly id: string;
  readonly openedAt: Instant;
  /** What the city promised for this very request; absent when it promised nothing. */
  readonly targetAt?: Instant;
  /** Absent while it is open. */
  readonly closedAt?: Instant;
  /** The city's own verdict. */
  readonly flag: 'ONTIME' | 'OVERDUE' | '';
  /** How the city says it was closed; `Unstated` where it says nothing. */
  readonly closureCode: string;
  readonly reason: string;
  readonly type: string;
  readonly department: string;
  /** WGS-84 degrees. */
  readonly point?: readonly [lon: number, lat: number];
  readonly channel: string;
}

/** The columns that are read, by the names of the city's own export. Others may stand beside them, in any order. */
export const requestColumns = [
  'case_enquiry_id',
  'open_dt',
  'target_dt',
  'closed_dt',
  'ontime',
  'closure_code',
  'reason',
  'type',
  'department',
  'latitude',
  'longitude',
  'source',
] as const;
type Column = (typeof requestColumns)[number];

/** Longer than any name of the city; what is longer is a shifted or glued row. */
const textMax = 100;

function readText(column: Column, text: string): string {
  if (text === '') throw quarterError('QUARTER_ROW_TEXT_MISSING', { column });
  if (/[\r\n]/.test(text)) throw quarterError('QUARTER_ROW_TEXT_BROKEN', { column });
  if (text.length > textMax) {
    throw quarterError('QUARTER_ROW_TEXT_TOO_LONG', { column, length: text.length, limit: textMax });
  }
  return text;
}

function readFlag(text: string): RequestRow['flag'] {
  if (text === 'ONTIME' || text === 'OVERDUE' || text === '') return text;
  throw quarterError('QUARTER_ROW_FLAG', { text });
}

const decimal = /^[+-]?\d{1,3}(?:\.\d+)?$/;

function readPoint(latitude: string, longitude: string): readonly [lon: number, lat: number] | undefined {
  if (latitude === '' && longitude === '') return undefined;
  const [lon, lat] = [Number(longitude), Number(latitude)];
  const isPoint = decimal.test(latitude) && decimal.test(longitude) && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
  if (!isPoint) throw quarterError('QUARTER_ROW_POINT', { latitude, longitude });
  return [lon, lat];
}

/** Reads the rows of one file, knowing its header and the rows before. */
export type RowReader = (line: number, fields: readonly string[]) => RequestRow;

/**
 * A reader of rows whose fields stand in the order of this header; it throws one of the `QUARTER_ROW_…` codes when a row cannot be used.
 *
 * @throws JicengError `QUARTER_COLUMNS_MISSING` when columns are missing; all of them are named.
 * @throws JicengError `QUARTER_COLUMN_TWICE` when two columns have one name.
 */
export function createRowReader(file: string, header: readonly string[], clock: WallClock): RowReader {
  const names = header.map((name) => name.trim());
  const repeated = requestColumns.find((column) => names.indexOf(column) !== names.lastIndexOf(column));
  if (repeated !== undefined) throw quarterError('QUARTER_COLUMN_TWICE', { file, column: repeated });
  const missing = requestColumns.filter((column) => !names.includes(column));
  if (missing.length > 0) throw quarterError('QUARTER_COLUMNS_MISSING', { file, columns: missing });
  const places = new Map<Column, number>(requestColumns.map((column) => [column, names.indexOf(column)]));
  const linesById = new Map<string, number>();

  const readTime = (column: Column, text: string): Instant => {
    const instant = clock.instantOf(text);
    if (instant === undefined) throw quarterError('QUARTER_ROW_TIME', { column, text });
    return instant;
  };
  const readOptionalTime = (column: Column, text: string) => (text === '' ? undefined : readTime(column, text));

  return (line, fields) => {
    if (fields.length !== names.length) {
      throw quarterError('QUARTER_ROW_FIELDS', { expected: names.length, found: fields.length });
    }
    if (fields.some((field) => field.includes('\uFFFD'))) throw quarterError('QUARTER_ROW_ENCODING');
    const at = (column: Column): string => (fields[places.get(column) ?? -1] ?? '').trim();
    const text = (column: Column): string => readText(column, at(column));
    const targetAt = readOptionalTime('target_dt', at('target_dt'));
    const closedAt = readOptionalTime('closed_dt', at('closed_dt'));
    const point = readPoint(at('latitude'), at('longitude'));
    const row: RequestRow = {
      line,
      id: text('case_enquiry_id'),
      openedAt: readTime('open_dt', at('open_dt')),
      ...(targetAt === undefined ? {} : { targetAt }),
      ...(closedAt === undefined ? {} : { closedAt }),
      flag: readFlag(at('ontime')),
      closureCode: at('closure_code') === '' ? 'Unstated' : text('closure_code'),
      reason: text('reason'),
      type: text('type'),
      department: text('department'),
      ...(point === undefined ? {} : { point }),
      channel: text('source'),
    };
    if (closedAt !== undefined && closedAt < row.openedAt) {
      throw quarterError('QUARTER_ROW_CLOSED_EARLY', { closed: at('closed_dt'), opened: at('open_dt') });
    }
    const earlier = linesById.get(row.id);
    if (earlier !== undefined) throw quarterError('QUARTER_ROW_ID_TWICE', { id: row.id, line: earlier });
    linesById.set(row.id, line);
    return row;
  };
}
