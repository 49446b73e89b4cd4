import type { Interaction, Occurrence } from '../compiler/interaction/interaction.ts';
import { isWithin } from '../compiler/interaction/time-bounds.ts';
import {
  type Between,
  type TimingConstraint,
  timingConstraints,
  type Wait,
} from '../compiler/interaction/timing.ts';
import { elapsed } from './event-time.ts';
import type { ObservedEvent } from './observed-event.ts';

/** One step of a run: an occurrence, the event that showed it, or both. An event alone is inside a ref, or left free. */
export interface Happening {
  readonly occurrence: Occurrence | null;
  readonly event: ObservedEvent | null;
}

/** What came of a constraint at one place of a run. */
export interface Measure {
  readonly constraint: TimingConstraint;
  /** From when to when; null when nothing was before. */
  readonly from: Happening | null;
  readonly to: Happening;
  /** Milliseconds; null when they are not known. */
  readonly elapsed: number | null;
  /** Why they are not. */
  readonly why: string | null;
}

/** How far time is known at one point of a run. */
export interface Times {
  /** What waits for its counterpart, by the index of its constraint: ends of one side, the earliest first. */
  readonly open: ReadonlyMap<number, Open>;
  /** What was last on each lifeline that waits for something. */
  readonly last: ReadonlyMap<string, Happening>;
}

interface Open {
  readonly side: Side;
  readonly ends: readonly Happening[];
}

type Side = 'from' | 'to';

/** Follows the time of a run. What it says depends on the order on each lifeline alone, not on that between them. */
export interface Stopwatch {
  readonly start: Times;
  readonly after: (
    times: Times,
    happening: Happening,
  ) => { readonly times: Times; readonly measures: readonly Measure[] };
  /** Whether it matters when the occurrence happens. */
  readonly concerns: (occurrence: Occurrence) => boolean;
  /** The same for times from which the same follows. */
  readonly keyOf: (times: Times) => string;
  /** What is never judged, and why. */
  readonly unclear: readonly Unchecked[];
}

/** A constraint that could not be judged in a run. */
export interface Unchecked {
  readonly constraint: TimingConstraint;
  readonly why: string;
}

/**
 * The stopwatch for a diagram; null when it says nothing of time. `origin` is the event from which a lifeline waits that
 * has done nothing before; null when its clock need not be that of the lifeline.
 */
export function stopwatchFor(interaction: Interaction, origin: ObservedEvent | null): Stopwatch | null {
  const constraints = timingConstraints(interaction);
  if (constraints.length === 0) return null;
  const judged = constraints.filter(isJudged);
  const ends = endsByOccurrence(judged);
  const waits = waitsByOccurrence(judged);
  const waiting = new Set([...waits.values()].flat().flatMap(({ occurrence }) => occurrence.lifelines));
  const start: Times = { open: new Map(), last: new Map() };
  const first: Happening | null = origin && { occurrence: null, event: origin };
  return {
    start,
    after,
    concerns: (occurrence) =>
      ends.has(occurrence.index) || occurrence.lifelines.some((lifeline) => waiting.has(lifeline)),
    keyOf: ({ open, last }) =>
      [
        ...[...open].map(([index, one]) => `${index}${one.side}${one.ends.map(lineOf).join('+')}`),
        ...[...last].map(([lifeline, one]) => `${lifeline}@${lineOf(one)}`),
      ]
        .toSorted()
        .join(' '),
    unclear: constraints
      .filter((constraint) => !isJudged(constraint))
      .map((constraint) => ({ constraint, why: 'which occurrences belong together is not certain' })),
  };

  function after(times: Times, happening: Happening): ReturnType<Stopwatch['after']> {
    const { occurrence, event } = happening;
    const lifelines = occurrence?.lifelines ?? event?.lifelines ?? [];
    const measures: Measure[] = [];
    for (const wait of occurrence === null ? [] : (waits.get(occurrence.index) ?? [])) {
      const [lifeline = ''] = lifelines;
      measures.push(measure(wait, times.last.get(lifeline) ?? first, happening));
    }
    let { open, last } = times;
    for (const { constraint, index, side } of occurrence === null ? [] : (ends.get(occurrence.index) ?? [])) {
      const partner = open.get(index);
      const [counterpart, ...others] = partner === undefined || partner.side === side ? [] : partner.ends;
      if (counterpart !== undefined) measures.push(measure(constraint, counterpart, happening));
      const left =
        counterpart === undefined
          ? { side, ends: [...(partner?.ends ?? []), happening] }
          : partner && { ...partner, ends: others };
      const changed = new Map(open);
      if (left === undefined || left.ends.length === 0) changed.delete(index);
      else changed.set(index, left);
      open = changed;
    }
    const watched = lifelines.filter((lifeline) => waiting.has(lifeline));
    if (watched.length > 0) last = new Map([...last, ...watched.map((id) => [id, happening] as const)]);
    return { times: open === times.open && last === times.last ? times : { open, last }, measures };
  }
}

