import type { Locale } from '@jiceng/kernel';
import { approverWords, pauseKindWords, type ClockFact } from '@jiceng/sla';
import type { LimitBeside } from './account.ts';

/** The limits beside the one of the decision. */
export const besideWords: Readonly<Record<Locale, Readonly<Record<LimitBeside['of'], string>>>> = {
  'zh-CN': {
    supplementNotice: '一次告知补正（5 个工作日，第三十二条）',
    hearingNotice: '举行听证前告知（7 日前，第四十八条）',
    deliver: '决定后送达证件（10 个工作日，第四十四条）',
  },
  en: {
    supplementNotice: 'notice of what is missing (5 working days, art. 32)',
    hearingNotice: 'notice of a hearing (7 days before it, art. 48)',
    deliver: 'delivery after the decision (10 working days, art. 44)',
  },
};

const kindNames: Readonly<Record<string, Readonly<Record<Locale, string>>>> = pauseKindWords;

/** A kind of excluded time; a host's own by its own name. */
export const kindName = (kind: string, lang: Locale): string => kindNames[kind]?.[lang] ?? kind;

const join = (items: readonly string[], lang: Locale): string => items.join(lang === 'en' ? ', ' : '、');

function factZh(fact: ClockFact): string {
  switch (fact.type) {
    case 'received':
      return '收到申请材料';
    case 'started':
      return '受理';
    case 'paused':
      return fact.noticeId === undefined || fact.plannedDays === undefined
        ? `${kindName(fact.kind, 'zh-CN')}开始，没有书面告知所需时间`
        : `${kindName(fact.kind, 'zh-CN')}开始，书面告知需 ${fact.plannedDays} 天（${fact.noticeId}）`;
    case 'resumed':
      return `${kindName(fact.kind, 'zh-CN')}结束`;
    case 'extended':
      return `延长 ${fact.value} 个工作日，${approverWords[fact.approver]['zh-CN']}批准：${fact.reason}`;
    case 'restarted':
      return `重新计时：${fact.basis}`;
    case 'supplementAsked':
      return `告知补正（${fact.noticeId}）：${join(fact.items, 'zh-CN')}`;
    case 'supplementReceived':
      return '补正材料收齐';
    case 'stopped':
      return `决定：${fact.outcome}`;
  }
}

function factEn(fact: ClockFact): string {
  switch (fact.type) {
    case 'received':
      return 'the material is received';
    case 'started':
      return 'accepted';
    case 'paused':
      return fact.noticeId === undefined || fact.plannedDays === undefined
        ? `${kindName(fact.kind, 'en')} begins; no written notice of how long it takes`
        : `${kindName(fact.kind, 'en')} begins; told in writing: ${fact.plannedDays} days (${fact.noticeId})`;
    case 'resumed':
      return `${kindName(fact.kind, 'en')} ends`;
    case 'extended':
      return `extended by ${fact.value} working days, approved by ${approverWords[fact.approver].en}: ${fact.reason}`;
    case 'restarted':
      return `counted anew: ${fact.basis}`;
    case 'supplementAsked':
      return `told what is missing (${fact.noticeId}): ${join(fact.items, 'en')}`;
    case 'supplementReceived':
      return 'the whole supplement is there';
    case 'stopped':
      return `decided: ${fact.outcome}`;
  }
}

/** A fact as one would tell it. */
export const factText = (fact: ClockFact, lang: Locale): string => (lang === 'en' ? factEn(fact) : factZh(fact));
