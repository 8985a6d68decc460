import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { createIncidents, incidentTable } from '@jiceng/incidents';
import { isJicengError, kernelTables, parseInstant, type Store } from '@jiceng/kernel';
import { alwaysOpen } from '@jiceng/sla';
import { openSqliteStore } from '@jiceng/storage-sql';
import { createCityDispatch } from './dispatching.ts';
import { quarterFigures } from './figures.ts';
import { cellsOver } from './grid.ts';
import { handlingLimits, learnFirstMonth } from './learning.ts';
import { readOptions, usage, UsageError, type Options } from './options.ts';
import { readOutcomes } from './read-outcomes.ts';
import { placement, planActs } from './plan.ts';
import { createProgressBar } from './progress-bar.ts';
import { progressTable, readProgress } from './progress-table.ts';
import { createReplay, tenant, type ReplaySettings } from './replay.ts';
import { reportHtml } from './report.ts';
import { cityZone, readRequests } from './requests.ts';
import { summaryText } from './summary.ts';
import { ladder } from './supervision.ts';

const home = dirname(dirname(fileURLToPath(import.meta.url)));
const tables = [...kernelTables, incidentTable, progressTable];
const say = (text: string) => void process.stderr.write(`${text}\n`);

/** The city's quarter ends when September does, on its own wall. */
const quarterEnd = parseInstant('2011-10-01T00:00:00-04:00');

function removeDatabase(file: string): void {
  for (const part of ['', '-wal', '-shm']) rmSync(`${file}${part}`, { force: true });
}

/**
 * The database of this run: the one an earlier run was killed over, if it replays the same; otherwise a new one. Durability
 * NORMAL: a killed process loses nothing; a power cut may cost the last moments, which are then simply replayed.
 */
async function openDatabase(file: string, input: string, fresh: boolean, en: boolean): Promise<Store> {
  const open = async () => {
    const store = await openSqliteStore({ file, synchronous: 'NORMAL' });
    await store.migrate(tables);
    return store;
  };
  if (!fresh && existsSync(file)) {
    const store = await open();
    const progress = await readProgress(store);
    if (progress?.input === input && !progress.finished) {
      say(en ? `Going on where it was: ${progress.done} acts are done.` : `接着上次：已完成 ${progress.done} 步。`);
      return store;
    }
    await store.close();
  }
  removeDatabase(file);
  return open();
}

type BeforeAct = NonNullable<ReplaySettings['beforeAct']>;

/** For a class: says what comes next and waits for Enter. Once nobody is there to press it, the rest runs through. */
function stepper(): { readonly beforeAct: BeforeAct; readonly end: () => void } {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  let open = true;
  lines.once('close', () => {
    open = false;
  });
  return {
    beforeAct: async ({ atMs }, { id, type }, command) => {
      if (!open) return;
      const next = `${new Date(atMs).toISOString()}  ${id}  ${type}\n  ${JSON.stringify(command)}\n  ⏎ `;
      await Promise.race([lines.question(next), new Promise((resolve) => void lines.once('close', resolve))]);
    },
    end: () => lines.close(),
  };
}

async function run({ lang, input, until = quarterEnd, out, step, fresh }: Options): Promise<void> {
  const en = lang === 'en';
  const { rows, skipped } = await readRequests(input);
  for (const { line, reason } of skipped) say(`${basename(input)}:${line}  ${reason.words[lang]}`);
  const learnt = learnFirstMonth(rows, cityZone);
  const acts = planActs(rows, until);
  const fingerprint = createHash('sha256').update(readFileSync(input)).update(until).digest('hex');

  mkdirSync(out, { recursive: true });
  const database = `${out}/quarter.db`;
  const store = await openDatabase(database, fingerprint, fresh, en);
  const bar = createProgressBar(process.stderr, acts.length, lang);
  const steps = step ? stepper() : undefined;
  const replay = createReplay({
    store,
    incidents: createIncidents({ calendar: alwaysOpen(cityZone), ladder }),
    rows,
    acts,
    dispatch: createCityDispatch(rows, learnt),
    limits: handlingLimits(learnt),
    ladder,
    until,
    input: fingerprint,
    onProgress: bar.show,
    ...(steps === undefined ? {} : { beforeAct: steps.beforeAct }),
  });
  await replay.run();
  bar.end();
  steps?.end();

  const points = rows.flatMap(({ point }) => (point === undefined ? [] : [point]));
  const figures = quarterFigures(rows, await readOutcomes(store, tenant), {
    input: basename(input),
    zone: cityZone,
    until,
    skipped,
    learnt,
    cells: cellsOver(points),
    ladder,
    placement,
  });
  await store.close();
  const report = `${out}/report.html`;
  writeFileSync(report, reportHtml(figures, lang));
  process.stdout.write(summaryText(figures, lang));
  const [seconds, megabytes] = [
    Math.round(performance.now() / 1000),
    Math.round(process.resourceUsage().maxRSS / 1024),
  ];
  say(en ? `The report: ${report}\nThe database: ${database}` : `报告：${report}\n数据库：${database}`);
  say(en ? `${seconds} s, at most ${megabytes} MB of memory.` : `用时 ${seconds} 秒，内存最多 ${megabytes} MB。`);
}

try {
  const options = readOptions(process.argv.slice(2), home);
  if (options === undefined) process.stdout.write(`${usage}\n`);
  else await run(options);
} catch (error) {
  if (error instanceof UsageError) say(`${error.message}\n\n${usage}`);
  else if (isJicengError(error)) say(`${error.words['zh-CN']}\n${error.words.en}\n(${error.code})`);
  else throw error;
  process.exitCode = 2;
}
