import type { Divergence } from './divergence.ts';
import type { Verdict } from './judge.ts';

/** Whose deviation it is, and what that makes of the verdict. */
export interface Blame {
  readonly lifelines: readonly string[];
  readonly verdict: Verdict;
}

/**
 * An unexpected send or action is its lifeline's, an unexpected receive its peer's if that is simulated and else the
 * receiver's; what is missing is that of the lifelines that should have done it. A deviation of simulated lifelines only
 * says nothing about the real ones. Without a list of simulated lifelines all count as real.
 */
export function blame({ event, expected }: Divergence, simulated: readonly string[] | null): Blame {
  const played = new Set(simulated ?? []);
  const lifelines = [
    ...new Set(event === null ? expected.flatMap((occurrence) => occurrence.lifelines) : [...deviating()]),
  ];
  const excused = lifelines.length > 0 && lifelines.every((lifeline) => played.has(lifeline));
  return { lifelines, verdict: excused ? 'inconclusive' : 'fail' };

  function deviating(): readonly string[] {
    if (event === null) return [];
    if (event.kind === 'receive' && event.peer !== null && played.has(event.peer)) return [event.peer];
    return event.lifelines;
  }
}
