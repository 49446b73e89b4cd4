import { holds, type Part, type Sketch } from '../reference/sketch.ts';

const kinds: readonly Part['kind'][] = [
  'alt',
  'par',
  'loop',
  'opt',
  'break',
  'critical',
  'group',
  'strict',
  'ref',
  'both',
  'lost',
  'gate-in',
  'gate-out',
  'ignore',
  'consider',
];

/** How often a law met what it is about; a law that hardly ever does shows nothing. */
export class Tally {
  readonly #counts = new Map<string, number>();

  count(what: string): void {
    this.#counts.set(what, this.of(what) + 1);
  }

  /** Counts the kinds of statement that a sketch holds, each once. */
  countKinds(sketch: Sketch): void {
    for (const kind of kinds) {
      if (holds(sketch, kind)) {
        this.count(kind);
      }
    }
  }

  of(what: string): number {
    return this.#counts.get(what) ?? 0;
  }

  /**
   * Throws when one of these was counted so rarely that it cannot be expected that often: six standard deviations below, of a
   * Poisson distribution. So a small share of the cases says little here, and the whole of them what it should.
   */
  atLeast(expected: number, ...what: readonly string[]): void {
    const floor = expected - 6 * Math.sqrt(expected);
    const rare = what.filter((name) => this.of(name) < floor);
    if (rare.length > 0) {
      throw new Error(`met less than ${floor} times: ${rare.join(', ')}; counted: ${this.toString()}`);
    }
  }

  toString(): string {
    return [...this.#counts].map(([what, count]) => `${what} ${count}`).join(', ');
  }
}
