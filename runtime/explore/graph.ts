import type { Configurations } from './configurations.ts';
import type { Firing, Product } from './product.ts';

/**
 * Which configuration follows which, for what one has to look back for: whether the end can still be reached, and who will move
 * again. Four bytes a transition and a few a configuration, so it is only made where something is wrong or goes round.
 */
export interface Graph {
  readonly count: number;
  /** Those that follow configuration n stand in `targets` from `starts[n]` to before `starts[n + 1]`. */
  readonly starts: Uint32Array;
  readonly targets: Uint32Array;
  /** 1 where something can happen that was not followed: a channel is full, or the budget was spent. */
  readonly isOpen: Uint8Array;
  /** 1 where every script may end and nothing is on its way. */
  readonly isFinal: Uint8Array;
  /** By configuration, in so many words, a bit for each lifeline that something can happen on next. */
  readonly movers: Uint32Array;
  readonly moverWords: number;
}

/** The graph of all configurations that were found; null when it has more transitions than `transitionsMax`. */
export function graphOf(product: Product, found: Configurations, transitionsMax: number): Graph | null {
  const { count } = found;
  const starts = new Uint32Array(count + 1);
  const isOpen = new Uint8Array(count);
  const isFinal = new Uint8Array(count);
  const moverWords = Math.ceil(product.machine.lifelines.length / 32);
  const movers = new Uint32Array(count * moverWords);
  const packed = new Uint32Array(product.words);
  let targets = new Uint32Array(Math.max(1024, count * 2));
  let filled = 0;
  for (let number = 0; number < count; number++) {
    found.load(number, packed);
    if (product.isFinal(packed)) isFinal[number] = 1;
    const visit = (after: Uint32Array, firing: Firing): void => {
      for (const { lifeline } of firing) {
        const word = number * moverWords + (lifeline >>> 5);
        movers[word] = (movers[word] as number) | (1 << (lifeline & 31));
      }
      const next = found.numberOf(after);
      if (next < 0) isOpen[number] = 1;
      else {
        if (filled === targets.length) targets = grown(targets);
        targets[filled++] = next;
      }
    };
    product.successors(packed, visit, () => {
      isOpen[number] = 1;
    });
    if (filled > transitionsMax) return null;
    starts[number + 1] = filled;
  }
  return { count, starts, targets, isOpen, isFinal, movers, moverWords };
}

function grown(targets: Uint32Array): Uint32Array<ArrayBuffer> {
  const longer = new Uint32Array(targets.length * 2);
  longer.set(targets);
  return longer;
}
