import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { readCsvRecords } from './csv-records.ts';
import { requestColumns } from './request-row.ts';

// Makes data/requests.csv.gz from the city's own export: node src/trim.ts EXPORT.csv data/requests.csv.gz
// The columns of this example and nothing else, every row, in the order of the export; the same input gives the same bytes.
const [source = '', target = ''] = process.argv.slice(2);

const quote = (field: string): string => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);

const lines: string[] = [];
let places: readonly number[] | undefined;
for await (const record of readCsvRecords(source)) {
  if (record.kind === 'broken') throw new Error(`line ${record.line}: ${record.reason.words.en}`);
  const { fields } = record;
  places ??= requestColumns.map((column) => fields.indexOf(column));
  lines.push(places.map((place) => quote(fields[place] ?? '')).join(','));
}
writeFileSync(target, gzipSync(`${lines.join('\n')}\n`, { level: 9 }));
console.log(`${lines.length - 1} rows`);
