import { colours, fontFamily } from '../charts/theme.ts';

/** Below this width the page shows the charts drawn for a phone. */
const phoneMax = 719;

/** The whole style of the page: nothing is fetched. */
export const style = `
:root { color-scheme: light; --ink: ${colours.ink}; --soft: ${colours.soft}; --line: ${colours.line}; --blue: ${colours.blue}; --red: ${colours.red}; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: #f4f6f8; color: var(--ink); font: 16px/1.75 ${fontFamily}; font-variant-numeric: tabular-nums; }
:lang(zh-CN) { line-break: strict; word-break: normal; overflow-wrap: anywhere; }
main { max-width: 1080px; margin: 0 auto; padding: 48px 40px 64px; background: #fff; }
header { border-bottom: 3px solid var(--ink); padding-bottom: 24px; }
h1 { font-size: 36px; line-height: 1.25; margin: 0 0 8px; font-weight: 700; letter-spacing: 0.01em; }
.sub { font-size: 19px; margin: 0; }
.meta { color: var(--soft); font-size: 15px; margin: 8px 0 0; max-width: none; }
.tiles { display: grid; grid-template-columns: repeat(3, 1fr); gap: 1px; margin: 32px 0 0; padding: 0; background: var(--line); border: 1px solid var(--line); list-style: none; }
.tiles li { background: #fff; padding: 16px 20px; }
.tiles .label { display: block; color: var(--soft); font-size: 15px; }
.tiles .value { display: block; font-size: 30px; line-height: 1.35; font-weight: 700; }
.tiles .note { display: block; color: var(--soft); font-size: 14px; line-height: 1.55; }
section { margin-top: 56px; }
h2 { font-size: 24px; line-height: 1.4; margin: 0 0 8px; font-weight: 700; }
h3 { font-size: 18px; line-height: 1.5; margin: 32px 0 8px; font-weight: 700; }
p { margin: 0 0 16px; max-width: 46em; }
.lead { font-size: 17px; }
figure { margin: 24px 0 16px; }
figcaption, .caption { color: var(--soft); font-size: 14px; line-height: 1.65; margin-top: 8px; max-width: 52em; }
.chart svg { display: block; width: 100%; height: auto; overflow: visible; }
.chart svg text { font-family: inherit !important; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 20px; list-style: none; margin: 0 0 10px; padding: 0; font-size: 14px; color: var(--soft); }
.legend li { display: flex; align-items: center; gap: 7px; white-space: nowrap; }
.mark { display: inline-block; flex: none; width: 14px; height: 14px; border-radius: 2px; background: var(--colour); }
.mark.dot { width: 11px; height: 11px; border-radius: 50%; }
.mark.ring { width: 11px; height: 11px; border-radius: 50%; background: none; border: 2px solid var(--colour); }
.mark.line { width: 20px; height: 3px; border-radius: 2px; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 24px; align-items: start; }
.pair figure { margin: 8px 0 0; }
.pair .legend { gap: 4px 12px; }
.pair h3 { margin: 16px 0 4px; }
details { margin: 8px 0; border-top: 1px solid var(--line); padding-top: 8px; }
summary { cursor: pointer; color: var(--blue); font-size: 15px; width: fit-content; }
.scroll { overflow-x: auto; margin: 8px 0; }
.scroll:focus-visible, summary:focus-visible { outline: 2px solid var(--blue); outline-offset: 2px; }
table { border-collapse: collapse; font-size: 14px; line-height: 1.55; width: auto; min-width: min(100%, 40em); }
caption { text-align: left; color: var(--soft); padding: 4px 0 8px; }
th, td { padding: 6px 10px; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; font-weight: 400; }
thead th { color: var(--soft); border-bottom: 1px solid var(--soft); vertical-align: bottom; }
th.text, td.text { text-align: left; white-space: normal; min-width: 6em; }
th:first-child, td:first-child { padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
.cross { font-size: 15px; width: auto; min-width: 34em; }
.cross th, .cross td { padding: 5px 12px; }
.cross th.text { min-width: 0; white-space: nowrap; padding-left: 0; }
.cross tbody th.text { padding-left: 16px; }
.cross tbody th.group { padding: 12px 0 5px; font-weight: 700; border-bottom-color: var(--soft); }
.cross .flags { text-align: center; border-bottom: 1px solid var(--line); }
.cross .zero { color: #a9b2bc; }
.cross .differs { background: #fbf1de; }
.cross .total { font-weight: 700; }
.cross tfoot th, .cross tfoot td { border-top: 2px solid var(--soft); padding-top: 8px; }
.cells { list-style: none; margin: 8px 0 0; padding: 0; }
.cells li { display: grid; grid-template-columns: 5.5em 15em 1fr; gap: 4px 16px; padding: 10px 0; border-bottom: 1px solid var(--line); line-height: 1.6; }
.cells b { text-align: right; font-size: 17px; line-height: 1.5; }
.cells .what { color: var(--soft); font-size: 14px; line-height: 1.8; }
.cells .what span { white-space: nowrap; }
.facts { margin: 16px 0 0; display: grid; grid-template-columns: 9em 1fr; }
.facts dt { font-weight: 700; padding: 10px 0; border-top: 1px solid var(--line); }
.facts dd { margin: 0; padding: 10px 0; border-top: 1px solid var(--line); }
footer { margin-top: 56px; border-top: 1px solid var(--line); padding-top: 16px; color: var(--soft); font-size: 14px; }
@media (min-width: ${phoneMax + 1}px) { .chart.narrow, .legend.narrow { display: none; } }
@media (max-width: ${phoneMax}px) {
  .chart.wide { display: none; }
  .chart.narrow { max-width: 520px; }
  body { font-size: 16px; background: #fff; }
  main { padding: 24px 16px 48px; }
  h1 { font-size: 28px; }
  .sub { font-size: 17px; }
  .tiles { grid-template-columns: 1fr 1fr; margin-top: 24px; }
  .tiles li { padding: 12px; }
  .tiles .value { font-size: 24px; }
  .tiles .note { font-size: 13px; }
  section { margin-top: 44px; }
  h2 { font-size: 21px; }
  .lead { font-size: 16px; }
  .pair { grid-template-columns: 1fr; gap: 8px; }
  .legend { gap: 2px 14px; font-size: 13px; }
  .cross { width: 100%; min-width: 0; font-size: 14px; }
  table { font-size: 13px; min-width: 100%; }
  th, td { padding: 6px; }
  .cross th, .cross td { padding: 5px 4px; }
  .cross tbody th.text { padding-left: 8px; white-space: normal; }
  .cross thead th, .cross .flags { font-size: 13px; }
  .cross tbody th.group { padding-left: 0; }
  .cells li { grid-template-columns: 4.2em 1fr; }
  .cells .text { grid-column: 2; }
  .facts { grid-template-columns: 1fr; }
  .facts dd { border-top: 0; padding-top: 0; }
  .facts dt { padding-bottom: 0; }
}
@page { margin: 15mm 14mm; }
@media print {
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { background: #fff; font-size: 10.5pt; }
  section { margin-top: 32px; }
  .lead { break-after: avoid; }
  tr { break-inside: avoid; }
  main { max-width: none; padding: 0; }
  .chart.wide { display: block !important; }
  .chart.narrow, .legend.narrow { display: none !important; }
  figure, .tiles, .cross, .cells li { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  .tiles { grid-template-columns: repeat(3, 1fr); }
  .pair { grid-template-columns: 1fr 1fr; }
}
`;
