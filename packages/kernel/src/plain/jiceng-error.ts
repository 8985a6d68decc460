import type { Json } from './json.ts';

/** Languages every message exists in; `zh-CN` is what `Error.message` says. */
export const locales = ['zh-CN', 'en'] as const;
export type Locale = (typeof locales)[number];
export type Words = Readonly<Record<Locale, string>>;

/** The data a message speaks of: JSON, so that a log, an API and a screen can all carry it. */
export type Details = Readonly<Record<string, Json>>;

/** Why something is refused, as data with its words: what a grey button shows and what a refused command throws. */
export interface Reason<Code extends string = string> {
  readonly code: Code;
  readonly details: Details;
  readonly words: Words;
}

/** A registered symbol: the ESM and the CJS copy of this package recognise each other's errors by it. */
const brand = Symbol.for('jiceng.error');

/** A refusal: a stable code, data, words in both languages, and the reasons when there is more than one. */
export class JicengError<Code extends string = string> extends Error {
  override readonly name = 'JicengError';
  readonly code: Code;
  readonly details: Details;
  readonly words: Words;
  readonly reasons: readonly Reason[];

  constructor(reason: Reason<Code>, reasons: readonly Reason[] = [], options?: ErrorOptions) {
    super(reason.words['zh-CN'], options);
    this.code = reason.code;
    this.details = reason.details;
    this.words = reason.words;
    this.reasons = reasons;
    Object.defineProperty(this, brand, { value: true });
  }

  /** What a log or an API may show: no stack, no cause. */
  toJSON(): {
    readonly code: Code;
    readonly details: Details;
    readonly words: Words;
    readonly reasons: readonly Reason[];
  } {
    return { code: this.code, details: this.details, words: this.words, reasons: this.reasons };
  }
}

/** Is this a refusal of ours (and the one with this code)? Works across the ESM and the CJS copy; `instanceof` does not. */
export function isJicengError<Code extends string = string>(error: unknown, code?: Code): error is JicengError<Code> {
  if (typeof error !== 'object' || error === null || !(brand in error)) return false;
  return code === undefined || ('code' in error && error.code === code);
}

type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;
type DetailsFor<Entry extends Words> = Details & Readonly<Record<Placeholders<Entry['zh-CN']>, Json>>;
interface More {
  readonly reasons?: readonly Reason[];
  readonly cause?: unknown;
}
/** What a code is thrown with: details, which may be left out when its words name none, and what lies behind it. */
export type ErrorArguments<Entry extends Words> = [Placeholders<Entry['zh-CN']>] extends [never]
  ? [details?: Details, more?: More]
  : [details: DetailsFor<Entry>, more?: More];
export type Catalog = Readonly<Record<string, Words>>;

/** Makes the errors of one catalog, and their reasons, with the details that the words name checked by the compiler. */
export interface ErrorFactory<C extends Catalog> {
  <Code extends keyof C & string>(code: Code, ...rest: ErrorArguments<C[Code]>): JicengError<Code>;
  readonly reason: <Code extends keyof C & string>(code: Code, ...rest: ErrorArguments<C[Code]>) => Reason<Code>;
  readonly catalog: C;
}

const listSeparator: Readonly<Record<Locale, string>> = { 'zh-CN': '、', en: ', ' };

function isWords(value: Json): value is Words & { readonly [name: string]: Json } {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && locales.every((locale) => locale in value)
  );
}

function show(value: Json | undefined, locale: Locale): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map((item: Json) => show(item, locale)).join(listSeparator[locale]);
  // Words inside words: the part of a message that is itself a message.
  if (isWords(value)) return value[locale];
  return JSON.stringify(value);
}

function fill(template: string, details: Details, locale: Locale): string {
  return template.replaceAll(/\{([^}]+)\}/g, (_whole, name: string) => show(details[name], locale));
}

/** Words with their `{placeholders}` filled from details. */
export function fillWords(words: Words, details: Details): Words {
  return { 'zh-CN': fill(words['zh-CN'], details, 'zh-CN'), en: fill(words.en, details, 'en') };
}

/**
 * Declares a package's errors: code → words in both languages, with `{placeholders}` filled from the details.
 *
 * @example
 * const supplementError = defineErrors({
 *   SUPPLEMENT_INCOMPLETE: { 'zh-CN': '仍缺少材料：{missing}。', en: 'Materials are still missing: {missing}.' },
 * });
 * throw supplementError('SUPPLEMENT_INCOMPLETE', { missing: ['户口簿'] });
 */
export function defineErrors<const C extends Catalog>(catalog: C): ErrorFactory<C> {
  const make = <Code extends keyof C & string>(code: Code, details: Details = {}): Reason<Code> => {
    const entry: Words = catalog[code] ?? { 'zh-CN': code, en: code };
    return { code, details, words: fillWords(entry, details) };
  };
  const reason = <Code extends keyof C & string>(code: Code, ...[details]: ErrorArguments<C[Code]>): Reason<Code> =>
    make(code, details);
  const error = <Code extends keyof C & string>(code: Code, ...[details, more]: ErrorArguments<C[Code]>) =>
    new JicengError(make(code, details), more?.reasons, more?.cause === undefined ? undefined : { cause: more.cause });
  return Object.assign(error, { reason, catalog });
}
