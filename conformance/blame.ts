import type { Divergence } from './divergence.ts';
import type { BrokenInvariant } from './invariants.ts';
import type { Verdict } from './judge.ts';
import type { Happening, Measure } from './timing.ts';

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

/** A time belongs to all who had a part in it: it says nothing about the real ones only when all of them are simulated. */
export function blameLate({ from, to }: Measure, simulated: readonly string[] | null): Blame {
  const played = new Set(simulated ?? []);
  const parts = [from?.event, to.event].filter((event) => event !== null && event !== undefined);
  const lifelines = [
    ...new Set(parts.flatMap((event) => [...event.lifelines, ...(event.peer === null ? [] : [event.peer])])),
  ];
  const excused = lifelines.length > 0 && lifelines.every((lifeline) => played.has(lifeline));
  return { lifelines, verdict: excused ? 'inconclusive' : 'fail' };
}

/**
 * What breaks an invariant is that of who does it; what is missing in the end, that of those who should have done it. `owing`
 * are they, as far as the diagram tells.
 */
export function blameBroken(
  { at }: BrokenInvariant,
  owing: readonly string[],
  simulated: readonly string[] | null,
): Blame {
  const played = new Set(simulated ?? []);
  const lifelines = at === null ? owing : actors(at);
  const excused = lifelines.length > 0 && lifelines.every((lifeline) => played.has(lifeline));
  return { lifelines, verdict: excused ? 'inconclusive' : 'fail' };

  function actors({ event, occurrence }: Happening): readonly string[] {
    const happened = event ?? occurrence;
    if (happened === null) return [];
    const { kind, peer, lifelines: own } = happened;
    return kind === 'receive' && peer !== null && played.has(peer) ? [peer] : own;
  }
}
