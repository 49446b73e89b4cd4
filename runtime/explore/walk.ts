import { Configurations } from './configurations.ts';
import { countExecutions } from './count-executions.ts';
import { Layer } from './layer.ts';
import type { Packed } from './layout.ts';
import type { Product } from './product.ts';
import { Rises } from './rises.ts';
import type { Stubborn } from './stubborn.ts';
import type { Work } from './work.ts';

/** When to give up. */
export interface WalkLimits {
  readonly configurationsMax: number;
  readonly transitionsMax: number;
  /** What the configurations may take of the memory. */
  readonly bytesMax: number;
  /** Somebody wants it to end now; asked between two pieces of work. */
  readonly isStopped: () => boolean;
}

/** What was reached before everything was followed. */
export type Limit = 'configurations' | 'transitions' | 'bytes' | 'stopped';

/** The limit that so much reaches. */
export function limitReached(
  { configurationsMax, transitionsMax, bytesMax, isStopped }: WalkLimits,
  configurations: number,
  transitions: number,
  bytes: number,
): Limit | null {
  if (configurations > configurationsMax) return 'configurations';
  if (transitions > transitionsMax) return 'transitions';
  if (bytes > bytesMax) return 'bytes';
  return isStopped() ? 'stopped' : null;
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
  /** Null when everything was followed. */
  readonly limit: Limit | null;
  /** The most that the configurations took of the memory, with all that is needed to find them again. */
  readonly bytesMost: number;
}

/** In what a run ends when nothing can happen any more. */
export type Ending = 'final' | 'orphan' | 'deadlock';

/** What a configuration is in which nothing can happen. */
export function endingOf(product: Product, packed: Packed): Ending {
  if (product.isFinal(packed)) return 'final';
  return product.haveEnded(packed) ? 'orphan' : 'deadlock';
}

/**
 * Follows everything that can happen, each configuration once, layer by layer: no transition leads to a layer that is behind, so only
 * those ahead have to be searched (Christensen, Kristensen, Mailund, "A sweep-line method for state space exploration", 2001,
 * with the sum of all ranks as the measure of progress). Where no script has a circle, all that leads to a configuration comes
 * before it, and the ways to each are added up as it goes; else the executions are counted behind. With a reduction only what that
 * chooses is followed, and executions are not counted.
 */
export function* walk(product: Product, limits: WalkLimits, reduction: Stubborn | null = null): Work<Walk> {
  const rises = new Rises(product);
  const sweep = new Sweep(product, rises, reduction);
  const limit = yield* sweep.run(limits);
  const isCounted = limit === null && reduction === null && sweep.unbounded.size === 0;
  const executions = rises.haveCircles ? () => countExecutions(product, sweep.found) : () => sweep.executions;
  return {
    found: sweep.found,
    transitions: sweep.transitions,
    executions: isCounted ? executions() : null,
    deadlocks: sweep.deadlocks,
    orphans: sweep.orphans,
    unbounded: sweep.unbounded,
    limit,
    bytesMost: sweep.bytesMost,
  };
}

class Sweep {
  /** Those that are done with; at the end of `run` all. */
  readonly found: Configurations;
  readonly unbounded = new Set<number>();
  executions = 0n;
  transitions = 0;
  bytesMost = 0;
  deadlocks = 0;
  orphans = 0;
  readonly #product: Product;
  readonly #countsWays: boolean;
  readonly #reduction: Stubborn | null;
  readonly #rises: Rises;
  readonly #layers: (Layer | undefined)[] = [];
  readonly #spare: Layer[] = [];
  /** In the layers that are ahead, and in the one that is being done. */
  #waiting = 1;

  constructor(product: Product, rises: Rises, reduction: Stubborn | null) {
    this.#product = product;
    this.#reduction = reduction;
    this.#countsWays = !rises.haveCircles;
    this.#rises = rises;
    this.found = new Configurations(product.words);
    const first = this.#layerAt(0);
    first.ways.setToOne(first.add(product.initial, 0));
  }

