import { parseArgs } from 'node:util';
import { isJicengError, parseInstant, type Instant } from '@jiceng/kernel';

export interface Options {
  readonly lang: 'zh-CN' | 'en';
  readonly input: string;
  readonly until: Instant | undefined;
  readonly out: string;
  readonly step: boolean;
  readonly fresh: boolean;
}

export const usage = `pnpm demo [--lang en] [--input FILE] [--until 2011-11-01T00:00:00-04:00] [--out FOLDER] [--step] [--fresh]

  --lang zh-CN|en   语言 / language of the summary and the report (zh-CN)
  --input FILE      同样列名的 CSV（可为 .gz）/ any CSV with the same columns, .gz or plain
  --until INSTANT   重放到何时为止，须带时区 / where the replay stops, with its offset (2011-10-01T00:00:00-04:00)
  --out FOLDER      数据库和报告放在哪里 / where the database and the report go (examples/01-city-quarter/out)
  --step            每一步之前停下，按回车继续 / waits for Enter before each act, for a class
  --fresh           从头开始，不接着上次 / begins anew instead of going on where it was`;

/** A word on the command line that means nothing: said plainly, with the usage. */
export class UsageError extends Error {}

function instantFrom(text: string): Instant {
  try {
    return parseInstant(text);
  } catch (error) {
    throw isJicengError(error) ? new UsageError(`--until: ${error.words['zh-CN']} / ${error.words.en}`) : error;
  }
}

export function readOptions(args: readonly string[], home: string): Options | undefined {
  const parse = () => {
    try {
      return parseArgs({
        args: args.filter((arg) => arg !== '--'),
        options: {
          lang: { type: 'string', default: 'zh-CN' },
          input: { type: 'string', default: `${home}/data/requests.csv.gz` },
          until: { type: 'string' },
          out: { type: 'string', default: `${home}/out` },
          step: { type: 'boolean', default: false },
          fresh: { type: 'boolean', default: false },
          help: { type: 'boolean', default: false },
        },
      }).values;
    } catch (error) {
      throw new UsageError(error instanceof Error ? error.message : String(error));
    }
  };
  const { help, lang, until, ...rest } = parse();
  if (help) return undefined;
  if (lang !== 'zh-CN' && lang !== 'en') throw new UsageError(`--lang: zh-CN | en`);
  return { ...rest, lang, until: until === undefined ? undefined : instantFrom(until) };
}
