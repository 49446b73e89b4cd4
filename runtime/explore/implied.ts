import type { Interaction } from '../../compiler/interaction/interaction.ts';
import { Configurations } from './configurations.ts';
import type { Packed } from './layout.ts';
import { Matcher } from './matcher.ts';
import type { Firing, Product } from './product.ts';
import type { Work } from './work.ts';

/** The scripts do something together that the diagram does not (Uchitel, Kramer, Magee 2003). */
export interface ImpliedScenario {
  /** The transitions; the last one is what the diagram does not have, unless the run is only too short. */
  readonly run: readonly Firing[];
  /** No run of the diagram begins like this; else the scripts may end here and the diagram may not. */
  readonly kind: 'no-run-begins-so' | 'ends-too-early';
}

export interface ImpliedSearch {
  /** Shortest first. Behind a transition that the diagram does not have the search does not go on. */
  readonly scenarios: readonly ImpliedScenario[];
  /** The budget was spent before everything was looked at. */
  readonly gaveUp: boolean;
}

const examplesMax = 10;

/** A pair takes as long as a diagram is wide. */
const betweenPieces = 64;

/**
 * Goes along the scripts' product and the diagram at once, breadth first. A run of the scripts is matched with everything
 * that the diagram can have become by it; where there is nothing, no run of the diagram begins so. Gives up after so many
 * pairs of the two.
 */
export function* findImplied(
  interaction: Interaction,
  product: Product,
  pairsMax: number,
  isStopped: () => boolean,
): Work<ImpliedSearch> {
  const matcher = new Matcher(interaction, interaction.root);
  const pairs = new Pairs(product);
  const found: { at: number; firing: Firing | null; kind: ImpliedScenario['kind'] }[] = [];
  const current = new Uint32Array(product.words);

  pairs.add(product.initial, 0, -1, null);
  let at = 0;
  for (; at < pairs.count && pairs.count <= pairsMax; at++) {
    if (at % betweenPieces === 0) {
      yield { doing: 'implied scenarios', found: pairs.count, done: at };
      if (isStopped()) break;
    }
    // A transition is found one step before a run of the same length that ends too early, so a length is looked at as a whole.
    if (found.length >= examplesMax && pairs.depthOf(at) > pairs.depthOf(found[0]?.at ?? 0) + 1) break;
    const terms = pairs.load(at, current);
    if (product.isFinal(current) && !matcher.mayEnd(terms)) {
      found.push({ at, firing: null, kind: 'ends-too-early' });
    }
    product.successors(
      current,
      (after, firing) => {
        const next = matcher.after(terms, firing);
        if (next === null) found.push({ at, firing, kind: 'no-run-begins-so' });
        else pairs.add(after, next, at, firing);
      },
      () => {},
    );
  }
  return {
    scenarios: found
      .map(({ at: number, firing, kind }) => ({
        run: [...pairs.wayTo(number), ...(firing === null ? [] : [firing])],
        kind,
      }))
      .toSorted((a, b) => a.run.length - b.run.length)
      .slice(0, examplesMax),
    gaveUp: at < pairs.count && found.length < examplesMax,
  };
}

interface Pair {
  readonly configuration: number;
  readonly terms: number;
  readonly parent: number;
  readonly firing: Firing | null;
  /** How many transitions lead there. */
  readonly depth: number;
}

/** Configurations, each with what the diagram may have become, and the way to it. */
class Pairs {
  readonly #configurations: Configurations;
  readonly #numbers = new Map<number, number>();
  readonly #all: Pair[] = [];

  constructor(product: Product) {
    this.#configurations = new Configurations(product.words);
  }

  get count(): number {
    return this.#all.length;
  }

  add(packed: Packed, terms: number, parent: number, firing: Firing | null): void {
    const configuration = this.#configurations.add(packed);
    const key = terms * 2 ** 26 + configuration;
    if (this.#numbers.has(key)) return;
    this.#numbers.set(key, this.#all.length);
    this.#all.push({ configuration, terms, parent, firing, depth: this.depthOf(parent) + 1 });
  }

  depthOf(number: number): number {
    return this.#all[number]?.depth ?? -1;
  }

  /** Copies the configuration and gives the number of the terms. */
  load(number: number, into: Packed): number {
    const pair = this.#all[number];
    this.#configurations.load(pair?.configuration ?? 0, into);
    return pair?.terms ?? 0;
  }

  wayTo(number: number): readonly Firing[] {
    const way: Firing[] = [];
    for (let here = this.#all[number]; here !== undefined; here = this.#all[here.parent]) {
      if (here.firing !== null) way.push(here.firing);
    }
    return way.reverse();
  }
}
