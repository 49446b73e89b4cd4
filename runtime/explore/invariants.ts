import type { Interaction } from '../../compiler/interaction/interaction.ts';
import type { StatedInvariant } from '../../compiler/invariants/invariant.ts';
import type { Happened } from '../../compiler/invariants/message-pattern.ts';
import { type Monitor, monitorOf } from '../../compiler/invariants/monitor.ts';
import { Configurations } from './configurations.ts';
import type { Packed } from './layout.ts';
import type { Firing, Product } from './product.ts';
import type { Work } from './work.ts';

/** An invariant, and whether every run of the scripts keeps it. */
export interface ExploredInvariant {
  readonly invariant: StatedInvariant;
  /** `undecided`: no run that was followed breaks it, and not all were. */
  readonly verdict: 'holds' | 'broken' | 'undecided';
  /** A shortest run that breaks it; null when none was found. */
  readonly run: readonly Firing[] | null;
  /** Whether the last transition of that run breaks it, or that the run ends there. */
  readonly by: 'transition' | 'end' | null;
}

/**
 * Holds every invariant of the diagram against all that the scripts can do: goes along their product and the monitor of the
 * invariant at once, breadth first (Vardi, Wolper 1986, for runs that end). Gives up after so many pairs of the two.
 */
export function* exploreInvariants(
  { annotations, lifelines }: Interaction,
  product: Product,
  pairsMax: number,
  isStopped: () => boolean,
): Work<readonly ExploredInvariant[]> {
  const explored: ExploredInvariant[] = [];
  for (const invariant of annotations.invariants) {
    const search = new Search(product, monitorOf(invariant.rule, lifelines));
    explored.push({ invariant, ...(yield* search.outcome(pairsMax, isStopped)) });
  }
  return explored;
}

const betweenPieces = 1 << 10;

type Outcome = Omit<ExploredInvariant, 'invariant'>;

/** A configuration and, in one word more, the state of the monitor. */
class Search {
  readonly #product: Product;
  readonly #monitor: Monitor;
  readonly #pairs: Configurations;
  /** By number of a pair, that of the one from which it was found first. */
  #parents = new Uint32Array(1024);
  readonly #pair: Packed;

  constructor(product: Product, monitor: Monitor) {
    this.#product = product;
    this.#monitor = monitor;
    this.#pairs = new Configurations(product.words + 1);
    this.#pair = new Uint32Array(product.words + 1);
    this.#add(product.initial, 0, 0);
  }

  *outcome(pairsMax: number, isStopped: () => boolean): Work<Outcome> {
    const product = this.#product;
    const current = new Uint32Array(product.words);
    let isPartial = false;
    let broken: { readonly at: number; readonly firing: Firing } | null = null;
    let levelEnd = 1;
    for (let at = 0; at < this.#pairs.count; at++) {
      if (at === levelEnd) {
        // What breaks at its end on the next level is as long as what a transition of this one breaks.
        if (broken !== null) break;
        levelEnd = this.#pairs.count;
      }
      if (at % betweenPieces === 0) yield { doing: 'invariants', found: this.#pairs.count, done: at };
      if (this.#pairs.count > pairsMax || isStopped()) {
        isPartial = true;
        break;
      }
      const state = this.#load(at, current);
      let moved = false;
      product.successors(
        current,
        (after, firing) => {
          moved = true;
          const next = stateAfter(this.#monitor, state, firing);
          if (next !== null) this.#add(after, next, at);
          else broken ??= { at, firing };
        },
        () => {
          moved = true;
          isPartial = true;
        },
      );
      const ends = !moved || product.isFinal(current);
      if (ends && !this.#monitor.mayEnd(state)) {
        return { verdict: 'broken', run: this.#wayTo(at), by: 'end' };
      }
    }
    if (broken !== null) {
      const { at, firing } = broken as { at: number; firing: Firing };
      return { verdict: 'broken', run: [...this.#wayTo(at), firing], by: 'transition' };
    }
    return { verdict: isPartial ? 'undecided' : 'holds', run: null, by: null };
  }

  #add(packed: Packed, state: number, parent: number): void {
    this.#pair.set(packed);
    this.#pair[packed.length] = state;
    const { count } = this.#pairs;
    if (this.#pairs.add(this.#pair) < count) return;
    if (count >= this.#parents.length) {
      const longer = new Uint32Array(2 * this.#parents.length);
      longer.set(this.#parents);
      this.#parents = longer;
    }
    this.#parents[count] = parent;
  }

  /** Copies the configuration and gives the state of the monitor. */
  #load(number: number, into: Packed): number {
    this.#pairs.load(number, this.#pair);
    into.set(this.#pair.subarray(0, into.length));
    return this.#pair[into.length] as number;
  }

  #wayTo(number: number): readonly Firing[] {
    const way: Firing[] = [];
    const packed = new Uint32Array(this.#product.words);
    for (let here = number; here !== 0; here = this.#parents[here] as number) {
      const parent = this.#parents[here] as number;
      const state = this.#load(parent, packed);
      let led: Firing | null = null;
      this.#product.successors(
        packed,
        (after, firing) => {
          const next = led === null ? stateAfter(this.#monitor, state, firing) : null;
          if (next === null) return;
          this.#pair.set(after);
          this.#pair[after.length] = next;
          if (this.#pairs.numberOf(this.#pair) === here) led = firing;
        },
        () => {},
      );
      if (led !== null) way.push(led);
    }
    return way.reverse();
  }
}

function stateAfter(monitor: Monitor, state: number, firing: Firing): number | null {
  let here: number | null = state;
  for (const happened of happenedIn(firing)) here = here === null ? null : monitor.after(here, happened);
  return here;
}

const none: readonly Happened[] = [];
const known = new WeakMap<Firing, readonly Happened[]>();

/** What happens in a transition; a crash is none of the diagram's occurrences, and a joint one is one, however many take it. */
function happenedIn(firing: Firing): readonly Happened[] {
  const before = known.get(firing);
  if (before !== undefined) return before;
  const moves = firing[0]?.move.kind === 'joint' ? firing.slice(0, 1) : firing;
  const happened = moves.flatMap(({ id, move: { kind, transition } }) =>
    kind === 'crash'
      ? none
      : [
          {
            kind: transition.kind,
            lifelines: transition.joint ?? [id],
            peer: transition.peer,
            label: transition.label,
          },
        ],
  );
  known.set(firing, happened);
  return happened;
}