  /** Goes on to the end, or to the limit that it gives. */
  *run(limits: WalkLimits): Work<Limit | null> {
    let told = 0;
    for (let rank = 0; rank < this.#layers.length; rank++) {
      const layer = this.#layers[rank];
      if (layer === undefined) continue;
      for (let number = 0; number < layer.count; ) {
        number = this.#follow(layer, rank, number, Math.min(number + atOnce, layer.count));
        if (this.transitions - told > betweenPieces) {
          told = this.transitions;
          this.#measure();
          yield { doing: 'configurations', found: this.#count, done: this.found.count };
        }
        const limit = this.#limitReached(limits);
        if (limit === null) continue;
        this.#measure();
        this.#keepWaiting(rank, number);
        return limit;
      }
      this.#layers[rank] = undefined;
      layer.clear();
      this.#spare.push(layer);
    }
    this.#measure();
    return null;
  }

  get #count(): number {
    return this.found.count + this.#waiting;
  }

  #limitReached(limits: WalkLimits): Limit | null {
    if (this.#waiting === 0) return null;
    return limitReached(limits, this.#count, this.transitions, this.bytesMost);
  }

  #measure(): void {
    let bytes = this.found.bytes;
    for (const layer of [...this.#layers, ...this.#spare]) bytes += layer?.bytes ?? 0;
    for (const channel of this.#product.rules.channels) bytes += channel.bytes;
    this.bytesMost = Math.max(this.bytesMost, bytes);
  }

  /** Does those of a layer from one number to another, and gives the latter. */
  #follow(layer: Layer, rank: number, from: number, to: number): number {
    const product = this.#product;
    const rises = this.#rises;
    const layers = this.#layers;
    const { words } = product;
    for (let number = from; number < to; number++) {
      const at = number * words;
      this.found.append(layer.packed, at);
      const following = product.following(layer.packed, at);
      const { next, fired } = following;
      const count =
        this.#reduction === null ? following.count : this.#reduction.choose(layer.packed, at, following);
      this.transitions += count;
      for (let one = 0; one < count; one++) {
        const ahead = rises.after(rank, fired[one] as number, next, one * words);
        const there = layers[ahead] ?? this.#layerAt(ahead);
        const before = there.count;
        const after = there.add(next, one * words);
        this.#waiting += there.count - before;
        if (this.#countsWays) there.ways.add(after, layer.ways, number);
      }
      this.#waiting -= 1;
      if (count === 0 || following.haveEnded || following.refused.length > 0) this.#end(layer, number);
    }
    return to;
  }

  /** What there is to say of a configuration in which something may end. */
  #end(layer: Layer, number: number): void {
    const product = this.#product;
    const packed = layer.packed.slice(number * product.words, (number + 1) * product.words);
    const { count, refused } = product.following(packed, 0);
    for (const rule of refused) this.unbounded.add(product.rules.moves[rule]?.subject ?? -1);
    const ending = endingOf(product, packed);
    if (ending === 'final') this.executions += this.#countsWays ? layer.ways.valueOf(number) : 0n;
    else if (count === 0 && refused.length === 0) {
      if (ending === 'orphan') this.orphans += 1;
      else this.deadlocks += 1;
    }
  }

  /** What was found and not followed belongs to all, too. */
  #keepWaiting(rank: number, from: number): void {
    const { words } = this.#product;
    for (let one = rank; one < this.#layers.length; one++) {
      const layer = this.#layers[one];
      if (layer === undefined) continue;
      for (let number = one === rank ? from : 0; number < layer.count; number++) {
        this.found.append(layer.packed, number * words);
      }
    }
  }

  #layerAt(rank: number): Layer {
    const layer = this.#spare.pop() ?? new Layer(this.#product.words);
    this.#layers[rank] = layer;
    return layer;
  }
}

/** So many configurations are done between two looks at the limits. */
const atOnce = 64;

/** So many transitions, a fraction of a second. */
const betweenPieces = 200_000;
