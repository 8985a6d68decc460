import { slaWords, wordsOf } from './error-words.ts';
import { slaError, slaReason } from './errors.ts';
import { speakWith } from './refusal.ts';

// Said here and in words.ts: what two entries share is moved into a file of its own, whose name nobody knows before it is built, and
// package.json has to name the files that do something when they are loaded.
speakWith(wordsOf);

export { slaError, slaReason, slaWords };
