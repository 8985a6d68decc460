import { describe, expect, it } from 'vitest';
import {
  digestNamed,
  isJicengError,
  loadStream,
  readFacts,
  runDecider,
  verifyChain,
  type DigestName,
  type RecordedFact,
} from '../index.ts';
import { createBench, remark, repairCall, repairProcess, report, tenant } from '../command/repair.fixture.ts';

async function chainOf(digestName: DigestName = 'sha256'): Promise<readonly RecordedFact[]> {
  const { ports, store } = await createBench({ digest: digestNamed(digestName) });
  await runDecider(ports, repairCall(report));
  for (const text of ['a', 'b', '钱塘江𠮷']) await runDecider(ports, repairCall(remark(text)));
  return readFacts(store, tenant, 'repair/1');
}

/** The version of the first fact that does not fit; `undefined` when all do. */
function brokenAt(facts: readonly RecordedFact[], previous?: string): unknown {
  try {
    verifyChain(facts, previous);
    return undefined;
  } catch (error) {
    if (isJicengError(error, 'FACT_CHAIN_BROKEN')) return error.details['version'];
    throw error;
  }
}

/** One change to each field of the fact at that place, such as somebody with access to the rows could make. */
function changesTo(facts: readonly RecordedFact[], at: number): readonly Partial<RecordedFact>[] {
  const fact = facts[at];
  if (fact === undefined) return [];
  const other = (digest: string) => (digest.startsWith('0') ? `1${digest.slice(1)}` : `0${digest.slice(1)}`);
  return [
    { tenant: `${fact.tenant}0` },
    { stream: 'repair/2' },
    { version: fact.version + 1n },
    { type: 'Mended' },
    { schema: fact.schema + 1 },
    { body: fact.body.replace('"type"', ' "type"') },
    { actor: 'u-other' },
    { purpose: 'statistics' },
    { occurredAt: '2026-03-02T01:30:00.001Z' },
    { recordedAt: '2026-03-02T01:30:00.001Z' },
    { tick: fact.tick + 1n },
    { digestName: fact.digestName === 'sm3' ? 'sha256' : 'sm3' },
    { digest: other(fact.digest) },
    { previous: fact.previous === '' ? '0'.repeat(64) : other(fact.previous) },
  ];
}

for (const name of ['sha256', 'sm3'] as const) {
  describe(`a chain under ${name}`, () => {
    it('ends in the digest of its last fact', async () => {
      const facts = await chainOf(name);
      expect(facts.map(({ digestName }) => digestName)).toEqual([name, name, name, name]);
      expect(verifyChain(facts)).toBe(facts.at(-1)?.digest);
      expect(facts[0]?.previous).toBe('');
      expect(facts[2]?.previous).toBe(facts[1]?.digest);
    });

    it('shows every field that was changed, wherever it stands', async () => {
      const facts = await chainOf(name);
      const [first] = facts;
      expect(changesTo(facts, 0).flatMap(Object.keys).toSorted()).toEqual(Object.keys(first ?? {}).toSorted());
      for (const [at, fact] of facts.entries()) {
        for (const change of changesTo(facts, at)) {
          const broken = brokenAt(facts.with(at, { ...fact, ...change }));
          expect({ at, change, broken: broken !== undefined }).toEqual({ at, change, broken: true });
        }
      }
    });

    it('is broken by facts that are swapped, dropped, doubled or put in', async () => {
      const facts = await chainOf(name);
      const [one, two, three, four] = facts;
      if (one === undefined || two === undefined || three === undefined || four === undefined) throw new Error('short');
      expect(brokenAt([two, one, three, four])).toBe('2');
      expect(brokenAt([one, three, two, four])).toBe('3');
      expect(brokenAt([two, three, four])).toBe('2');
      expect(brokenAt([one, two, four])).toBe('4');
      expect(brokenAt([one, two, two, three, four])).toBe('2');
      expect(brokenAt([one, two, { ...two, version: 3n }, three, four])).toBe('3');
    });

    it('does not show a tail that was cut off: only a head kept elsewhere does', async () => {
      const facts = await chainOf(name);
      expect(brokenAt(facts.slice(0, 2))).toBeUndefined();
      expect(verifyChain(facts.slice(0, 2))).not.toBe(facts.at(-1)?.digest);
    });

    it('may be checked from the middle on, given the digest before', async () => {
      const facts = await chainOf(name);
      expect(verifyChain(facts.slice(2), facts[1]?.digest)).toBe(facts.at(-1)?.digest);
      expect(brokenAt(facts.slice(2))).toBe('3');
      expect(verifyChain([], 'the digest before')).toBe('the digest before');
    });
  });
}

it('a chain that names an algorithm nobody knows is broken, not an error of another kind', async () => {
  const facts = await chainOf();
  const [first] = facts;
  if (first === undefined) throw new Error('short');
  // As a row of a database could say it.
  expect(brokenAt([{ ...first, digestName: 'md5' as string as DigestName }])).toBe('1');
});

it('the chain’s head stands in the stream’s row', async () => {
  const { ports, store } = await createBench();
  await runDecider(ports, repairCall(report));
  await runDecider(ports, repairCall({ type: 'mend' }));
  const { digest } = await loadStream(store, repairProcess, tenant, 'repair/1');
  expect(verifyChain(await readFacts(store, tenant, 'repair/1'))).toBe(digest);
});
