import { parseArgs } from 'node:util';
import type { Locale } from '@jiceng/kernel';
import { contractLevels, type ContractLevel } from '../contract/contract-case.ts';
import { testkitError } from '../errors.ts';
import type { ConformanceOptions } from '../conformance/store-conformance.ts';

/** What the command was asked for. */
export interface CommandArguments {
  readonly module: string;
  readonly exportName?: string;
  readonly options: ConformanceOptions;
  /** Where the report is written as JSON. */
  readonly report?: string;
  readonly locale: Locale;
}

function refuse(problem: string): never {
  throw testkitError('TESTKIT_USAGE', { problem });
}

function wholeNumber(name: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least) refuse(`--${name} ${text}`);
  return value;
}

function levelNamed(text: string | undefined): ContractLevel | undefined {
  if (text === undefined) return undefined;
  return contractLevels.find((level) => level === text) ?? refuse(`--level ${text}`);
}

/** The language asked for, else the one that the environment speaks: `zh` in LANG is Chinese, everything else English. */
export function localeOf(lang: string | undefined, environment: string | undefined): Locale {
  if (lang === undefined) return environment?.startsWith('zh') === true ? 'zh-CN' : 'en';
  if (/^zh\b/i.test(lang)) return 'zh-CN';
  return /^en\b/i.test(lang) ? 'en' : refuse(`--lang ${lang}`);
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        level: { type: 'string' },
        seed: { type: 'string' },
        only: { type: 'string' },
        kills: { type: 'string' },
        timeout: { type: 'string' },
        export: { type: 'string' },
        report: { type: 'string' },
        lang: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

/**
 * Reads the words of a command line; `undefined` when help was asked for.
 *
 * @throws JicengError `TESTKIT_USAGE` when they cannot be understood.
 */
export function readArguments(
  words: readonly string[],
  environmentLang: string | undefined,
): CommandArguments | undefined {
  const { values, positionals } = parsed(words);
  if (values.help === true) return undefined;
  const [module, ...more] = positionals;
  if (module === undefined) refuse('no module');
  if (more.length > 0) refuse(more.join(' '));
  const level = levelNamed(values.level);
  const seed = wholeNumber('seed', values.seed, 0);
  const kills = wholeNumber('kills', values.kills, 1);
  const caseTimeoutMs = wholeNumber('timeout', values.timeout, 1);
  const only = values.only?.split(',').map((id) => id.trim());
  return {
    module,
    ...(values.export === undefined ? {} : { exportName: values.export }),
    options: {
      ...(level === undefined ? {} : { level }),
      ...(seed === undefined ? {} : { seed }),
      ...(kills === undefined ? {} : { kills }),
      ...(caseTimeoutMs === undefined ? {} : { caseTimeoutMs }),
      ...(only === undefined ? {} : { only }),
    },
    ...(values.report === undefined ? {} : { report: values.report }),
    locale: localeOf(values.lang, environmentLang),
  };
}
