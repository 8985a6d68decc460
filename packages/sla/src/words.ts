import { slaWords, wordsOf } from './error-words.ts';
import { speakWith } from './refusal.ts';

// Whoever imports this entry beside `@jiceng/sla/core` gives its errors their words.
speakWith(wordsOf);

export { slaWords };
