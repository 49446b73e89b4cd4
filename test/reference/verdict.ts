import type { TraceEvent } from '../../runtime/trace.ts';
import { drawnOccurrences, type Occurrence, TooMuch } from './pomset.ts';
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
  // What there is of a hidden lifeline all the same is left out.
  const events = trace
    .flatMap(singleEvents)
    .filter((event) => !concerned(event).every((id) => observation.hidden.includes(id)));
  // An iteration that nothing was seen of can be left out of a run, unless the loop must run (at most once here).
  const all = runs(sketch, { loopLimit: Math.max(1, events.length) });
  const observers = observersOf(sketch, observation);
  const surplus = surplusOf(events, sketch);
  const isKnown = events.every((event) => observers.some((watched) => concerns(event, watched)));
  const explains = (run: Run, prefix: boolean) =>
    choicesOfUnseen(run.openings).some((unseen) => {
      const questions = observers.map((watched) => {
        const seen = events.filter((event) => concerns(event, watched));
        // A ref that the trace names is not absent, in whatever iteration.
        const open = unseen.filter(({ at }) => !events.some((event) => isNamed(event, run.occurrences[at])));
        return { run, unseen, open, watched, seen, surplus, prefix };
      });
      return allFit(questions, nothingFound, ({ entered }) =>
        unseen.every(({ at, lifelines }) => {
          const isHidden = lifelines.some((id) => observation.hidden.includes(id));
          return isHidden || entered.has(at);
        }),
      );
    });
  if (isKnown && all.some((run) => explains(run, false))) {
    return { verdict: 'pass', extent: 'complete' };
  }
  if (isKnown && observation.prefix && all.some((run) => explains(run, true))) {
    return { verdict: 'inconclusive', extent: 'prefix' };
  }
  return { verdict: 'fail', extent: null };
}

/** The same, or null for a sketch that brute force cannot do. */
export function judgeByRunsIfFew(
  sketch: Sketch,
  trace: readonly TraceEvent[],
  observation: Observation,
): Judgement | null {
  try {
    return judgeByRuns(sketch, trace, observation);
  } catch (error) {
    if (error instanceof TooMuch) {
      return null;
    }
    throw error;
  }
}

/** What one observer is asked: do the events it saw agree with this run, these refs of it unseen? */
interface Question {
  readonly run: Run;
  readonly unseen: readonly Opening[];
  /** Those of the unseen refs that may show by their inside. */
  readonly open: readonly Opening[];
  readonly watched: readonly string[];
  readonly seen: readonly SingleEvent[];
  readonly surplus: ReadonlySet<SingleEvent>;
  readonly prefix: boolean;
}

/** What was found out on the way. */
interface Findings {
  /** Which transmission each pair of events is. */
  readonly transmissionOf: ReadonlyMap<string, number>;
  /** The gap that an event of a pair lies in when it is inside a ref. */
  readonly insideAt: ReadonlyMap<string, { readonly gap: number }>;
  /** The positions of the unseen refs that events were taken as the inside of. */
  readonly entered: ReadonlySet<number>;
}

const nothingFound: Findings = { transmissionOf: new Map(), insideAt: new Map(), entered: new Set() };

/** Whether every observer's events agree with the run in one way that also satisfies the last condition. */
function allFit(
  questions: readonly Question[],
  findings: Findings,
  last: (findings: Findings) => boolean,
): boolean {
  const [first, ...others] = questions;
  return first === undefined
    ? last(findings)
    : fits(first, 0, 0, findings, (found) => allFit(others, found, last));
}

