import { wallText } from '@jiceng/example-kit';
import type { Locale } from '@jiceng/kernel';
import { escapeHtml } from '../charts/chart.ts';
import type { QuarterFigures } from '../figures.ts';
import { countText, dateText, durationText, monthText, percentText } from '../format.ts';
import { rungWordsOf } from '../words.ts';

interface Tile {
  readonly label: string;
  readonly value: string;
  readonly note: string;
}

/** The months that the duty table was judged on: `8 月、9 月`. */
function judgedMonths({ dispatch }: QuarterFigures, lang: Locale): string {
  const months = dispatch.months.filter(({ isLearnt }) => !isLearnt).map(({ month }) => monthText(month, lang));
  return months.join(lang === 'zh-CN' ? '、' : ' and ');
}

function tilesOf(figures: QuarterFigures, lang: Locale): readonly Tile[] {
  const { census, dispatch, onTime, durations, supervision } = figures;
  const { ours } = onTime.all;
  const { judged } = dispatch;
  const first = rungWordsOf(figures.ladder, supervision.rungs[0]?.rung ?? '', lang).name;
  const { medianMs, closedOnly } = durations.all.durations;
  const [median, naive] = [medianMs, closedOnly.medianMs].map((ms) =>
    ms === undefined ? '—' : durationText(ms, lang),
  );
  const of = (hits: number, n: number): string =>
    lang === 'zh-CN' ? `${countText(n)} 件中 ${countText(hits)} 件` : `${countText(hits)} of ${countText(n)}`;
  return lang === 'zh-CN'
    ? [
        {
          label: '受理',
          value: `${countText(census.used)} 件`,
          note: `读入 ${countText(census.read)} 行，跳过 ${countText(census.skipped.length)} 行`,
        },
        { label: '停止时未结', value: percentText(census.open.rate), note: of(census.open.hits, census.open.n) },
        {
          label: '派单与市里一致',
          value: percentText(judged.rate),
          note: `${judgedMonths(figures, lang)}，${of(judged.hits, judged.n)}`,
        },
        { label: '一半办结于', value: median ?? '—', note: `算上未结件；只看已结件会说 ${naive ?? '—'}` },
        { label: '按时办结率', value: percentText(ours.rate), note: `期限已到的 ${of(ours.hits, ours.n)}` },
        {
          label: `触发${first}`,
          value: percentText(supervision.raised.rate),
          note: `有期限的 ${of(supervision.raised.hits, supervision.raised.n)}`,
        },
      ]
    : [
        {
          label: 'Reported',
          value: countText(census.used),
          note: `${countText(census.read)} rows read, ${countText(census.skipped.length)} skipped`,
        },
        { label: 'Open at the stop', value: percentText(census.open.rate), note: of(census.open.hits, census.open.n) },
        {
          label: 'Dispatched as the city did',
          value: percentText(judged.rate),
          note: `${judgedMonths(figures, lang)}: ${of(judged.hits, judged.n)}`,
        },
        {
          label: 'Half closed within',
          value: median ?? '—',
          note: `open cases counted; closed cases only would say ${naive ?? '—'}`,
        },
        { label: 'Closed on time', value: percentText(ours.rate), note: `${of(ours.hits, ours.n)} that were due` },
        {
          label: `${first} raised`,
          value: percentText(supervision.raised.rate),
          note: `${of(supervision.raised.hits, supervision.raised.n)} with a deadline`,
        },
      ];
}

/** The first and the last day of the quarter, and how many requests it brought. */
export function subtitleOf({ intake, census }: QuarterFigures, lang: Locale): string {
  const [first, last] = [intake.days[0]?.day, intake.days.at(-1)?.day];
  if (first === undefined || last === undefined) {
    return lang === 'zh-CN' ? '停止之前没有受理任何诉求' : 'Nothing was reported before the stop';
  }
  return lang === 'zh-CN'
    ? `${dateText(first, lang)}至 ${dateText(last, lang)}，${countText(census.used)} 件诉求，从受理到结案`
    : `${dateText(first, lang)} to ${dateText(last, lang)}: ${countText(census.used)} requests, from intake to close`;
}

export const titles: Readonly<Record<Locale, string>> = { 'zh-CN': '一座城市的一个季度', en: 'One quarter of a city' };

/** The head of the page: what this is, as of when, and six figures. */
export function headerHtml(figures: QuarterFigures, lang: Locale): string {
  const { until, zone } = figures;
  const asOf =
    lang === 'zh-CN'
      ? `截至 ${wallText(until, zone)}（${zone}）。此后才办结的，在本页都算未结。`
      : `As of ${wallText(until, zone)} (${zone}). What was closed later counts as open on this page.`;
  const tiles = tilesOf(figures, lang).map(
    ({ label, value, note }) =>
      `<li><span class="label">${escapeHtml(label)}</span><span class="value">${escapeHtml(value)}</span><span class="note">${escapeHtml(note)}</span></li>`,
  );
  return `<header>
<h1>${escapeHtml(titles[lang])}</h1>
<p class="sub">${escapeHtml(subtitleOf(figures, lang))}</p>
<p class="meta">${escapeHtml(asOf)}</p>
</header>
<ul class="tiles">
${tiles.join('\n')}
</ul>`;
}
