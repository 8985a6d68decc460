/** Numbers that look like chance and are the same for the same seed. */
export interface SeededRandom {
  /** From 0 inclusive to 1 exclusive. */
  readonly next: () => number;
  /** A whole number from 0 inclusive to `below` exclusive. */
  readonly below: (below: number) => number;
  readonly fill: (bytes: Uint8Array) => void;
}

/**
 * A generator for tests: small, fast, the same on every platform. Not for secrets.
 *
 * @see Guy Steele, Doug Lea, Christine Flood: Fast Splittable Pseudorandom Number Generators (2014): a counter that moves by the
 * golden ratio, each of its values mixed
 * @see Austin Appleby: MurmurHash3, `fmix32`: the mix
 */
export function createSeededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const word = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
  const next = (): number => word() / 0x1_0000_0000;
  return {
    next,
    below: (below) => Math.floor(next() * below),
    fill: (bytes) => {
      for (let at = 0; at < bytes.length; at++) bytes[at] = word() & 0xff;
    },
  };
}

/** The same values in an order left to chance. */
export function shuffled<Value>(values: readonly Value[], random: Pick<SeededRandom, 'below'>): readonly Value[] {
  const drawn = values.map((value) => ({ value, place: random.below(0x1_0000_0000) }));
  return drawn.toSorted((a, b) => a.place - b.place).map(({ value }) => value);
}
