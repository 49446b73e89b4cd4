import type { Span } from '../text/span.ts';
import type { Interaction, Occurrence } from './interaction.ts';
import type { TimeBounds } from './time-bounds.ts';

/** How much time may pass in a run. It is judged where events tell their time, and never orders anything. */
export type TimingConstraint = Between | Wait;

/** `{a} <-> {b} : <= 5s`: the time between two occurrences, whichever comes first. */
export interface Between {
  readonly kind: 'between';
  /** Names of the anchors. */
  readonly anchors: readonly [string, string];
  /** What each anchor means: of several occurrences at most one happens, as they stand in different operands of a choice. */
  readonly from: readonly Occurrence[];
  readonly to: readonly Occurrence[];
  readonly bounds: TimeBounds;
  /**
   * Which belongs to which: each happens at most `once`; in a loop the first to the first, the second to the second, as each
   * happens once in all `iterations`; or it is `unclear` and nothing is judged.
   */
  readonly pairing: 'once' | 'iterations' | 'unclear';
  readonly span: Span;
}

/** `@timeout 5s`: how long a lifeline waits for a message, counted from its own occurrence before. */
export interface Wait {
  readonly kind: 'wait';
  /** A receive. */
  readonly occurrence: Occurrence;
  readonly bounds: TimeBounds;
  readonly span: Span;
}

/** All that the diagram says about time, in text order of each kind. */
export function timingConstraints({
  timings,
  annotations,
  occurrences,
}: Pick<Interaction, 'timings' | 'annotations' | 'occurrences'>): readonly TimingConstraint[] {
  const waits = annotations.timeouts.flatMap(({ value, first, end, span }) =>
    occurrences
      .slice(first, end)
      .filter(({ kind }) => kind === 'receive')
      .map((occurrence): Wait => {
        return { kind: 'wait', occurrence, bounds: { atLeast: 0, atMost: value, strictly: false }, span };
      }),
  );
  return [...timings, ...waits];
}
