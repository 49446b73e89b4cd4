import type { Configurations } from './configurations.ts';
import type { Graph } from './graph.ts';
import type { Firing, Product } from './product.ts';

/** The configurations of a graph, nearest to the first one first, with the shortest way to each. */
export class BreadthFirst {
  /** In the order in which they are come to. */
  readonly order: Uint32Array;
  readonly #parents: Uint32Array;

  /** From `from`, along those configurations alone that `isInside` lets pass. */
  constructor(
    { count, starts, targets }: Graph,
    from = 0,
    isInside: (number: number) => boolean = () => true,
  ) {
    const order = new Uint32Array(count);
    this.#parents = new Uint32Array(count).fill(unseen);
    this.#parents[from] = from;
    order[0] = from;
    let queued = 1;
    for (let at = 0; at < queued; at++) {
      const number = order[at] as number;
      for (let edge = starts[number] as number; edge < (starts[number + 1] as number); edge++) {
        const next = targets[edge] as number;
        if (this.#parents[next] !== unseen || !isInside(next)) continue;
        this.#parents[next] = number;
        order[queued++] = next;
      }
    }
    this.order = order.subarray(0, queued);
  }

  /** The configurations on the shortest way to this one, both ends included. */
  wayTo(number: number): readonly number[] {
    const way = [number];
    for (let here = number; this.#parents[here] !== here; ) {
      here = this.#parents[here] as number;
      way.push(here);
    }
    return way.reverse();
  }
}

const unseen = -1 >>> 0;

/** The transitions that lead along these configurations, the first of those that lead from one to the next. */
export function firingsAlong(
  product: Product,
  found: Configurations,
  way: readonly number[],
): readonly Firing[] {
  const packed = new Uint32Array(product.words);
  return way.slice(1).flatMap((to, index) => {
    const led: Firing[] = [];
    found.load(way[index] as number, packed);
    product.successors(
      packed,
      (after, firing) => {
        if (led.length === 0 && found.numberOf(after) === to) led.push(firing);
      },
      () => {},
    );
    return led;
  });
}
