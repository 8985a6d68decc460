import type { Locale, Words } from '@jiceng/kernel/plain';
import { approverWords, silenceWords } from '../clock/clock-words.ts';
import type { ExplainedPause, ExplanationStep } from './explanation-step.ts';
import { durationOf, listOf, spanOf, dayTypeWords } from './explanation-terms.ts';
import { amountWords } from './unit-words.ts';

type StepOf<Name extends ExplanationStep['step']> = Extract<ExplanationStep, { readonly step: Name }>;

const many = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

const dayUnits = {
  workingDay: { 'zh-CN': '个工作日', en: 'working day' },
  calendarDay: { 'zh-CN': '天', en: 'calendar day' },
};

function daysSentence({ unit, counted, asked, last, skipped }: StepOf<'days'>): Words {
  const sum = skipped.reduce((total, { days }) => total + days, 0);
  const types = (locale: Locale): string =>
    listOf(
      skipped.map(({ type, days }) => `${dayTypeWords[type][locale]} ${days}${locale === 'en' ? '' : ' 天'}`),
      locale,
    );
  const { 'zh-CN': zh, en } = dayUnits[unit];
  const left = asked - counted;
  return {
    'zh-CN': [
      `计入 ${counted} ${zh}`,
      last === undefined ? '' : `，至 ${last}`,
      sum === 0 ? '' : `；其间 ${sum} 天不计入（${types('zh-CN')}）`,
      left === 0 ? '' : `；尚余 ${left} ${zh}`,
      '。',
    ].join(''),
    en: [
      `${many(counted, en)} counted`,
      last === undefined ? '' : `, up to ${last}`,
      sum === 0 ? '' : `; ${many(sum, 'day')} on the way not counted (${types('en')})`,
      left === 0 ? '' : `; ${many(left, en)} left`,
      '.',
    ].join(''),
  };
}

function timeSentence({ on, countedMs, askedMs }: StepOf<'time'>): Words {
  const left = (locale: Locale): string => durationOf(askedMs - countedMs, locale);
  return {
    'zh-CN': `计入${on === 'open' ? '开放时间' : ''} ${durationOf(countedMs, 'zh-CN')}${
      countedMs === askedMs ? '' : `，尚余 ${left('zh-CN')}`
    }。`,
    en: `${durationOf(countedMs, 'en')}${on === 'open' ? ' of open time' : ''} counted${
      countedMs === askedMs ? '' : `, ${left('en')} left`
    }.`,
  };
}

function pausesSentence({ pauses, taken }: StepOf<'pauses'>): Words {
  const span = ({ from, to }: ExplainedPause, locale: Locale): string => {
    if (to !== undefined) return spanOf(from.wall, to.wall, locale);
    return locale === 'en' ? `since ${from.wall}` : `自 ${from.wall} 起`;
  };
  const spans = (locale: Locale): string =>
    listOf(
      pauses.map((pause) => span(pause, locale)),
      locale,
    );
  return 'days' in taken
    ? {
        'zh-CN': `中止：${spans('zh-CN')}，其间 ${taken.days} 天不计入。`,
        en: `Paused: ${spans('en')}; ${many(taken.days, 'day')} taken out.`,
      }
    : {
        'zh-CN': `中止：${spans('zh-CN')}，扣除 ${durationOf(taken.ms, 'zh-CN')}。`,
        en: `Paused: ${spans('en')}; ${durationOf(taken.ms, 'en')} taken out.`,
      };
}

function restRunsSentence({ runs, last }: StepOf<'rest-runs'>): Words {
  const spans = (locale: Locale): string =>
    listOf(
      runs.map(
        ({ from, to, days }) => `${spanOf(from, to, locale)}${locale === 'en' ? ` (${days} days)` : `（${days} 天）`}`,
      ),
      locale,
    );
  return {
    'zh-CN': `期间内有连续三日以上的放假：${spans('zh-CN')}，按天数顺延至 ${last}。`,
    en: `Three or more days off in a row lie in the period: ${spans('en')}; as many days are added, up to ${last}.`,
  };
}

function lastDaySentence({ from, to, rule }: StepOf<'last-day'>): Words {
  if (rule.startsWith('own:')) {
    return {
      'zh-CN': `按规则“${rule}”，末日由 ${from} 移至 ${to}。`,
      en: `The rule "${rule}" moves the last day from ${from} to ${to}.`,
    };
  }
  return to > from
    ? {
        'zh-CN': `${from} 不是工作日，末日顺延至 ${to}。`,
        en: `${from} is no working day: the last day rolls forward to ${to}.`,
      }
    : {
        'zh-CN': `${from} 不是工作日，末日提前到 ${to}。`,
        en: `${from} is no working day: the last day goes back to ${to}.`,
      };
}

function readingSentence({ now, budgetMs, elapsedMs, remainingMs, overdue }: StepOf<'reading'>): Words {
  const over = remainingMs < 0;
  const amounts = (locale: Locale): readonly string[] =>
    [budgetMs, elapsedMs, Math.abs(remainingMs)].map((ms) => durationOf(ms, locale));
  const [[budget, used, left], [budgetEn, usedEn, leftEn]] = [amounts('zh-CN'), amounts('en')];
  return {
    'zh-CN': `截至 ${now.wall}：时限 ${budget}，已用 ${used}，${over ? '超出' : '剩余'} ${left}${overdue ? '，已逾期' : ''}。`,
    en: `At ${now.wall}: ${usedEn} of ${budgetEn} used, ${leftEn} ${over ? 'over' : 'left'}${overdue ? '; overdue' : ''}.`,
  };
}

