import { canonicalJson, isJicengError, parseJson } from '@jiceng/kernel/plain';
import * as z from 'zod';
import { casesByList, entriesOf, sameText } from './case-lists.ts';
import type { Suite, Verdict } from './suite.ts';

const hex = z.string().regex(/^(?:[0-9a-f]{2})*$/);
const bits = z.string().regex(/^[0-9a-f]{16}$/);

/** The double whose sixteen hexadecimal digits these are, big-endian. */
function doubleOf(ieee754: string): number {
  return Buffer.from(ieee754, 'hex').readDoubleBE();
}

const utf8Hex = (text: string): string => Buffer.from(text, 'utf8').toString('hex');
const textOf = (utf8: string): string =>
  new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(utf8, 'hex'));

/** Right is a refusal that a host can tell by its code; any other error is a defect of ours. */
function refused(act: () => string): Verdict {
  try {
    return { ok: false, expected: 'a JicengError', actual: act() };
  } catch (error) {
    return isJicengError(error) ? { ok: true } : { ok: false, expected: 'a JicengError', actual: error };
  }
}

/** RFC 8785 texts, the numbers of its Appendix B, and texts that must be refused instead of guessed at. */
export const jcsSuite: Suite = {
  name: 'jcs',
  cases: ({ text }) =>
    casesByList(text, {
      cases: entriesOf(z.object({ input: z.string(), canonical: z.string(), utf8Hex: hex }), (entry) => {
        const actual = canonicalJson(parseJson(entry.input));
        const asText = sameText(entry.canonical, actual);
        return asText.ok ? sameText(entry.utf8Hex, utf8Hex(actual)) : asText;
      }),
      appendixB: entriesOf(z.object({ ieee754: bits, text: z.string() }), (entry) =>
        sameText(entry.text, canonicalJson(doubleOf(entry.ieee754))),
      ),
      appendixBReject: entriesOf(bits, (entry) => refused(() => canonicalJson(doubleOf(entry)))),
      reject: entriesOf(z.object({ json: z.string() }), (entry) => refused(() => canonicalJson(parseJson(entry.json)))),
      files: entriesOf(z.object({ inputHex: hex, outputHex: hex }), (entry) =>
        sameText(entry.outputHex, utf8Hex(canonicalJson(parseJson(textOf(entry.inputHex))))),
      ),
    }),
};
