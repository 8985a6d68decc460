import type { Details, JicengError, Reason, Words } from '@jiceng/kernel/plain';

/** Puts a code and its details into words. */
export type Speaker = (code: string, details: Details) => Words;

let speak: Speaker = (code) => ({ 'zh-CN': code, en: code });

/** Gives the errors their words from now on. Without it they speak in their codes, and nobody carries a catalog who needs none. */
export function speakWith(speaker: Speaker): void {
  speak = speaker;
}

/** A reason in the words that are there. */
export function reasonOf<Code extends string>(code: Code, details: Details): Reason<Code> {
  return { code, details, words: speak(code, details) };
}

/** What may lie behind a refusal. */
interface Behind {
  readonly reasons?: readonly Reason[];
  readonly cause?: unknown;
}

/** The kernel's error without the kernel: of the same shape, known by the same brand. */
export class Refusal<Code extends string = string> extends Error implements JicengError<Code> {
  override readonly name = 'JicengError';
  declare readonly code: Code;
  declare readonly details: Details;
  declare readonly words: Words;
  readonly reasons: readonly Reason[];

  constructor(reason: Reason<Code>, behind: Behind = {}) {
    super(reason.words['zh-CN'], behind);
    Object.assign(this, reason);
    this.reasons = behind.reasons ?? [];
  }

  get [Symbol.for('jiceng.error')](): true {
    return true;
  }

  toJSON(): Reason<Code> & { readonly reasons: readonly Reason[] } {
    const { code, details, words, reasons } = this;
    return { code, details, words, reasons };
  }
}
