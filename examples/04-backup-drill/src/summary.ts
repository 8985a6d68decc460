import { block, layTable, wrap, pageColumns } from '@jiceng/example-kit';
import type { Locale } from '@jiceng/kernel';
import type { Standing } from './checkpoint.ts';
import type { DrillReport } from './drill.ts';
import type { Verification } from './verification.ts';
import { drillWords, type DrillWords } from './words.ts';

const said = (...texts: readonly string[]) => texts.flatMap((text) => wrap(text, pageColumns));

const wholeness = (words: DrillWords, { streams, facts, positions, flaws }: Verification): string =>
  flaws.length === 0 ? words.whole(streams, facts, positions) : words.flawed(flaws.join(', '));

function standingText(words: DrillWords, standing: Standing): string {
  switch (standing.kind) {
    case 'older':
      return words.older(String(standing.missing));
    case 'other':
      return words.other;
    case 'agrees':
      return words.agrees;
  }
}

/** The drill as a page on a terminal. */
export function summaryText(report: DrillReport, lang: Locale): string {
  const words = drillWords[lang];
  const { checkpoint, diagnosis, lost, firstReplay, secondReplay } = report;
  const findings = diagnosis.findings.map(({ code, severity, words: about }) => [severity, code, about[lang]]);
  const rows = lost.map(({ key, occurredAt }) => ['', occurredAt, key]);
  return [
    words.title,
    ...block(words.morning, [
      ...said(words.sent(report.sent), words.backup(report.answeredBefore, report.onTheirWay)),
      ...said(wholeness(words, report.original)),
      ...said(words.checkpoint(String(checkpoint.position), checkpoint.digest.slice(0, 16))),
    ]),
    ...block(words.loss, said(words.destroyed)),
    ...block(words.restored, [
      ...said(wholeness(words, report.restored)),
      ...said(report.sameContent ? words.sameContent(report.restored.content.slice(0, 23)) : words.otherContent),
      ...said(standingText(words, report.standing)),
      words.doctor,
      ...layTable(
        findings.map(([severity = '', code = '']) => ['', severity, code]),
        ['left', 'left', 'left'],
      ),
      ...said(words.lost(lost.length)),
      ...layTable(rows, ['left', 'left', 'left']),
    ]),
    ...block(words.replay, [
      ...said(words.first(firstReplay.repeated, firstReplay.carriedOut)),
      ...said(words.second(secondReplay.repeated, secondReplay.carriedOut)),
      ...said(wholeness(words, report.final), report.sameActs ? words.sameActs : words.otherActs),
      ...said(standingText(words, report.finalStanding)),
    ]),
    '',
  ].join('\n');
}
