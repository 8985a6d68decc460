import type { HandlingLimit, SupervisionAct, SupervisionRung } from '@jiceng/incidents';
import type { Locale, Words } from '@jiceng/kernel';
import type { Flag, Verdict } from './figures/verdicts.ts';

/** What a verdict is called. */
export const verdictNames: Readonly<Record<Verdict, Words>> = {
  onTime: { 'zh-CN': '按时', en: 'On time' },
  late: { 'zh-CN': '超时', en: 'Late' },
  pending: { 'zh-CN': '未到期', en: 'Not yet due' },
  none: { 'zh-CN': '无期限', en: 'No deadline' },
};

/** What the city's own flag is called. */
export const flagNames: Readonly<Record<Flag, Words>> = {
  ONTIME: { 'zh-CN': '按时', en: 'ONTIME' },
  OVERDUE: { 'zh-CN': '超时', en: 'OVERDUE' },
  '': { 'zh-CN': '未判', en: 'none' },
};

const impossible: Words = {
  'zh-CN': '不会出现：按时的已经办结，未到期的还没有办结。',
  en: 'Cannot occur: what is on time is closed, what is not yet due is open.',
};

/** Our deadline against the city's promise for the same case. */
const deadlineWords: Readonly<Record<Verdict, Readonly<Record<Verdict, Words>>>> = {
  onTime: {
    onTime: { 'zh-CN': '按我们的期限和市里的承诺，都按时。', en: "On time by our deadline and by the city's promise." },
    late: {
      'zh-CN': '这件的承诺比同类中位数短：按我们的期限按时，按承诺超时。',
      en: 'This promise was shorter than the median of its type: on time by our deadline, late by the promise.',
    },
    pending: impossible,
    none: {
      'zh-CN': '同类有承诺而这件没有：只有我们的期限，按时。',
      en: 'Its type had promises, this case had none: only our deadline exists, and it was met.',
    },
  },
  late: {
    onTime: {
      'zh-CN': '这件的承诺比同类中位数长：按承诺按时，按我们的期限超时。',
      en: 'This promise was longer than the median of its type: on time by the promise, late by our deadline.',
    },
    late: { 'zh-CN': '按我们的期限和市里的承诺，都超时。', en: "Late by our deadline and by the city's promise." },
    pending: {
      'zh-CN': '还没办结：我们的期限已过，这件的承诺更长，还没到。',
      en: 'Still open: our deadline has passed, the longer promise has not.',
    },
    none: {
      'zh-CN': '同类有承诺而这件没有：只有我们的期限，超时。',
      en: 'Its type had promises, this case had none: only our deadline exists, and it was missed.',
    },
  },
  pending: {
    onTime: impossible,
    late: {
      'zh-CN': '还没办结：这件的承诺更短，已过；我们的期限还没到。',
      en: 'Still open: the shorter promise has passed, our deadline has not.',
    },
    pending: { 'zh-CN': '还没办结，两个期限都没到。', en: 'Still open, and neither deadline has passed.' },
    none: {
      'zh-CN': '还没办结；这件没有承诺，我们的期限还没到。',
      en: 'Still open; nothing was promised for this case, and our deadline has not passed.',
    },
  },
  none: {
    onTime: {
      'zh-CN': '同类首月没有承诺，我们不设期限；这件却有承诺，按时。',
      en: 'Its type had no promise in the first month, so we set no deadline; this case had one and met it.',
    },
    late: {
      'zh-CN': '同类首月没有承诺，我们不设期限；这件却有承诺，超时。',
      en: 'Its type had no promise in the first month, so we set no deadline; this case had one and missed it.',
    },
    pending: {
      'zh-CN': '同类首月没有承诺，我们不设期限；这件却有承诺，还没到。',
      en: 'Its type had no promise in the first month, so we set no deadline; this case has one that lies ahead.',
    },
    none: { 'zh-CN': '谁都没有给期限，无从说按时。', en: 'Nobody set a deadline: it cannot be on time.' },
  },
};

