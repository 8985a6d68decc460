import type { Locale } from '@jiceng/kernel';
import { escapeHtml } from './charts/chart.ts';
import type { QuarterFigures } from './figures.ts';
import { basisSection } from './report/basis.ts';
import { dispatchSection } from './report/dispatch.ts';
import { durationsSection } from './report/durations.ts';
import { headerHtml, subtitleOf, titles } from './report/header.ts';
import { groupsSection, intakeSection } from './report/intake.ts';
import { onTimeSection } from './report/on-time.ts';
import { placesSection } from './report/places.ts';
import { style } from './report/style.ts';
import { supervisionSection } from './report/supervision.ts';
import { verdictsSection } from './report/verdicts.ts';

const footers: Readonly<Record<Locale, string>> = {
  'zh-CN':
    '本页由示例程序生成，自成一体：不取任何外部资源，不含脚本。图由 ECharts 在服务端画成 SVG，每张图下有数据表。',
  en: 'Made by the example program and complete in itself: nothing is fetched, and there is no script. The charts are SVG drawn by ECharts on the server; each has a table beneath it.',
};

const sections = [
  intakeSection,
  groupsSection,
  dispatchSection,
  durationsSection,
  onTimeSection,
  supervisionSection,
  placesSection,
  verdictsSection,
  basisSection,
];

/** The report as one HTML page that needs nothing else: no script, no font, no picture to fetch. The same figures give the same bytes. */
export function reportHtml(figures: QuarterFigures, lang: Locale): string {
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${escapeHtml(subtitleOf(figures, lang))}">
<title>${escapeHtml(titles[lang])}</title>
<style>${style}</style>
</head>
<body>
<main>
${headerHtml(figures, lang)}
${sections.map((section) => section(figures, lang)).join('\n')}
<footer>${escapeHtml(footers[lang])}</footer>
</main>
</body>
</html>
`;
}
