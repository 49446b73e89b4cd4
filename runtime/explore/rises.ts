import { type Packed, read } from './layout.ts';
import type { Product } from './product.ts';
import { ranksOf } from './ranks.ts';

/** Into which layer a transition leads: the layer is the sum of the ranks of all lifelines. */
export class Rises {
  readonly haveCircles: boolean;
  readonly #product: Product;
  readonly #ranks: readonly (readonly number[])[];
  /** By rule, how much larger the sum is behind it; -1 where others go along, and it depends on what these do. */
  readonly #byRule: Int32Array;

  constructor(product: Product) {
    const { of, haveCircles } = ranksOf(product.machine);
    this.haveCircles = haveCircles;
    this.#product = product;
    this.#ranks = of;
    this.#byRule = risesOf(product, of);
  }

  /** The layer behind a rule, taken in one of the layer `rank`, with the configuration behind it. */
  after(rank: number, rule: number, packed: Packed, at: number): number {
    const higher = this.#byRule[rule] as number;
    return higher >= 0 ? rank + higher : this.#sum(packed, at);
  }

  #sum(packed: Packed, at: number): number {
    const { rules, words } = this.#product;
    const here = packed.subarray(at, at + words);
    return rules.states.reduce(
      (sum, field, lifeline) => sum + (this.#ranks[lifeline]?.[read(here, field)] ?? 0),
      0,
    );
  }
}

function risesOf({ rules, machine }: Product, ranks: readonly (readonly number[])[]): Int32Array {
  const rises = new Int32Array(rules.moves.length).fill(-1);
  let rule = 0;
  for (const [lifeline, states] of machine.moves.entries()) {
    for (const state of states.keys()) {
      const end = rules.first[(rules.entries[lifeline] as number) + state + 1] as number;
      for (; rule < end; rule++) {
        if (rules.partners[rule] !== null) continue;
        const next = rules.moves[rule]?.next ?? state;
        rises[rule] = (ranks[lifeline]?.[next] ?? 0) - (ranks[lifeline]?.[state] ?? 0);
      }
    }
  }
  return rises;
}
