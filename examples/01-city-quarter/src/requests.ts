import { isJicengError, type Reason } from '@jiceng/kernel';
import { type CsvRecord, readCsvRecords } from './csv-records.ts';
import { quarterError } from './errors.ts';
import { createRowReader, type RequestRow, type RowReader } from './request-row.ts';
import { createWallClock } from './wall-clock.ts';

export { requestColumns, type RequestRow } from './request-row.ts';

/** A row that could not be used, and why. */
export interface SkippedRow {
  readonly line: number;
  readonly reason: Reason;
}

export type ReadRow = { readonly kind: 'row'; readonly row: RequestRow } | ({ readonly kind: 'skipped' } & SkippedRow);

/** A whole file: what can be used, in the order of the file, and what cannot. */
export interface RequestFile {
  readonly rows: readonly RequestRow[];
  readonly skipped: readonly SkippedRow[];
}

/** The clocks of the city: its export names no zone. */
export const cityZone = 'America/New_York';

function readRow(read: RowReader, record: CsvRecord): ReadRow {
  if (record.kind === 'broken') return { kind: 'skipped', line: record.line, reason: record.reason };
  try {
    return { kind: 'row', row: read(record.line, record.fields) };
  } catch (error) {
    if (!isJicengError(error)) throw error;
    return {
      kind: 'skipped',
      line: record.line,
      reason: { code: error.code, details: error.details, words: error.words },
    };
  }
}

/**
 * Reads requests row by row from a CSV file (plain or gzip) whose first line names the columns; other columns are ignored. A row
 * that cannot be used is told with its line and reason, and reading goes on.
 *
 * @throws JicengError `QUARTER_FILE_UNREADABLE` when the file is missing, unreadable, or its compressed data are damaged.
 * @throws JicengError `QUARTER_FILE_EMPTY` when it has no first line.
 * @throws JicengError `QUARTER_COLUMNS_MISSING` when columns are missing; all of them are named.
 * @throws JicengError `QUARTER_COLUMN_TWICE` when two columns have one name.
 * @throws JicengError `QUARTER_ZONE_UNKNOWN` when the platform does not know the zone.
 */
export async function* readRequestRows(file: string, zone: string = cityZone): AsyncGenerator<ReadRow> {
  let reader: RowReader | undefined;
  for await (const record of readCsvRecords(file)) {
    if (reader !== undefined) yield readRow(reader, record);
    else reader = createRowReader(file, record.kind === 'record' ? record.fields : [], createWallClock(zone));
  }
  if (reader === undefined) throw quarterError('QUARTER_FILE_EMPTY', { file });
}

/**
 * Reads all requests of a file; see `readRequestRows`.
 *
 * @throws JicengError the errors of `readRequestRows`.
 */
export async function readRequests(file: string, zone: string = cityZone): Promise<RequestFile> {
  const rows: RequestRow[] = [];
  const skipped: SkippedRow[] = [];
  for await (const read of readRequestRows(file, zone)) {
    if (read.kind === 'row') rows.push(read.row);
    else skipped.push({ line: read.line, reason: read.reason });
  }
  return { rows, skipped };
}