/** Whether the events from `next` on agree with the run from position `at` on, and `then` with what that finds out. */
function fits(
  question: Question,
  at: number,
  next: number,
  findings: Findings,
  then: (findings: Findings) => boolean,
): boolean {
  const { run, unseen, open, watched, seen, surplus, prefix } = question;
  const event = seen[next];
  const occurrence = run.occurrences[at];
  if (event === undefined && (prefix || occurrence === undefined)) {
    return then(findings);
  }
  if (event !== undefined && surplus.has(event)) {
    const asInside = open.flatMap((opening) => enter(findings, event, opening, at) ?? []);
    if (asInside.some((found) => fits(question, at, next + 1, found, then))) {
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
    return fits(question, at + 1, next, findings, then);
  }
  if (event === undefined || !isOf(event, occurrence)) {
    return false;
  }
  const found = recognise(findings, event, run.transmissions[at] ?? at);
  return found !== null && fits(question, at + 1, next + 1, found, then);
}

/** The event is an end of this transmission: null when its pair is another, or the transmission is another pair's. */
function recognise(findings: Findings, event: SingleEvent, transmission: number): Findings | null {
  const pair = event.id === undefined ? null : String(event.id);
  if (pair === null) {
    return findings;
  }
  const { transmissionOf } = findings;
  const isOther = (transmissionOf.get(pair) ?? transmission) !== transmission;
  const isTaken = [...transmissionOf].some(([other, taken]) => other !== pair && taken === transmission);
  return isOther || isTaken || findings.insideAt.has(pair)
    ? null
    : { ...findings, transmissionOf: new Map(transmissionOf).set(pair, transmission) };
}

/** The event is inside of an unseen ref: null when the ref is not open there, or the other end of its pair forbids it. */
function enter(findings: Findings, event: SingleEvent, opening: Opening, gap: number): Findings | null {
  if (!isInside(event, opening, gap)) {
    return null;
  }
  const entered = new Set(findings.entered).add(opening.at);
  const pair = event.id === undefined ? null : String(event.id);
  if (pair === null) {
    return { ...findings, entered };
  }
  const other = findings.insideAt.get(pair);
  const isLate = other !== undefined && (event.kind === 'send' ? gap > other.gap : gap < other.gap);
  return isLate || findings.transmissionOf.has(pair)
    ? null
    : { ...findings, entered, insideAt: new Map(findings.insideAt).set(pair, { gap }) };
}

/** A message event is a send directly followed by its receive: without an id they pair all the same. */
type SingleEvent = Exclude<TraceEvent, { readonly kind: 'message' }>;

function singleEvents(event: TraceEvent, index: number): readonly SingleEvent[] {
  if (event.kind !== 'message') {
    return [event];
  }
  const { from, to, label } = event;
  const id = event.id ?? `line ${index}`;
  return [
    { kind: 'send', lifeline: from, peer: to, label, id },
    { kind: 'receive', lifeline: to, peer: from, label, id },
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
  return concerned(event).some((id) => watched.includes(id));
}

function concerned(event: SingleEvent): readonly string[] {
  return event.kind === 'ref' ? event.lifelines : [event.lifeline];
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

/** The events of which the trace has more than the sketch draws: only these fit nowhere else than inside a ref. */
function surplusOf(events: readonly SingleEvent[], sketch: Sketch): ReadonlySet<SingleEvent> {
  const drawn = drawnOccurrences(sketch);
  const isSurplus = (event: SingleEvent) => {
    const places = drawn.filter(({ occurrence }) => isOf(event, occurrence));
    const alike = events.filter((other) => sameWords(event, other)).length;
    return alike > places.length && !places.some(({ repeats }) => repeats);
  };
  return new Set(events.filter(isSurplus));
}

function sameWords(a: SingleEvent, b: SingleEvent): boolean {
  return (
    a.kind !== 'ref' &&
    b.kind !== 'ref' &&
    a.kind === b.kind &&
    a.lifeline === b.lifeline &&
    (a.kind === 'action' || a.peer === b.peer) &&
    a.label === b.label
  );
}

function isNamed(event: SingleEvent, ref: Occurrence | undefined): boolean {
  return ref !== undefined && isOf(event, ref);
}

/** An event among the lifelines of a ref, at a moment when that ref is open on the event's lifeline. */
function isInside(event: SingleEvent, opening: Opening, at: number): boolean {
  if (event.kind === 'ref') {
    return false;
  }
  const [first, last] = opening.gaps.get(event.lifeline) ?? [1, 0];
  // At a gate the other end is nobody's, so it is none of the ref's lifelines.
  const other = event.kind === 'action' ? event.lifeline : event.peer;
  return first <= at && at <= last && other !== undefined && opening.lifelines.includes(other);
}

/**
 * Each ref was recorded by its own event or not: all subsets of those that were not. Such a one shows by its inside, by
 * one event at least; else it is missing, unless a lifeline of it is hidden.
 */
function choicesOfUnseen(openings: readonly Opening[]): readonly (readonly Opening[])[] {
  return openings.reduce<readonly (readonly Opening[])[]>(
    (choices, opening) => choices.flatMap((choice) => [choice, [...choice, opening]]),
    [[]],
  );
}
