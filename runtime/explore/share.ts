import { hash } from './configurations.ts';
import { Layer } from './layer.ts';
import type { Packed } from './layout.ts';
import type { Product } from './product.ts';
import { Rises } from './rises.ts';
import { endingOf } from './walk.ts';
import { WayCounts } from './way-counts.ts';

/** Configurations of one layer that go to whom they belong to, and how many ways lead to each. */
export interface Box {
  readonly rank: number;
  readonly count: number;
  readonly packed: Packed;
  readonly digits: number;
  readonly ways: Float64Array;
}

/** What came of some configurations of a share. */
export interface Followed {
  /** By owner, what follows them. */
  readonly boxes: readonly (readonly Box[])[];
  /** The configurations themselves, one behind the other. */
  readonly packed: Packed;
  readonly transitions: number;
  readonly deadlocks: number;
  readonly orphans: number;
  readonly executions: bigint;
  readonly unbounded: readonly number[];
  /** How many of the same layer are still to be done, and how many of all. */
  readonly left: number;
  readonly waiting: number;
}

/**
 * The configurations that belong to one of several who explore together: each belongs to one of them, by its hash (Stern, Dill,
 * "Parallelizing the Murphi verifier", 1997, section 3). Layers are done at the same time by all, as in `walk`.
 */
export class Share {
  readonly #product: Product;
  readonly #rises: Rises;
  readonly #owners: number;
  readonly #own: number;
  readonly #layers: (Layer | undefined)[] = [];
  #waiting = 0;
  #rank = 0;
  #done = 0;

  constructor(product: Product, owners: number, own: number) {
    this.#product = product;
    this.#rises = new Rises(product);
    this.#owners = owners;
    this.#own = own;
    if (this.#ownerOf(product.initial, 0) !== own) return;
    const first = this.#layerAt(0);
    first.ways.setToOne(first.add(product.initial, 0));
    this.#waiting = 1;
  }

  /** Takes what others have found. */
  take({ rank, count, packed, digits, ways }: Box): void {
    const layer = this.#layerAt(rank);
    const before = layer.count;
    const counts = WayCounts.of(ways, digits);
    for (let number = 0; number < count; number++) {
      layer.ways.add(layer.add(packed, number * this.#product.words), counts, number);
    }
    this.#waiting += layer.count - before;
  }

  /** Does at most so many of its configurations in a layer; what is behind that layer is forgotten. */
  follow(rank: number, most: number): Followed {
    if (rank > this.#rank) {
      this.#layers.fill(undefined, this.#rank, rank);
      this.#rank = rank;
      this.#done = 0;
    }
    const product = this.#product;
    const { words } = product;
    const layer = this.#layerAt(rank);
    const from = this.#done;
    const to = Math.min(layer.count, from + most);
    const others = Array.from({ length: this.#owners }, () => new Map<number, Layer>());
    let transitions = 0;
    let deadlocks = 0;
    let orphans = 0;
    let executions = 0n;
    const unbounded = new Set<number>();
    for (let number = from; number < to; number++) {
      const at = number * words;
      const { count, next, fired, refused, haveEnded } = product.following(layer.packed, at);
      transitions += count;
      for (let one = 0; one < count; one++) {
        const ahead = this.#rises.after(rank, fired[one] as number, next, one * words);
        const owner = this.#ownerOf(next, one * words);
        const there = owner === this.#own ? this.#layerAt(ahead) : boxAt(others[owner], ahead, words);
        const before = there.count;
        const after = there.add(next, one * words);
        if (owner === this.#own) this.#waiting += there.count - before;
        there.ways.add(after, layer.ways, number);
      }
      for (const rule of refused) unbounded.add(product.rules.moves[rule]?.subject ?? -1);
      if (count > 0 && !haveEnded) continue;
      const isStuck = count === 0 && refused.length === 0;
      const ending = endingOf(product, layer.packed.slice(at, at + words));
      if (ending === 'final') executions += layer.ways.valueOf(number);
      else if (isStuck && ending === 'orphan') orphans += 1;
      else if (isStuck) deadlocks += 1;
    }
    this.#done = to;
    this.#waiting -= to - from;
    return {
      boxes: others.map((ofOwner) => [...ofOwner].map(([ahead, box]) => boxOf(ahead, box, words))),
      packed: layer.packed.slice(from * words, to * words),
      transitions,
      deadlocks,
      orphans,
      executions,
      unbounded: [...unbounded],
      left: layer.count - to,
      waiting: this.#waiting,
    };
  }

  #ownerOf(packed: Packed, at: number): number {
    return (hash(packed, at, this.#product.words) >>> 16) % this.#owners;
  }

  #layerAt(rank: number): Layer {
    const layer = this.#layers[rank] ?? new Layer(this.#product.words);
    this.#layers[rank] = layer;
    return layer;
  }
}

function boxAt(boxes: Map<number, Layer> | undefined, rank: number, words: number): Layer {
  const box = boxes?.get(rank) ?? new Layer(words);
  boxes?.set(rank, box);
  return box;
}

function boxOf(rank: number, { count, packed, ways }: Layer, words: number): Box {
  const { digits, values } = ways.first(count);
  return { rank, count, packed: packed.slice(0, count * words), digits, ways: values };
}
