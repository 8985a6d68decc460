import type { Locale, Words } from '@jiceng/kernel/plain';
import type { ExcludedTime, ExtensionRule } from '../clock/clock-terms.ts';
import type { BackwardLimit, Limit } from '../limits/limit.ts';
import { amountWords, type CountedUnit } from '../explanation/unit-words.ts';
import {
  boundPartyWords,
  words,
  type LocalPreset,
  type LocalSource,
  type Preset,
  type PresetSource,
} from './preset.ts';
import { placesInEnglish, versionInEnglish } from './citation.ts';
import { approverWords, pauseKindName, silenceWords, supplementEffectWords } from '../clock/clock-words.ts';

const join = (parts: readonly (Words | undefined)[], locale: Locale): string =>
  parts.flatMap((part) => (part === undefined ? [] : [part[locale]])).join(locale === 'zh-CN' ? '；' : '; ');

/** Words under a heading in each language; nothing when there are none. */
const under = (chinese: string, english: string, said: Words | undefined): Words | undefined =>
  said === undefined ? undefined : words(`${chinese}：${said['zh-CN']}`, `${english}: ${said.en}`);

function limitWords(limit: Limit | BackwardLimit): Words {
  if (limit.unit === 'fixed') return words(`至 ${limit.base}`, `until ${limit.base}`);
  const { 'zh-CN': chinese, en } = amountWords(limit.value, limit.unit);
  if (!('before' in limit)) return words(chinese, en);
  if (limit.before === 'within') return words(`之前 ${chinese}内`, `within ${en} before`);
  return limit.value === 0 ? words('之前', 'before') : words(`${chinese}前`, `${en} before`);
}

function extensionWords({ valueMax, timesMax, approver, told, withReason }: ExtensionRule, unit: CountedUnit): Words {
  const more = amountWords(valueMax, unit);
  const by = approver === undefined ? undefined : approverWords[approver];
  const whom = told === undefined ? undefined : boundPartyWords[told];
  const chinese = [
    `延长 ${more['zh-CN']}${timesMax === 1 ? '' : `，以 ${timesMax} 次为限`}`,
    ...(by === undefined ? [] : [`${by['zh-CN']}批准`]),
    ...(whom === undefined ? [] : [`告知${whom['zh-CN']}${withReason === true ? '理由' : ''}`]),
  ];
  const english = [
    `${more.en} more${timesMax === 1 ? '' : `, ${timesMax} times at most`}`,
    ...(by === undefined ? [] : [`granted by ${by.en}`]),
    ...(whom === undefined ? [] : [`told to ${whom.en}${withReason === true ? ' with the reason' : ''}`]),
  ];
  return words(chinese.join('，'), english.join(', '));
}

function excludedWords({ kinds, notice }: ExcludedTime): Words {
  const names = (locale: Locale): string =>
    kinds.map((kind) => pauseKindName(kind)[locale]).join(locale === 'zh-CN' ? '、' : ', ');
  const [chinese, english] = [names('zh-CN'), names('en')];
  return notice === 'written'
    ? words(`${chinese}（须书面告知所需时间）`, `${english} (when its length was told in writing)`)
    : words(chinese, english);
}

/** Where a limit stands written, as one says it: title, version, article. */
export function sourceOf({ source }: Preset | LocalPreset): Words {
  const { title, version, article }: LocalSource & Partial<PresetSource> = source;
  if (article === undefined) return title;
  return words(
    `《${title['zh-CN']}》${version === undefined ? '' : `（${version}）`}${article}`,
    `${title.en}${version === undefined ? '' : ` (${versionInEnglish(version)})`}, ${placesInEnglish(article)}`,
  );
}

const heads: Readonly<Record<Locale, readonly string[]>> = {
  'zh-CN': ['名称', '时限', '起算', '约束', '延长、不计入、沉默、补正', '依据', '施行'],
  en: [
    'name',
    'limit',
    'counted from',
    'binds',
    'extension, excluded time, silence, supplement',
    'source',
    'in force from',
  ],
};

function rowOf(preset: Preset | LocalPreset, locale: Locale): readonly string[] {
  const { id, name, limit, countedFrom, boundParty, extension, excluded, silence, supplement, otherReading } = preset;
  const place =
    'place' in preset ? words(`${preset.place['zh-CN']}，未核实`, `${preset.place.en}, unverified`) : undefined;
  const terms: readonly (Words | undefined)[] = [
    extension === undefined || limit.unit === 'fixed' ? undefined : extensionWords(extension, limit.unit),
    under('不计入', 'not counted', excluded && excludedWords(excluded)),
    under('沉默', 'silence', silence && silenceWords[silence]),
    under('补正', 'supplement', supplement && supplementEffectWords[supplement.effect]),
    under('逾期不补正', 'no supplement', supplement?.lapse && silenceWords[supplement.lapse]),
    under('另一读法', 'other reading', otherReading && limitWords(otherReading.limit)),
    preset.note,
  ];
  return [
    `\`${id}\` ${join([name, place], locale)}`,
    limitWords(limit)[locale],
    countedFrom[locale],
    boundPartyWords[boundParty][locale],
    join(terms, locale),
    sourceOf(preset)[locale],
    preset.source.effectiveFrom ?? '',
  ];
}

/** Limits as a Markdown table, one row each, in the language asked for. */
export function presetTable(presets: readonly (Preset | LocalPreset)[], locale: Locale): string {
  const rows = [heads[locale], heads[locale].map(() => '---'), ...presets.map((preset) => rowOf(preset, locale))];
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
