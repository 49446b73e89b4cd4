import type { TraceEvent } from '../../runtime/trace.ts';
import type { Occurrence } from './pomset.ts';
import { type Opening, type Run, runs } from './runs.ts';
import { lifelinesOf, type Sketch } from './sketch.ts';

/** What is known of how a trace came about. */
export interface Observation {
  readonly observers: 'one' | 'per-lifeline';
  readonly hidden: readonly string[];
  /** Each observer may have stopped at any moment. */
  readonly prefix: boolean;
}

/** `extent` is null for a trace that fails. */
export interface Judgement {
  readonly verdict: 'pass' | 'inconclusive' | 'fail';
  readonly extent: 'complete' | 'prefix' | null;
}

/** The verdict on a trace, by trying it against every run of the sketch. Throws `TooMuch` for too many runs. */
export function judgeByRuns(
  sketch: Sketch,
  trace: readonly TraceEvent[],
  observation: Observation,
): Judgement {
  const events = trace.flatMap(singleEvents);
  // An iteration that nothing was seen of can be left out of a run, unless the loop must run (at most once here).
  const all = runs(sketch, { loopLimit: Math.max(1, events.length) });
  const observers = observersOf(sketch, observation);
  const isKnown = events.every((event) => observers.some((watched) => concerns(event, watched)));
  const explains = (run: Run, prefix: boolean) =>
    choicesOfUnseen(run.openings).some((unseen) =>
      observers.every((watched) => {
        const seen = events.filter((event) => concerns(event, watched));
        return fits({ run, unseen, watched, seen, prefix }, 0, 0);
      }),
    );
  if (isKnown && all.some((run) => explains(run, false))) {
    return { verdict: 'pass', extent: 'complete' };
  }
  if (isKnown && observation.prefix && all.some((run) => explains(run, true))) {
    return { verdict: 'inconclusive', extent: 'prefix' };
  }
  return { verdict: 'fail', extent: null };
}

/** What one observer is asked: do the events it saw agree with this run, these refs of it unseen? */
interface Question {
  readonly run: Run;
  readonly unseen: readonly Opening[];
  readonly watched: readonly string[];
  readonly seen: readonly SingleEvent[];
  readonly prefix: boolean;
}

/** Whether the events from `next` on agree with the run from position `at` on. */
function fits(question: Question, at: number, next: number): boolean {
  const { run, unseen, watched, seen, prefix } = question;
  const event = seen[next];
  const occurrence = run.occurrences[at];
  if (event === undefined && (prefix || occurrence === undefined)) {
    return true;
  }
  if (event !== undefined && unseen.some((opening) => isInside(event, opening, at))) {
    if (fits(question, at, next + 1)) {
      return true;
    }
  }
  if (occurrence === undefined) {
    return false;
  }
  const isSeen =
    occurrence.lifelines.some((lifeline) => watched.includes(lifeline)) &&
    !unseen.some((opening) => opening.at === at);
  if (!isSeen) {
    return fits(question, at + 1, next);
  }
  return event !== undefined && isOf(event, occurrence) && fits(question, at + 1, next + 1);
}

/** A message event is a send directly followed by its receive. */
type SingleEvent = Exclude<TraceEvent, { readonly kind: 'message' }>;

function singleEvents(event: TraceEvent): readonly SingleEvent[] {
  if (event.kind !== 'message') {
    return [event];
  }
  const { from, to, label } = event;
  return [
    { kind: 'send', lifeline: from, peer: to, label },
    { kind: 'receive', lifeline: to, peer: from, label },
  ];
}

function observersOf(sketch: Sketch, observation: Observation): readonly (readonly string[])[] {
  const visible = lifelinesOf(sketch).filter((id) => !observation.hidden.includes(id));
  switch (observation.observers) {
    case 'one':
      return [visible];
    case 'per-lifeline':
      return visible.map((id) => [id]);
  }
}

function concerns(event: SingleEvent, watched: readonly string[]): boolean {
  return event.kind === 'ref'
    ? event.lifelines.some((id) => watched.includes(id))
    : watched.includes(event.lifeline);
}

function isOf(event: SingleEvent, occurrence: Occurrence): boolean {
  if (event.kind !== occurrence.kind || (occurrence.label !== '' && occurrence.label !== event.label)) {
    return false;
  }
  if (event.kind === 'ref') {
    return [...event.lifelines].sort().join() === [...occurrence.lifelines].sort().join();
  }
  const peer = event.peer ?? null;
  return (
    occurrence.lifelines.includes(event.lifeline) &&
    (event.kind === 'action' ? peer === null || peer === event.lifeline : peer === occurrence.peer)
  );
}

/** An event among the lifelines of a ref that nobody saw, at a moment when that ref is open on the event's lifeline. */
function isInside(event: SingleEvent, opening: Opening, at: number): boolean {
  if (event.kind === 'ref') {
    return false;
  }
  const [first, last] = opening.gaps.get(event.lifeline) ?? [1, 0];
  const peer = event.peer ?? (event.kind === 'action' ? event.lifeline : null);
  return first <= at && at <= last && peer !== null && opening.lifelines.includes(peer);
}

/** Each ref was either recorded or not: all subsets of those that were not. */
function choicesOfUnseen(openings: readonly Opening[]): readonly (readonly Opening[])[] {
  return openings.reduce<readonly (readonly Opening[])[]>(
    (choices, opening) => choices.flatMap((choice) => [choice, [...choice, opening]]),
    [[]],
  );
}
