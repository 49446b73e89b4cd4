/** A bound on a difference: `time[to] − time[from] ≤ most`, in microseconds; `strictly` when it is less than that. */
export interface Difference<Why> {
  readonly from: number;
  readonly to: number;
  readonly most: number;
  readonly strictly: boolean;
  /** Where the bound comes from. */
  readonly why: Why;
}

/** What came of a system: moments that keep it, a cycle of bounds that cannot all be kept, or too much work. */
export type Solved<Why> =
  | { readonly kind: 'times' }
  | { readonly kind: 'cycle'; readonly cycle: readonly Difference<Why>[] }
  | { readonly kind: 'budget' };

/**
 * Whether there are moments that keep all bounds. There are exactly when the graph of the bounds has no cycle of negative
 * weight, which is found by relaxing every bound as often as there are moments (Bellman 1958, Ford 1956; systems of
 * difference constraints: Cormen, Leiserson, Rivest, Stein, "Introduction to Algorithms", 24.4; as temporal networks:
 * Dechter, Meiri, Pearl 1991).
 */
export function solve<Why>(
  moments: number,
  bounds: readonly Difference<Why>[],
  relaxationsMax: number = Number.POSITIVE_INFINITY,
): Solved<Why> {
  // All moments at once at first, as from a source before all of them.
  const reached = Array.from({ length: moments }, () => ({ sum: 0, strict: 0 }));
  const by: (Difference<Why> | undefined)[] = [];
  for (let round = 0; round <= moments; round++) {
    if ((round + 1) * bounds.length > relaxationsMax) return { kind: 'budget' };
    const changed = relax(reached, bounds, by);
    if (changed === null) return { kind: 'times' };
    if (round === moments) return { kind: 'cycle', cycle: cycleThrough(changed, by, moments) };
  }
  return { kind: 'times' };
}

/** How much later than `from` each moment can be at most, in microseconds; infinite when nothing bounds it. There must be no negative cycle. */
export function furthest<Why>(
  moments: number,
  bounds: readonly Difference<Why>[],
  from: number,
): readonly number[] {
  const never = { sum: Number.POSITIVE_INFINITY, strict: 0 };
  const reached = Array.from({ length: moments }, (_, at) => (at === from ? { sum: 0, strict: 0 } : never));
  for (let round = 0; round < moments && relax(reached, bounds, []) !== null; round++);
  return reached.map(({ sum }) => sum);
}

/** A sum of bounds: of two equal ones the one with more strict bounds is the less. */
interface Sum {
  readonly sum: number;
  readonly strict: number;
}

/** Tightens each moment once by every bound; gives one that was tightened, or null when none was. */
function relax<Why>(
  reached: Sum[],
  bounds: readonly Difference<Why>[],
  by: (Difference<Why> | undefined)[],
): number | null {
  let changed: number | null = null;
  for (const bound of bounds) {
    const [before, now] = [reached[bound.from], reached[bound.to]];
    if (before === undefined || now === undefined || before.sum === Number.POSITIVE_INFINITY) continue;
    const sum = before.sum + bound.most;
    const strict = before.strict + (bound.strictly ? 1 : 0);
    if (sum > now.sum || (sum === now.sum && strict <= now.strict)) continue;
    reached[bound.to] = { sum, strict };
    by[bound.to] = bound;
    changed = bound.to;
  }
  return changed;
}

/** Going back as often as there are moments leads into the cycle, and once more round it. */
function cycleThrough<Why>(
  start: number,
  by: readonly (Difference<Why> | undefined)[],
  moments: number,
): readonly Difference<Why>[] {
  let inside = start;
  for (let step = 0; step < moments; step++) inside = by[inside]?.from ?? inside;
  const cycle: Difference<Why>[] = [];
  for (let at = inside; cycle.length <= moments; ) {
    const bound = by[at];
    if (bound === undefined) break;
    cycle.unshift(bound);
    at = bound.from;
    if (at === inside) break;
  }
  return cycle;
}
