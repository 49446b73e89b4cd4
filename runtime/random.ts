/** A source of numbers that is the same for ever for a seed, on every machine. */
export interface Random {
  /** A whole number from 0 up to, and without, `bound`. */
  next(bound: number): number;
}

/**
 * xoshiro128** 1.1 (Blackman, Vigna, "Scrambled linear pseudorandom number generators", 2021), its state filled from the
 * seed, a whole number from 0 to 2^53 − 1, by splitmix32. The algorithm is frozen: a seed means the same for ever.
 */
export function createRandom(seed: number): Random {
  const fill = splitmix32(seed % 2 ** 32, Math.floor(seed / 2 ** 32));
  let [a, b, c, d] = [fill(), fill(), fill(), fill()];
  const draw = (): number => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result;
  };
  return {
    next: (bound) => {
      // Draws above the last whole multiple of the bound would favour small numbers.
      const limit = 2 ** 32 - (2 ** 32 % bound);
      let drawn = draw();
      while (drawn >= limit) drawn = draw();
      return drawn % bound;
    },
  };
}

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}

function splitmix32(low: number, high: number): () => number {
  let state = (low ^ Math.imul(high, 0x9e3779b1)) >>> 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
}

/**
 * Another seed for each path of whole numbers below 2^20, so that what is chosen at one place does not depend on how often
 * something was chosen elsewhere. Frozen, too.
 */
export function deriveSeed(seed: number, path: readonly number[]): number {
  return path.reduce((from, part) => createRandom(from).next(2 ** 32) * 2 ** 20 + (part % 2 ** 20), seed);
}
