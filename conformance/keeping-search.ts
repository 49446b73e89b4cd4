import { type BrokenInvariant, brokenIn, type UntimedResponse, watchFor } from './invariants.ts';
import type { SearchProblem } from './search.ts';
import { type TimedOutcome, timedSearch } from './timed-search.ts';
import type { Stopwatch } from './timing.ts';

/** What a search found that looks at what every run is to keep, too. */
export interface KeepingOutcome extends TimedOutcome {
  /** When found: the invariants that the run breaks, as does every other that agrees unless that is undecided. */
  readonly violated: readonly BrokenInvariant[];
  /** The search for a run that breaks none gave up. */
  readonly isUndecided: boolean;
  /** Responses in time of which the time is not known. */
  readonly untimed: readonly UntimedResponse[];
}

type Problem = Omit<SearchProblem, 'stopwatch' | 'watch'>;

/**
 * Looks for a run that agrees with every observer, keeps all times and breaks no invariant. Invariants are looked at only when
 * the first run that agrees breaks some: where its order is not known there may be another.
 */
export function keepingSearch(problem: Problem, stopwatch: Stopwatch | null): KeepingOutcome {
  const { interaction, extent } = problem;
  const first = timedSearch({ ...problem, watch: null }, stopwatch);
  const kept = { violated: [], untimed: [], isUndecided: false };
  if (first.answer !== 'found') return { ...first, ...kept };
  const isWhole = extent === 'complete';
  const { broken: violated, untimed } = brokenIn(interaction, first.run, isWhole);
  if (violated.length === 0) return { ...first, ...kept, untimed };
  if (isOrderKnown(problem)) return { ...first, ...kept, violated };
  const watch = watchFor(interaction, first.run);
  const second = timedSearch({ ...problem, watch, exhaustive: true }, stopwatch);
  switch (second.answer) {
    case 'found':
      return { ...second, ...kept, untimed: brokenIn(interaction, second.run, isWhole).untimed };
    case 'none':
    case 'late':
      return { ...first, ...kept, violated };
    case 'budget':
    case 'late-budget':
      return { ...first, ...kept, violated, isUndecided: true };
  }
}

/** Whether what happened, and in which order, is what was recorded and nothing else. */
export function isOrderKnown({
  observations,
  visibilities,
  extent,
}: Pick<SearchProblem, 'observations' | 'visibilities' | 'extent'>): boolean {
  const recorders = observations.filter(({ events }) => events.length > 0);
  return (
    extent !== 'slice' && recorders.length <= 1 && visibilities.every((visibility) => visibility === 'seen')
  );
}
