import type { Configurations } from './configurations.ts';
import type { Packed } from './layout.ts';
import type { Firing, Product } from './product.ts';
import { type Ending, endingOf } from './walk.ts';

/** A way to a configuration in which nothing can happen. */
export interface StuckWay {
  readonly run: readonly Firing[];
  readonly packed: Packed;
}

/** The shortest ways to configurations in which a run is stuck so, shortest first, at most so many. */
export function shortestWays(
  product: Product,
  found: Configurations,
  ending: Exclude<Ending, 'final'>,
  most: number,
): readonly StuckWay[] {
  const ways: StuckWay[] = [];
  const parents = new Uint32Array(found.count).fill(unseen);
  const queue = new Uint32Array(found.count);
  const current = new Uint32Array(product.words);
  let queued = 1;
  parents[0] = 0;
  for (let at = 0; at < queued && ways.length < most; at++) {
    const number = queue[at] as number;
    found.load(number, current);
    let moved = false;
    product.successors(
      current,
      (after) => {
        moved = true;
        const next = found.numberOf(after);
        // What was found and not followed has no number when the walk gave up.
        if (next < 0 || parents[next] !== unseen) return;
        parents[next] = number;
        queue[queued++] = next;
      },
      () => {
        moved = true;
      },
    );
    if (!moved && endingOf(product, current) === ending) {
      ways.push({ run: wayTo(product, found, parents, number), packed: current.slice() });
    }
  }
  return ways;
}

const unseen = -1 >>> 0;

function wayTo(
  product: Product,
  found: Configurations,
  parents: Uint32Array,
  number: number,
): readonly Firing[] {
  const way: Firing[] = [];
  const packed = new Uint32Array(product.words);
  for (let here = number; here !== 0; here = parents[here] as number) {
    let led: Firing | null = null;
    found.load(parents[here] as number, packed);
    product.successors(
      packed,
      (after, firing) => {
        if (led === null && found.numberOf(after) === here) led = firing;
      },
      () => {},
    );
    if (led !== null) way.push(led);
  }
  return way.reverse();
}
