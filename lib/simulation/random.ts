/** Weyl constant and multipliers of SplitMix32. @see https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
function* splitMix(seed: number): Generator<number, never> {
  let state = seed | 0;
  for (;;) {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    yield mixed ^ (mixed >>> 15);
  }
}

/**
 * Random numbers that follow from a seed, the same in every JavaScript engine: integer arithmetic and comparisons alone,
 * because `Math.log` and its like may differ in the last digit from one release of Node to the next.
 *
 * @see https://prng.di.unimi.it/xoshiro128starstar.c
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  /** @param seed any 32-bit integer */
  constructor(seed: number) {
    const seeds = splitMix(seed);
    this.a = seeds.next().value;
    this.b = seeds.next().value;
    this.c = seeds.next().value;
    this.d = seeds.next().value;
  }

  /** Evenly between 0 and 1, 1 excluded, in steps of 2⁻⁵³. */
  uniform(): number {
    return ((this.next() >>> 5) * 2 ** 26 + (this.next() >>> 6)) / 2 ** 53;
  }

  /**
   * Exponentially distributed with mean 1, by comparisons of uniform numbers.
   *
   * @see J. von Neumann, Various techniques used in connection with random digits, 1951
   */
  exponential(): number {
    for (let whole = 0; ; whole += 1) {
      const first = this.uniform();
      let last = first;
      let falling = 1;
      for (let next = this.uniform(); next < last; next = this.uniform()) {
        last = next;
        falling += 1;
      }
      if (falling % 2 === 1) {
        return whole + first;
      }
    }
  }

  private next(): number {
    const five = Math.imul(this.b, 5);
    const result = Math.imul((five << 7) | (five >>> 25), 9);
    const shifted = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= shifted;
    this.d = (this.d << 11) | (this.d >>> 21);
    return result;
  }
}
