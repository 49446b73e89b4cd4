import type { Interaction, Occurrence } from '../interaction/interaction.ts';
import { timingConstraints } from '../interaction/timing.ts';
import type { Diagram } from '../syntax/diagram.ts';
import type { Run } from './instance.ts';
import { orderOfRun } from './run-order.ts';
import { timesOfRun } from './run-times.ts';
import { runsOf } from './runs.ts';

/** The longest chain of messages and actions that wait for each other, over all runs with loops unrolled at most twice. */
export interface CriticalPath {
  /** What happens on it, one after the other: of a message its send and its receive, unless only one of them is on it. */
  readonly path: readonly Occurrence[];
  /** How many messages and actions it has. */
  readonly length: number;
  /** What the diagram's times make the slowest run take at least, in milliseconds. */
  readonly leastTime: number;
}

/** The longest way through the order of each run (the critical path method: Kelley, Walker 1959), each message one long; null when nothing happens. */
export function criticalPathOf(diagram: Diagram, interaction: Interaction): CriticalPath | null {
  const constraints = timingConstraints(interaction);
  const timesOf = timesOfRun(diagram, constraints);
  let longest: CriticalPath | null = null;
  let leastTime = 0;
  for (const run of runsOf(interaction.root).runs) {
    const chain = longestChain(run);
    if (chain.length > (longest?.length ?? 0)) longest = { ...chain, leastTime: 0 };
    const waits = timesOf(run).bounds.filter(({ most }) => most <= 0);
    const reached = run.map(() => 0);
    // What comes before stands before in the run, so that one pass in its order is enough.
    for (const { to: before, from: after, most } of waits.toSorted((a, b) => a.from - b.from)) {
      reached[after] = Math.max(reached[after] ?? 0, (reached[before] ?? 0) - most);
    }
    leastTime = reached.reduce((most, one) => Math.max(most, one / 1_000), leastTime);
  }
  return longest && { ...longest, leastTime };
}

function longestChain(run: Run): Pick<CriticalPath, 'path' | 'length'> {
  const { direct } = orderOfRun(run);
  const before = Map.groupBy(direct, ([, after]) => after);
  const best: { readonly length: number; readonly from: number | null }[] = [];
  for (const [at, { occurrence }] of run.entries()) {
    // A message counts where it begins, or where it comes out of nowhere.
    const isCounted = occurrence.kind !== 'receive' || occurrence.peer === null;
    const candidates = (before.get(at) ?? []).map(([from]) => ({ from, length: best[from]?.length ?? 0 }));
    const ahead = candidates.reduce<{ from: number | null; length: number }>(
      (most, one) => (one.length > most.length ? one : most),
      { from: null, length: 0 },
    );
    best.push({ from: ahead.from, length: ahead.length + (isCounted ? 1 : 0) });
  }
  const length = best.reduce((most, one) => Math.max(most, one.length), 0);
  const path: Occurrence[] = [];
  for (let at: number | null = best.findIndex((one) => one.length === length); at !== null; ) {
    const occurrence = run[at]?.occurrence;
    if (occurrence !== undefined) path.unshift(occurrence);
    at = best[at]?.from ?? null;
  }
  return { path, length };
}
