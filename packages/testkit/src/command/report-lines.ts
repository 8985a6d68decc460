import { locales, type Locale, type Words } from '@jiceng/kernel';
import type { CaseReport, ConformanceReport } from '../conformance/report.ts';
import { leftOutReasons, type LeftOutReason } from '../contract/store-contract.ts';
import { commandWords } from './words.ts';

/** One of the command's sentences, with what it speaks of put in. */
export function say(words: Words, locale: Locale, details: Readonly<Record<string, string | number>> = {}): string {
  return words[locale].replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole));
}

/** What came of one case: one line, and three more that say what is wrong. */
export function caseLines(report: CaseReport, locale: Locale): readonly string[] {
  const { id, level, ms, outcome, sentence, fault } = report;
  const line = `${commandWords[outcome][locale]}  ${level.padEnd(10)}  ${id}  ${ms} ms`;
  if (fault === undefined) return [line];
  const told = [
    [commandWords.sentence, sentence],
    [commandWords.found, fault.words],
    [commandWords.cause, fault.cause],
  ] as const;
  return [line, ...told.map(([label, words]) => `        ${label[locale]}${words[locale]}`)];
}

/** What was not run, one line for each reason. */
export function leftOutLines({ notRun }: Pick<ConformanceReport, 'notRun'>, locale: Locale): readonly string[] {
  const reasons = Object.keys(leftOutReasons).filter((why): why is LeftOutReason => why in leftOutReasons);
  return reasons.flatMap((why) => {
    const ids = notRun.filter((one) => one.why === why).map(({ id }) => id);
    const details = { many: ids.length, why: leftOutReasons[why][locale], ids: ids.join(' ') };
    return ids.length === 0 ? [] : [say(commandWords.notRun, locale, details)];
  });
}

export function summaryLines(report: ConformanceReport, locale: Locale): readonly string[] {
  const { store, cases, notRun, reached, declared } = report;
  const broken = cases.filter(({ outcome }) => outcome === 'broken').length;
  const about =
    store === undefined
      ? []
      : [say(commandWords.store, locale, { ...store, multiProcess: String(store.multiProcess), joined: '' })];
  return [
    ...leftOutLines(report, locale),
    ...about,
    say(commandWords.summary, locale, {
      kept: cases.length - broken,
      broken,
      notRun: notRun.length,
      reached: reached ?? commandWords.noLevel[locale],
      declared,
    }),
  ];
}

/** Both languages of a message where it is not known which one is read. */
export const inEveryLanguage = (words: Words): readonly string[] => locales.map((locale) => words[locale]);
