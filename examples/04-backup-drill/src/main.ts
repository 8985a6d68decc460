import process from 'node:process';
import { failureText, readWords, UsageError } from '@jiceng/example-kit';
import { runDrill } from './drill.ts';
import { summaryText } from './summary.ts';

const usage = `start [--lang en] [--cut COUNT]

  --lang zh-CN|en   语言 / language (zh-CN)
  --cut COUNT       第几个答复之后备份，1 到 36 / after which answer the backup is made, 1 to 36 (20)`;

function cutOf(word: string | undefined): number {
  const cut = Number(word);
  if (!Number.isInteger(cut) || cut < 1 || cut > 36) throw new UsageError('--cut 1 … 36');
  return cut;
}

try {
  const started = readWords(process.argv.slice(2), { cut: '20' });
  if (started === undefined) process.stdout.write(`${usage}\n`);
  else process.stdout.write(summaryText(await runDrill(cutOf(started.values['cut'])), started.lang));
} catch (error) {
  process.stderr.write(`${failureText(error, usage)}\n`);
  process.exitCode = 2;
}
