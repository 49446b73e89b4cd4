import type { Occurrence } from '../interaction/interaction.ts';
import type { TimeBounds } from '../interaction/time-bounds.ts';
import type { TimingConstraint } from '../interaction/timing.ts';
import { together } from '../interaction/together.ts';
import type { Delay, Diagram } from '../syntax/diagram.ts';
import type { Difference } from './difference-constraints.ts';
import { placesIn } from './drawn-places.ts';
import { areApart, type Run } from './instance.ts';
import { orderOfRun, type RunOrder } from './run-order.ts';

/** What says how much time may pass in a run. */
export type Said = TimingConstraint | { readonly kind: 'delay'; readonly delay: Delay };

/** A bound of a run, and what says it; null for the order that is drawn. */
export type TimeDifference = Difference<Said | null>;

/**
 * The bounds on the moments of a run: nothing happens before what is drawn before it, and what anchors, timeouts and delays
 * say. A time that must pass between two occurrences of which either may come first would be one of two bounds: only what it
 * allows at most is taken.
 */
export function timesOfRun(
  diagram: Diagram,
  constraints: readonly TimingConstraint[],
): (run: Run) => { readonly bounds: readonly TimeDifference[]; readonly measured: readonly Measured[] } {
  const delayed = delaysOf(diagram);
  return (run) => {
    const drawn = orderOfRun(run);
    const measured = constraints.flatMap((said) =>
      said.kind === 'wait' ? waited(run, drawn, said) : between(run, drawn, said),
    );
    const bounds = [
      ...drawn.direct.map(([before, after]) => atLeast(before, after, 0, false, null)),
      ...measured.flatMap(boundsOf),
      ...delayed(run),
    ];
    return { bounds, measured };
  };
}

/** A constraint that holds between two moments of a run; the second is the later one where the drawing tells which. */
export interface Measured {
  readonly said: TimingConstraint;
  readonly from: number;
  readonly to: number;
  readonly ordered: boolean;
}

function boundsOf({ said, from, to, ordered }: Measured): readonly TimeDifference[] {
  const { atLeast: least, atMost: most, strictly }: TimeBounds = said.bounds;
  const upper = most === Number.POSITIVE_INFINITY ? [] : [atMost(from, to, most, strictly, said)];
  if (!ordered) return [...upper, ...upper.map((bound) => ({ ...bound, from: to, to: from }))];
  return least > 0 ? [...upper, atLeast(from, to, least, strictly, said)] : upper;
}

function atMost(
  from: number,
  to: number,
  milliseconds: number,
  strictly: boolean,
  why: Said,
): TimeDifference {
  return { from, to, most: micro(milliseconds), strictly, why };
}

function atLeast(
  from: number,
  to: number,
  milliseconds: number,
  strictly: boolean,
  why: Said | null,
): TimeDifference {
  return { from: to, to: from, most: -micro(milliseconds), strictly, why };
}

/** Whole numbers, so that sums are exact. */
function micro(milliseconds: number): number {
  return Math.round(milliseconds * 1_000);
}

/** The first to the first, the second to the second. */
function between(
  run: Run,
  { order }: RunOrder,
  said: TimingConstraint & { readonly kind: 'between' },
): readonly Measured[] {
  if (said.pairing === 'unclear') return [];
  const [starts, ends] = [said.from, said.to].map((places) => positionsOf(run, places));
  return (starts ?? []).flatMap((start, count): readonly Measured[] => {
    const end = ends?.[count];
    if (end === undefined) return [];
    if (start === end || order.has(start, end)) return [{ said, from: start, to: end, ordered: true }];
    if (order.has(end, start)) return [{ said, from: end, to: start, ordered: true }];
    return [{ said, from: start, to: end, ordered: false }];
  });
}

/** From the lifeline's own occurrence before; where something else may come between, nothing is certain. */
function waited(
  run: Run,
  { order }: RunOrder,
  said: TimingConstraint & { readonly kind: 'wait' },
): readonly Measured[] {
  const [lifeline = ''] = said.occurrence.lifelines;
  const own = [...run.keys()].filter((at) => run[at]?.occurrence.lifelines.includes(lifeline));
  return positionsOf(run, [said.occurrence]).flatMap((to) => {
    const instance = run[to];
    const isAlone = own.every((at) => {
      const other = run[at];
      return at === to || (other !== undefined && instance !== undefined && !areApart(other, instance));
    });
    const from = own.findLast((at) => at < to && order.has(at, to));
    return from === undefined || !isAlone ? [] : [{ said, from, to, ordered: true }];
  });
}

function positionsOf(run: Run, places: readonly Occurrence[]): readonly number[] {
  return [...run.keys()].filter((at) => places.some(({ index }) => index === run[at]?.occurrence.index));
}

/** `...5 minutes...` across the whole diagram: on each lifeline so much passes from what is above to what is below. */
function delaysOf(diagram: Diagram): (run: Run) => readonly TimeDifference[] {
  const { groups } = together(diagram.statements);
  const delays = groups.flatMap(([statement], index) =>
    statement.kind === 'delay' && (statement.milliseconds ?? 0) > 0 ? [{ delay: statement, index }] : [],
  );
  if (delays.length === 0) return () => [];
  const pathOf = placesIn(diagram.statements);
  return (run) => {
    const rows = run.map(({ occurrence }) => pathOf(occurrence.span)?.[0]?.index ?? null);
    return delays.flatMap(({ delay, index }) => {
      const above = new Map<string, number>();
      const found: TimeDifference[] = [];
      for (const [at, row] of rows.entries()) {
        for (const id of run[at]?.occurrence.lifelines ?? []) {
          const before = above.get(id);
          if (row !== null && row < index) above.set(id, at);
          else if (row !== null && before !== undefined)
            found.push(atLeast(before, at, delay.milliseconds ?? 0, false, { kind: 'delay', delay }));
        }
      }
      return found;
    });
  };
}