/** Whether the time that was measured is not allowed. */
export function isBroken({ constraint, elapsed }: Measure): boolean {
  return elapsed !== null && !isWithin(elapsed, constraint.bounds);
}

/** Everything that the stopwatch says of a whole run. */
export function timeRun(
  stopwatch: Stopwatch,
  run: readonly Happening[],
): { readonly measures: readonly Measure[]; readonly unchecked: readonly Unchecked[] } {
  const measures: Measure[] = [];
  let times = stopwatch.start;
  for (const happening of run) {
    const passed = stopwatch.after(times, happening);
    times = passed.times;
    measures.push(...passed.measures);
  }
  // One reason for each constraint is enough.
  const unknown = new Map<TimingConstraint, string>();
  for (const { constraint, why } of measures) {
    if (why !== null && !unknown.has(constraint)) unknown.set(constraint, why);
  }
  const found = [...unknown].map(([constraint, why]) => ({ constraint, why }));
  return { measures, unchecked: [...stopwatch.unclear, ...found] };
}

function isJudged(constraint: TimingConstraint): boolean {
  return constraint.kind === 'wait' || constraint.pairing !== 'unclear';
}

interface AnchoredEnd {
  readonly constraint: Between;
  readonly index: number;
  readonly side: Side;
}

function endsByOccurrence(
  constraints: readonly TimingConstraint[],
): ReadonlyMap<number, readonly AnchoredEnd[]> {
  const ends = constraints.flatMap((constraint, index) => {
    if (constraint.kind === 'wait') return [];
    const sides = [['from', constraint.from] as const, ['to', constraint.to] as const];
    return sides.flatMap(([side, occurrences]) =>
      occurrences.map((occurrence) => ({ at: occurrence.index, end: { constraint, index, side } })),
    );
  });
  const grouped = Map.groupBy(ends, ({ at }) => at);
  return new Map([...grouped].map(([at, found]) => [at, found.map(({ end }) => end)]));
}

function waitsByOccurrence(constraints: readonly TimingConstraint[]): ReadonlyMap<number, readonly Wait[]> {
  const waits = constraints.filter((constraint) => constraint.kind === 'wait');
  return Map.groupBy(waits, ({ occurrence }) => occurrence.index);
}

function measure(constraint: TimingConstraint, from: Happening | null, to: Happening): Measure {
  const unknown = (why: string): Measure => ({ constraint, from, to, elapsed: null, why });
  if (from === null) return unknown('there is no event before from which it could be counted');
  if (from.event === null || to.event === null) return unknown('not all that it is about was recorded');
  for (const { time, line } of [from.event, to.event]) {
    if (time === null) return unknown(`the event in line ${line} has no time`);
  }
  const passed = from.event.time && to.event.time && elapsed(from.event.time, to.event.time);
  if (passed === null) return unknown(`lines ${from.event.line} and ${to.event.line} count time differently`);
  // Anchors may happen in either order; who waits cannot be late by a clock that was put back.
  return {
    constraint,
    from,
    to,
    elapsed: constraint.kind === 'between' ? Math.abs(passed) : Math.max(0, passed),
    why: null,
  };
}

function lineOf({ event }: Happening): string {
  return event === null ? '?' : String(event.line);
}
