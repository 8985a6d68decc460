import process from 'node:process';
import { failureText, readWords } from '@jiceng/example-kit';
import { accountOf } from './account.ts';
import { summaryText } from './summary.ts';

const usage = `start [--lang en]

  --lang zh-CN|en   语言 / language (zh-CN)`;

try {
  const started = readWords(process.argv.slice(2), {});
  process.stdout.write(started === undefined ? `${usage}\n` : summaryText(await accountOf(), started.lang));
} catch (error) {
  process.stderr.write(`${failureText(error, usage)}\n`);
  process.exitCode = 2;
}
