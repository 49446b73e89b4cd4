import type { Occurrence } from '../../compiler/interaction/interaction.ts';
import { createRandom, deriveSeed, type Random } from '../random.ts';

/**
 * What the seed decides in a live run. Each occurrence has a rank of its own, another one each time that it comes round, and
 * the highest of those that are possible goes first: real participants that are quicker or slower than the last time change
 * what is possible at a moment, but not which of two steps goes before the other, nor what a message is made of.
 */
export class Choice {
  readonly #seed: number;
  readonly #happened = new Map<number, number>();
  readonly #made = new Map<number, number>();
  #steps = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** The chance that a binding's values come from. */
  get values(): Random {
    return createRandom(this.#seed);
  }

  /** One of the possible steps, or the end; null when neither is possible. */
  among(possible: readonly Occurrence[], mayEnd: boolean): Occurrence | 'end' | null {
    const ranked = [
      ...possible.map((occurrence) => ({ step: occurrence, rank: this.#rankOf(occurrence) })),
      ...(mayEnd ? [{ step: 'end' as const, rank: this.#draw(kinds.end, this.#steps) }] : []),
    ];
    return ranked.toSorted((a, b) => b.rank - a.rank)[0]?.step ?? null;
  }

  /** That step has happened, whoever took it. */
  happened({ index }: Occurrence): void {
    this.#happened.set(index, (this.#happened.get(index) ?? 0) + 1);
    this.#steps += 1;
  }

  /** The chance that the next message of that number is made with. */
  making(message: number): Random {
    const nth = this.#made.get(message) ?? 0;
    this.#made.set(message, nth + 1);
    return createRandom(deriveSeed(this.#seed, [kinds.making, message, nth]));
  }

  #rankOf({ index }: Occurrence): number {
    return this.#draw(kinds.step, index, this.#happened.get(index) ?? 0);
  }

  #draw(...path: readonly number[]): number {
    return createRandom(deriveSeed(this.#seed, path)).next(2 ** 32);
  }
}

/** First numbers of the paths by which seeds are derived. Frozen, so that a seed means the same for ever. */
const kinds = { step: 1, end: 2, making: 3 } as const;