function standingSentence({ now, scale, budget, elapsed, overdue }: StepOf<'standing'>): Words {
  if (scale === 'open' || scale === 'clock') {
    const [budgetMs, elapsedMs, remainingMs] = [budget, elapsed, budget - elapsed];
    return readingSentence({ step: 'reading', now, budgetMs, elapsedMs, remainingMs, overdue });
  }
  const { 'zh-CN': zh, en } = dayUnits[scale];
  return {
    'zh-CN': `截至 ${now.wall}：${budget} ${zh}中已过 ${elapsed} ${zh}${overdue ? '，已逾期' : ''}。`,
    en: `At ${now.wall}: ${elapsed} of ${many(budget, en)} are over${overdue ? '; overdue' : ''}.`,
  };
}

function extensionSentence({ value, unit, on, approver }: StepOf<'extension'>): Words {
  const more = amountWords(value, unit);
  const { 'zh-CN': zh, en } = approverWords[approver];
  const grantedBy = approver === 'localRule' ? `依${zh}` : `经${zh}批准`;
  return {
    'zh-CN': `${on.wall} ${grantedBy}延长 ${more['zh-CN']}，加在原期限之后。`,
    en: `Extended by ${more.en} on ${on.wall} by ${en}: added to the original limit.`,
  };
}

/** A step of an explanation as a sentence. */
export function sentenceOf(step: ExplanationStep): Words {
  switch (step.step) {
    case 'start':
      return { 'zh-CN': `起算时刻：${step.at.wall}。`, en: `It starts at ${step.at.wall}.` };
    case 'restart':
      return { 'zh-CN': `自 ${step.at.wall} 起重新计算。`, en: `It begins anew at ${step.at.wall}.` };
    case 'late-receipt':
      return {
        'zh-CN': `收到时已经下班或者是休息日，视为 ${step.at.wall} 收到。`,
        en: `It came after hours or on a rest day, and counts as received at ${step.at.wall}.`,
      };
    case 'next-hour':
      return {
        'zh-CN': `开始的小时不计入，自 ${step.at.wall} 起计。`,
        en: `The hour that has begun is not counted: counting starts at ${step.at.wall}.`,
      };
    case 'first-day':
      return step.startDay === 'included'
        ? { 'zh-CN': `起算日计入，自 ${step.date} 起计。`, en: `The start day counts: the first day is ${step.date}.` }
        : {
            'zh-CN': `起算日不计入，自 ${step.date} 起计。`,
            en: `The start day is not counted: the first day is ${step.date}.`,
          };
    case 'fixed-period':
      return { 'zh-CN': `期间为 ${step.from} 至 ${step.base}。`, en: `The period is ${step.from} to ${step.base}.` };
    case 'event':
      return step.before === 'within'
        ? {
            'zh-CN': `须在 ${step.date} 之前的一段期间内办理，当日不计入。`,
            en: `It is to be done in the period before ${step.date}, that day not counted.`,
          }
        : {
            'zh-CN': `自 ${step.date} 向前倒计，当日不计入。`,
            en: `Counted back from ${step.date}, that day not counted.`,
          };
    case 'corresponding-day':
      return step.exists
        ? { 'zh-CN': `到期月的对应日为 ${step.date}。`, en: `The corresponding day is ${step.date}.` }
        : {
            'zh-CN': `到期月没有对应日，以月末日 ${step.date} 为准。`,
            en: `That month has no corresponding day: its last day, ${step.date}, stands for it.`,
          };
    case 'days':
      return daysSentence(step);
    case 'time':
      return timeSentence(step);
    case 'pauses':
      return pausesSentence(step);
    case 'rest-runs':
      return restRunsSentence(step);
    case 'last-day':
      return lastDaySentence(step);
    case 'window':
      return { 'zh-CN': `自 ${step.from.wall} 起可以办理。`, en: `It may be done from ${step.from.wall} on.` };
    case 'due':
      return { 'zh-CN': `届满：${step.at.wall}。`, en: `It is due at ${step.at.wall}.` };
    case 'end':
      return { 'zh-CN': `终止时刻：${step.at.wall}。`, en: `It ends at ${step.at.wall}.` };
    case 'waiting':
      return {
        'zh-CN': `自 ${step.since.wall} 起的中止尚未结束，期限暂无届满时刻。`,
        en: `The pause that began at ${step.since.wall} still lasts: there is no due time yet.`,
      };
    case 'reading':
      return readingSentence(step);
    case 'extension':
      return extensionSentence(step);
    case 'counts-after-all':
      return step.because;
    case 'not-started':
      return { 'zh-CN': '尚未起算。', en: 'It has not started.' };
    case 'awaiting':
      return {
        'zh-CN': `自 ${step.since.wall} 起等待申请人补正，期间不计入。`,
        en: `Since ${step.since.wall} the applicant's supplement is awaited, and nothing counts.`,
      };
    case 'deemed': {
      const { 'zh-CN': zh, en } = silenceWords[step.effect];
      return {
        'zh-CN': `${step.at.wall} 期满未作为：${zh}，自 ${step.from.wall} 起。`,
        en: `Nothing was done by ${step.at.wall}: ${en}, with effect from ${step.from.wall}.`,
      };
    }
    case 'standing':
      return standingSentence(step);
    case 'stopped':
      return {
        'zh-CN': `${step.at.wall} 终结：${step.outcome}。`,
        en: `It stopped at ${step.at.wall}: ${step.outcome}.`,
      };
    case 'provisional':
      return {
        'zh-CN': `暂定：${step.years.join('、')} 年的放假通知尚未公布。`,
        en: `Provisional: ${step.years.length === 1 ? 'the holiday notice' : 'the holiday notices'} of ${step.years.join(', ')} ${step.years.length === 1 ? 'is' : 'are'} not published yet.`,
      };
  }
}
