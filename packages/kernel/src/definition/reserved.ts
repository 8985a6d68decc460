import type { Words } from '../plain/jiceng-error.ts';

/** The command by which a clock passes a rung of its ladder. */
export const rungCommand = 'passRung';

/** The role of the clock itself: nobody holds it but who fires timers. */
export const clockRole = 'clock';

/** What people call it: no definition declares it. */
export const clockWords: Words = { 'zh-CN': '时钟', en: 'the clock' };
