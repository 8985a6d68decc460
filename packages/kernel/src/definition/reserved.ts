/** The command by which a clock passes a rung of its ladder. */
export const rungCommand = 'passRung';

/** The role of the clock itself: nobody holds it but who fires timers. */
export const clockRole = 'clock';
