import { describeTimeBounds } from '../compiler/interaction/time-bounds.ts';
import type { TimingConstraint } from '../compiler/interaction/timing.ts';
import { describeDuration } from '../compiler/text/duration.ts';
import type { Measure, Unchecked } from './timing.ts';

/** `{a} <-> {b}: at most 5 s`: what is allowed. */
export function describeConstraint(constraint: TimingConstraint): string {
  const bounds = describeTimeBounds(constraint.bounds);
  if (constraint.kind === 'between') return `{${constraint.anchors.join('} <-> {')}}: ${bounds}`;
  const { lifelines, label } = constraint.occurrence;
  return `${lifelines.join()} waits for "${label}" ${bounds}`;
}

/** What was measured, and where the diagram allows what. */
export function describeMeasure({ constraint, from, to, elapsed }: Measure): string {
  const lines = [from, to].map((end) => end?.event?.line ?? 0).toSorted((a, b) => a - b);
  const measured = elapsed === null ? 'an unknown time' : describeDuration(elapsed);
  return `lines ${lines.join(' to ')}: ${measured}, where the diagram has ${describeConstraint(constraint)} ${placeOf(constraint)}`;
}

/** What was not judged, and why. */
export function describeUnchecked({ constraint, why }: Unchecked): string {
  return `unchecked: ${describeConstraint(constraint)} ${placeOf(constraint)}, as ${why}`;
}

function placeOf({ span }: TimingConstraint): string {
  return `(${span.file}:${span.line})`;
}
