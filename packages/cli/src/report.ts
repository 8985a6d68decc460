import type { Diagnosis, Locale, Severity } from '@jiceng/kernel';

const severityWords: Readonly<Record<Severity, Readonly<Record<Locale, string>>>> = {
  fine: { 'zh-CN': '正常', en: 'fine' },
  warning: { 'zh-CN': '注意', en: 'warning' },
  severe: { 'zh-CN': '严重', en: 'severe' },
};
const severityColumns: Readonly<Record<Locale, number>> = { 'zh-CN': 2, en: 7 };
const gravest: readonly Severity[] = ['severe', 'warning', 'fine'];

const conclusion = {
  'zh-CN': { fine: '没有须要处理的事。', open: '有事须人处理。' },
  en: { fine: 'Nothing needs anybody.', open: 'Somebody must see to what stands above.' },
} as const;

/** The findings under one another, the gravest first, and what they come to. */
export function reportText({ at, severity, findings }: Diagnosis, lang: Locale): string {
  const codeColumns = Math.max(...findings.map(({ code }) => code.length));
  const lines = gravest.flatMap((grade) =>
    findings
      .filter((one) => one.severity === grade)
      .map(({ code, words }) => {
        const graded = severityWords[grade][lang].padEnd(severityColumns[lang]);
        return `${graded}  ${code.padEnd(codeColumns)}  ${words[lang]}`;
      }),
  );
  return [`jiceng doctor  ${at}`, '', ...lines, '', conclusion[lang][severity === 'fine' ? 'fine' : 'open'], ''].join(
    '\n',
  );
}

/** The diagnosis as one JSON object, for programs. */
export function reportJson(diagnosis: Diagnosis): string {
  return `${JSON.stringify(diagnosis, undefined, 2)}\n`;
}
