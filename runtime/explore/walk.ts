import { Configurations } from './configurations.ts';
import { countExecutions } from './count-executions.ts';
import type { Packed } from './layout.ts';
import type { Product } from './product.ts';
import { ranksOf } from './ranks.ts';

export interface WalkLimits {
  readonly configurationsMax: number;
  readonly transitionsMax: number;
  /** Told now and then how many configurations were found and how many of them are done with. */
  readonly progress: (found: number, done: number) => void;
}

/** Every configuration of a product, and what was counted on the way. */
export interface Walk {
  readonly found: Configurations;
  readonly transitions: number;
  /** Null when they are without end, or not everything was followed. */
  readonly executions: bigint | null;
  readonly deadlocks: number;
  readonly orphans: number;
  /** Message types that some channel was too full for. */
  readonly unbounded: ReadonlySet<number>;
  /** A limit was reached before everything was followed. */
  readonly gaveUp: boolean;
}

/** In what a run ends when nothing can happen any more. */
export type Ending = 'final' | 'orphan' | 'deadlock';

/** What a configuration is in which nothing can happen. */
export function endingOf(product: Product, packed: Packed): Ending {
  if (product.isFinal(packed)) return 'final';
  return product.haveEnded(packed) ? 'orphan' : 'deadlock';
}

/**
 * Follows everything that can happen, each configuration once. Where no script has a circle they are taken in an order in which
 * all that leads to one comes before it, and the ways to each are added up as it goes; else the executions are counted behind.
 */
export function walk(product: Product, limits: WalkLimits): Walk {
  const ranks = ranksOf(product.machine);
  return ranks === null ? walkAsFound(product, limits) : walkByRank(product, ranks, limits);
}

function walkAsFound(product: Product, limits: WalkLimits): Walk {
  const step = new Step(product);
  const done = step.follow(limits, function* () {
    for (let number = 0; number < step.found.count; number++) yield number;
  });
  const counts = done && step.unbounded.size === 0;
  return step.walked(done, counts ? countExecutions(product, step.found) : null);
}

function walkByRank(product: Product, ranks: readonly (readonly number[])[], limits: WalkLimits): Walk {
  const step = new Step(product);
  const byRank: number[][] = [[0]];
  /** How many ways lead to each; of those that are done with, nothing. */
  const ways: bigint[] = [1n];
  let executions = 0n;
  step.onTransition = (from, to, after) => {
    if (to === ways.length) {
      ways.push(0n);
      const rank = product.sum(after, ranks);
      const ofRank = byRank[rank];
      if (ofRank === undefined) byRank[rank] = [to];
      else ofRank.push(to);
    }
    ways[to] = (ways[to] as bigint) + (ways[from] as bigint);
  };
  const done = step.follow(limits, function* () {
    for (let rank = 0; rank < byRank.length; rank++) {
      for (const number of byRank[rank] ?? []) {
        yield number;
        if (step.isFinal) executions += ways[number] as bigint;
        ways[number] = 0n;
      }
      byRank[rank] = [];
    }
  });
  return step.walked(done, done && step.unbounded.size === 0 ? executions : null);
}

/** What both orders have in common: one configuration after the other, and what is counted. */
class Step {
  readonly found: Configurations;
  readonly unbounded = new Set<number>();
  /** The configuration that was done last is final. */
  isFinal = true;
  onTransition: (from: number, to: number, after: Packed) => void = () => {};
  readonly #product: Product;
  #transitions = 0;
  #deadlocks = 0;
  #orphans = 0;

  constructor(product: Product) {
    this.#product = product;
    this.found = new Configurations(product.words);
    this.found.add(product.initial);
  }

  /** Takes the configurations in the given order; false when a limit was reached. */
  follow(
    { configurationsMax, transitionsMax, progress }: WalkLimits,
    order: () => Iterable<number>,
  ): boolean {
    const { found } = this;
    const product = this.#product;
    const current = new Uint32Array(product.words);
    let number = 0;
    let moved = false;
    const visit = (after: Packed): void => {
      moved = true;
      this.#transitions += 1;
      this.onTransition(number, found.add(after), after);
    };
    const overflow = (message: number): void => {
      moved = true;
      this.unbounded.add(message);
    };
    let done = 0;
    for (number of order()) {
      if (found.count > configurationsMax || this.#transitions > transitionsMax) return false;
      if (done % progressEvery === 0) progress(found.count, done);
      done += 1;
      found.load(number, current);
      moved = false;
      product.successors(current, visit, overflow);
      this.isFinal = product.isFinal(current);
      if (moved || this.isFinal) continue;
      if (endingOf(product, current) === 'orphan') this.#orphans += 1;
      else this.#deadlocks += 1;
    }
    return true;
  }

  walked(done: boolean, executions: bigint | null): Walk {
    return {
      found: this.found,
      transitions: this.#transitions,
      executions,
      deadlocks: this.#deadlocks,
      orphans: this.#orphans,
      unbounded: this.unbounded,
      gaveUp: !done,
    };
  }
}

const progressEvery = 1 << 14;