const agrees: Words = { 'zh-CN': '市里的判定与自己的承诺一致。', en: "The city's flag follows its own promise." };
const contradicts: Words = {
  'zh-CN': '市里的判定与自己的承诺相反。',
  en: "The city's flag contradicts its own promise.",
};
const noFlag: Words = { 'zh-CN': '市里没有判定。', en: 'The city gave no flag.' };

/** The city's promise against its own flag, which was set when the file was exported, years later. */
const flagWords: Readonly<Record<Verdict, Readonly<Record<Flag, Words>>>> = {
  onTime: { ONTIME: agrees, OVERDUE: contradicts, '': noFlag },
  late: { ONTIME: contradicts, OVERDUE: agrees, '': noFlag },
  pending: {
    ONTIME: {
      'zh-CN': '市里的判定是后来下的：停止之后没有超过承诺。',
      en: 'The flag was set later: the promise was not missed after the stop.',
    },
    OVERDUE: {
      'zh-CN': '市里的判定是后来下的：停止之后超过了承诺。',
      en: 'The flag was set later: the promise was missed after the stop.',
    },
    '': noFlag,
  },
  none: {
    ONTIME: { 'zh-CN': '市里把没有承诺的也记作按时。', en: 'The city flags a case without any promise ONTIME.' },
    OVERDUE: { 'zh-CN': '没有承诺，市里却记作超时。', en: 'The city flags a case without any promise OVERDUE.' },
    '': noFlag,
  },
};

/** What a cell of the verdict table means. */
export function verdictWords(ours: Verdict, promised: Verdict, flag: Flag, lang: Locale): string {
  const deadline = deadlineWords[ours][promised];
  if (deadline === impossible) return impossible[lang];
  return `${deadline[lang]}${lang === 'en' ? ' ' : ''}${flagWords[promised][flag][lang]}`;
}

const actNames: Readonly<Record<SupervisionAct, Words>> = {
  remind: { 'zh-CN': '催办', en: 'Reminder' },
  supervise: { 'zh-CN': '督办', en: 'Supervision' },
  listedSupervision: { 'zh-CN': '挂牌督办', en: 'Listed supervision' },
  summonTalk: { 'zh-CN': '约谈督办', en: 'Summoned talk' },
  escalate: { 'zh-CN': '提级办理', en: 'Escalation' },
};

const unitNames: Readonly<Record<HandlingLimit['unit'], Words>> = {
  minute: { 'zh-CN': '分钟', en: 'min' },
  hour: { 'zh-CN': '小时', en: 'h' },
  workingMinute: { 'zh-CN': '工作分钟', en: 'working min' },
  workingHour: { 'zh-CN': '工作时', en: 'working h' },
};

function overdueText({ value, unit }: HandlingLimit, lang: Locale): string {
  const isDays = unit === 'hour' && value % 24 === 0;
  const [number, name] = isDays ? [value / 24, lang === 'zh-CN' ? '天' : 'd'] : [value, unitNames[unit][lang]];
  return lang === 'zh-CN' ? `逾期 ${number} ${name}` : `${number} ${name} overdue`;
}

function fractionText(fraction: number, lang: Locale): string {
  if (fraction === 1) return lang === 'zh-CN' ? '期限届满' : 'at the deadline';
  const percent = Math.round(fraction * 100);
  return lang === 'zh-CN' ? `用去 ${percent}% 的时限` : `${percent}% of the time used`;
}

/** What a rung is called, and when it is raised. */
export interface RungWords {
  readonly name: string;
  readonly when: string;
}

/** The words of a rung. */
export function rungWords(rung: SupervisionRung, lang: Locale): RungWords {
  const when = 'atFraction' in rung ? fractionText(rung.atFraction, lang) : overdueText(rung.overdueBy, lang);
  return { name: actNames[rung.act][lang], when };
}

/** The words of a rung by its name in the record; a name that the ladder does not know is shown as it is. */
export function rungWordsOf(ladder: readonly SupervisionRung[], name: string, lang: Locale): RungWords {
  const rung = ladder.find((one) => one.rung === name);
  return rung === undefined ? { name, when: '' } : rungWords(rung, lang);
}
