import { digestNamed, portableDigests } from '../plain/digest.ts';
import { kernelError } from '../errors.ts';
import { digestedText, type RecordedFact } from './fact.ts';

/**
 * Checks facts of one stream in order: every digest is that of its text, every fact names its predecessor's, versions have
 * no hole. Returns the digest of the last one. A tail cut off is not seen here: only a head kept elsewhere shows it.
 *
 * @param previous digest of the fact before the first one given; '' at the beginning of the stream.
 * @throws JicengError `FACT_CHAIN_BROKEN` naming the first fact that does not fit.
 */
export function verifyChain(facts: readonly RecordedFact[], previous = ''): string {
  let [last, version] = [previous, facts[0]?.version ?? 0n];
  for (const fact of facts) {
    // A name that is no algorithm of ours is a changed row like any other, not an error of the caller.
    const known = Object.hasOwn(portableDigests, fact.digestName);
    const whole = known && fact.digest === digestNamed(fact.digestName).hex(digestedText(fact));
    if (!whole || fact.previous !== last || fact.version !== version) {
      throw kernelError('FACT_CHAIN_BROKEN', { stream: fact.stream, version: String(fact.version) });
    }
    [last, version] = [fact.digest, version + 1n];
  }
  return last;
}
