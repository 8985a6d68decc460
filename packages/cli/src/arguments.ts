import { parseArgs } from 'node:util';
import { locales, type Locale } from '@jiceng/kernel';
import { cliError } from './errors.ts';

export type Engine = 'sqlite' | 'postgres' | 'mysql';

/** What `jiceng doctor` was asked. */
export interface DoctorQuestion {
  readonly engine: Engine;
  /** The path of a file, or the address of a database. */
  readonly place: string;
  readonly lang: Locale;
  readonly zone: string;
  readonly feed: string;
  readonly json: boolean;
}

export const usage = `jiceng doctor --sqlite FILE | --postgres URL | --mysql URL
             [--lang zh-CN|en] [--json] [--zone Asia/Shanghai] [--feed main]

  只读：不建表，不写入。  It only reads: nothing is created, nothing is written.
  退出码 exit code: 0 正常 fine, 1 有事须人处理 somebody must see to something, 2 打不开或用法有误 cannot be opened, or wrong usage`;

const engines = ['sqlite', 'postgres', 'mysql'] as const;
const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const options = {
  sqlite: text,
  postgres: text,
  mysql: text,
  lang: text,
  zone: text,
  feed: text,
  json: flag,
  help: flag,
};

const isLocale = (word: string): word is Locale => locales.some((locale) => locale === word);

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw cliError('CLI_USAGE', { problem: error instanceof Error ? error.message : String(error) });
  }
}

/**
 * Reads the words behind `jiceng`; `undefined` when help is asked for.
 *
 * @throws JicengError `CLI_USAGE` when they are none that the program knows.
 */
export function readDoctorQuestion(args: readonly string[]): DoctorQuestion | undefined {
  const { values, positionals } = parse(args);
  if (values.help === true) return undefined;
  if (positionals.join(' ') !== 'doctor') {
    const problem = {
      'zh-CN': `没有“${positionals.join(' ')}”这个命令。`,
      en: `there is no command "${positionals.join(' ')}".`,
    };
    throw cliError('CLI_USAGE', { problem });
  }
  const named = engines.flatMap((engine) => {
    const place = values[engine];
    return place === undefined ? [] : [{ engine, place }];
  });
  const [only] = named;
  if (only === undefined || named.length > 1 || only.place === '') {
    const problem = {
      'zh-CN': '须指明一个存储：--sqlite、--postgres 或 --mysql。',
      en: 'name one store: --sqlite, --postgres or --mysql.',
    };
    throw cliError('CLI_USAGE', { problem });
  }
  const { lang = 'zh-CN', zone = 'Asia/Shanghai', feed = 'main', json = false } = values;
  if (!isLocale(lang)) throw cliError('CLI_USAGE', { problem: '--lang zh-CN | en' });
  return { ...only, lang, zone, feed, json };
}
