import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { failureText, readWords } from '@jiceng/example-kit';
import { locales } from '@jiceng/kernel';
import { accountOf } from './account.ts';
import { readCase } from './case-file.ts';
import { summaryText } from './summary.ts';
import { timelineSvg } from './timeline.ts';

const home = dirname(dirname(fileURLToPath(import.meta.url)));
const usage = `start [--lang en] [--case FILE] [--out FOLDER]

  --lang zh-CN|en   语言 / language (zh-CN)
  --case FILE       另一件案件 / another case, like data/case.json
  --out FOLDER      图画在哪里 / where the pictures go (out)`;
const say = (text: string) => void process.stderr.write(`${text}\n`);

try {
  const started = readWords(process.argv.slice(2), { case: `${home}/data/case.json`, out: `${home}/out` });
  if (started === undefined) process.stdout.write(`${usage}\n`);
  else {
    const { lang, values } = started;
    const { case: file = '', out = '' } = values;
    const text = readFileSync(file, 'utf8');
    process.stdout.write(summaryText(accountOf(readCase(text, lang)), lang));
    mkdirSync(out, { recursive: true });
    for (const locale of locales) {
      const picture = `${out}/timeline${locale === 'en' ? '.en' : ''}.svg`;
      writeFileSync(picture, timelineSvg(accountOf(readCase(text, locale)), locale));
      say(picture);
    }
  }
} catch (error) {
  say(failureText(error, usage));
  process.exitCode = 2;
}
