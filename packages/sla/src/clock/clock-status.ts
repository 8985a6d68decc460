/**
 * Where a clock stands. `waiting`: nothing has started it. `awaitingSupplement`: the applicant is awaited, and nothing counts.
 * `lapsed`: the applicant did not answer, and the law ended the matter.
 */
export type ClockStatus = 'waiting' | 'running' | 'paused' | 'awaitingSupplement' | 'lapsed' | 'stopped';
