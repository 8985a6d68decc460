import process from 'node:process';
import { failureText, readWords } from '@jiceng/example-kit';
import { rehearse } from './rehearsal.ts';
import { serverUrl } from './server.ts';
import { summaryText } from './summary.ts';

const usage = `start [--lang en] [--server URL]

  --lang zh-CN|en   语言 / language (zh-CN)
  --server URL      PostgreSQL 的地址 / the server (JICENG_PG_URL, else 127.0.0.1:5432)`;
const say = (text: string) => void process.stderr.write(`${text}\n`);
/** EX_TEMPFAIL of sysexits: something is not there at the moment. */
const notRun = 75;

try {
  const started = readWords(process.argv.slice(2), { server: process.env['JICENG_PG_URL'] ?? '' });
  if (started === undefined) process.stdout.write(`${usage}\n`);
  else {
    const url = await serverUrl(started.values['server'] ?? '');
    if (url === undefined) {
      say('这里没有 PostgreSQL，没有运行。 No PostgreSQL here: not run.');
      process.exitCode = notRun;
    } else process.stdout.write(summaryText(await rehearse(url), started.lang));
  }
} catch (error) {
  say(failureText(error, usage));
  process.exitCode = 2;
}
