import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { failureText, readWords } from '@jiceng/example-kit';
import { arrivalOf } from './arrival.ts';
import { noticeFromFile } from './notice-file.ts';
import { summaryText } from './summary.ts';

const data = `${dirname(dirname(fileURLToPath(import.meta.url)))}/data`;
const usage = `start [--lang en] [--notice FILE] [--update FILE] [--county FILE]

  --lang zh-CN|en   语言 / language (zh-CN)
  --notice FILE     来的通知 / the notice that arrives (data/notice-2027.txt)
  --update FILE     它的更新 / an update of it (data/notice-2027-cut.txt)
  --county FILE     县里自己的通知 / the county's own notice (data/county-2027.txt)`;
const say = (text: string) => void process.stderr.write(`${text}\n`);
const read = (file = '') => noticeFromFile(readFileSync(file, 'utf8'));

try {
  const started = readWords(process.argv.slice(2), {
    notice: `${data}/notice-2027.txt`,
    update: `${data}/notice-2027-cut.txt`,
    county: `${data}/county-2027.txt`,
  });
  if (started === undefined) process.stdout.write(`${usage}\n`);
  else {
    const { lang, values } = started;
    const files = { notice: read(values['notice']), update: read(values['update']), regional: read(values['county']) };
    process.stdout.write(summaryText(arrivalOf(files), lang));
  }
} catch (error) {
  say(failureText(error, usage));
  process.exitCode = 2;
}
