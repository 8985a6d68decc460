import { parseArgs } from 'node:util';

/** What an example was started with. */
export interface ExampleWords {
  readonly lang: 'zh-CN' | 'en';
  /** Values of the example's own options, by their names. */
  readonly values: Readonly<Record<string, string>>;
}

/** A word on the command line that means nothing: said plainly, with the usage. */
export class UsageError extends Error {}

/**
 * The words behind a start command: `--lang zh-CN|en`, and the example's own options with what each is when nobody sets it.
 * `undefined` when `--help` is asked for.
 *
 * @throws UsageError when there is no such option or language.
 */
export function readWords(
  args: readonly string[],
  defaults: Readonly<Record<string, string>>,
): ExampleWords | undefined {
  const own = Object.fromEntries(Object.keys(defaults).map((name) => [name, { type: 'string' }] as const));
  const parse = () => {
    try {
      const options = { ...own, lang: { type: 'string' }, help: { type: 'boolean' } } as const;
      // Whoever starts an example through pnpm may have set the options off by `--`.
      return parseArgs({ args: args.filter((arg) => arg !== '--'), options }).values;
    } catch (error) {
      throw new UsageError(error instanceof Error ? error.message : String(error));
    }
  };
  const { lang = 'zh-CN', help = false, ...values } = parse();
  if (help) return undefined;
  if (lang !== 'zh-CN' && lang !== 'en') throw new UsageError('--lang zh-CN | en');
  return { lang, values: { ...defaults, ...values } };
}
