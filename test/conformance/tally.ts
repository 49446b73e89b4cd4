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

  /** Throws unless each of these was counted at least that often. */
  atLeast(floor: number, ...what: readonly string[]): void {
    const rare = what.filter((name) => this.of(name) < floor);
    if (rare.length > 0) {
      throw new Error(`met less than ${floor} times: ${rare.join(', ')}; counted: ${this.toString()}`);
    }
  }

  toString(): string {
    return [...this.#counts].map(([what, count]) => `${what} ${count}`).join(', ');
  }
}
