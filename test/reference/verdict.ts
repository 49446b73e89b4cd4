import type { TraceEvent } from '../../runtime/trace.ts';
import { concerned, happenedBefore, idOf, isOf, pairsIn, type SingleEvent, singleEvents } from './events.ts';
import { type Arrows, drawnOccurrences, type Occurrence, TooMuch } from './pomset.ts';
import { type Opening, type Run, runs } from './runs.ts';
import { lifelinesOf, type Sketch } from './sketch.ts';

/** What is known of how a trace came about. */
export interface Observation {
  /** A group is a set of lifelines whose order is known; lifelines that no group names are each by themselves. */
  readonly observers: 'one' | 'per-lifeline' | readonly (readonly string[])[];
  readonly hidden: readonly string[];
  /** What may happen without an event: a kind, a kind on a lifeline (`action@A`), all messages between two (`A->B`). */
  readonly unobserved: readonly string[];
  /** `prefix`: each observer may have stopped at any moment; `slice`: it may also have begun late. */
  readonly extent: 'complete' | 'prefix' | 'slice';
}

/** Everything was seen by one observer, from beginning to end. */
export const allSeen: Observation = { observers: 'one', hidden: [], unobserved: [], extent: 'complete' };

/** `extent` is null for a trace that fails. */
export interface Judgement {
  readonly verdict: 'pass' | 'inconclusive' | 'fail';
  readonly extent: 'complete' | 'prefix' | 'slice' | null;
}

/** The verdict on a trace, by trying it against every run of the sketch that keeps what it is to keep. Throws `TooMuch` for too many runs. */
export function judgeByRuns(
  sketch: Sketch,
  trace: readonly TraceEvent[],
  observation: Observation,
  arrows: Arrows = 'async',
  keeps: (run: readonly Occurrence[]) => boolean = () => true,
): Judgement {
  // What there is of a hidden lifeline all the same is left out.
  const events = trace
    .flatMap(singleEvents)
    .filter((event) => !concerned(event).every((id) => observation.hidden.includes(id)));
  // An iteration that nothing was seen of can be left out of a run, unless the loop must run (at most once here).
  const all = runs(sketch, { loopLimit: Math.max(1, events.length), arrows }).filter(({ occurrences }) =>
    keeps(occurrences),
  );
  const observers = observersOf(sketch, observation);
  const strange = strangeOf(events, sketch);
  const pairs = pairsIn(events);
  const isKnown = events.every((event) => observers.some((watched) => concerns(event, watched)));
  const mayBeUnseen = (occurrence: Occurrence) => isUnobserved(occurrence, observation);
  const budget = { steps: mostSteps };
  const explains = (run: Run, extent: Observation['extent']) =>
    choicesOfUnseen(run.openings).some((unseen) => {
      const questions = observers.map((watched) => {
        const seen = events.filter((event) => concerns(event, watched));
        // A ref that the trace names is not absent, in whatever iteration.
        const open = unseen.filter(({ at }) => !events.some((event) => isNamed(event, run.occurrences[at])));
        return { run, unseen, open, watched, seen, strange, pairs, mayBeUnseen, extent, budget };
      });
      return allFit(
        questions,
        nothingFound,
        (found) =>
          inOrder(
            run,
            found,
            pairs,
            questions.map(({ seen }) => seen),
          ) &&
          unseen.every(({ at }) => {
            const ref = run.occurrences[at];
            return (ref !== undefined && mayBeUnseen(ref)) || found.entered.has(at);
          }),
      );
    });
  const { extent } = observation;
  if (isKnown && all.some((run) => explains(run, 'complete'))) {
    return { verdict: 'pass', extent: 'complete' };
  }
  if (isKnown && extent !== 'complete' && all.some((run) => explains(run, extent))) {
    return { verdict: 'inconclusive', extent };
  }
  return { verdict: 'fail', extent: null };
}

/** The same, or null for a sketch that brute force cannot do. */
export function judgeByRunsIfFew(
  sketch: Sketch,
  trace: readonly TraceEvent[],
  observation: Observation,
  arrows: Arrows = 'async',
  keeps?: (run: readonly Occurrence[]) => boolean,
): Judgement | null {
  try {
    return judgeByRuns(sketch, trace, observation, arrows, keeps);
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
  readonly strange: ReadonlySet<SingleEvent>;
  readonly pairs: ReadonlySet<string>;
  readonly mayBeUnseen: (occurrence: Occurrence) => boolean;
  readonly extent: Observation['extent'];
  readonly budget: { steps: number };
}

/** What is free in many places can be tried in very many ways. */
const mostSteps = 100_000;

/** What was found out on the way. */
interface Findings {
  /** When each event happened: at a position of the run or, inside a ref, in the gap before it, half a step earlier. */
  readonly momentOf: ReadonlyMap<SingleEvent, number>;
  /** The id that one end of each transmission was recognised with; null for none. */
  readonly idsOf: ReadonlyMap<number, string | null>;
  /** The positions of the unseen refs that events were taken as the inside of. */
  readonly entered: ReadonlySet<number>;
  /** The position of the ref that each event was taken as the inside of. */
  readonly insideOf: ReadonlyMap<SingleEvent, number>;
  /** The zone of each event that was taken as free. */
  readonly zoneOf: ReadonlyMap<SingleEvent, number>;
}

const nothingFound: Findings = {
  momentOf: new Map(),
  idsOf: new Map(),
  entered: new Set(),
  insideOf: new Map(),
  zoneOf: new Map(),
};

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
  const { run, unseen, open, watched, seen, strange, extent, budget } = question;
  budget.steps -= 1;
  if (budget.steps < 0) {
    throw new TooMuch(`more than ${mostSteps} ways to take the events`);
  }
  const event = seen[next];
  const occurrence = run.occurrences[at];
  if (event === undefined && (extent !== 'complete' || occurrence === undefined)) {
    return then(findings);
  }
  if (event !== undefined && strange.has(event)) {
    const asInside = open.flatMap((opening) => enter(findings, event, opening, at) ?? []);
    if (asInside.some((found) => fits(question, at, next + 1, found, then))) {
      return true;
    }
  }
  if (event !== undefined) {
    const asFree = [...run.zones.keys()].flatMap((zone) => leave(question, findings, event, zone, at) ?? []);
    if (asFree.some((found) => fits(question, at, next + 1, found, then))) {
      return true;
    }
  }
  if (occurrence === undefined) {
    return false;
  }
  const isSeen =
    occurrence.lifelines.some((lifeline) => watched.includes(lifeline)) &&
    !unseen.some((opening) => opening.at === at);
  const isPassedOver = !isSeen || question.mayBeUnseen(occurrence) || (extent === 'slice' && next === 0);
  if (isPassedOver && fits(question, at + 1, next, findings, then)) {
    return true;
  }
  if (!isSeen || event === undefined || !isOf(event, occurrence)) {
    return false;
  }
  const found = recognise(question, findings, event, at);
  return found !== null && fits(question, at + 1, next + 1, found, then);
}

/**
 * The event is what happened at this position: null when another observer found it elsewhere, or when the other end of
 * the transmission has another id.
 */
function recognise(question: Question, findings: Findings, event: SingleEvent, at: number): Findings | null {
  const found = foundAt(findings, event, at);
  const transmission = question.run.transmissions[at];
  if (found === null || transmission === undefined || (event.kind !== 'send' && event.kind !== 'receive')) {
    return found;
  }
  const id = pairOf(question.pairs, event);
  const isOther = findings.idsOf.has(transmission) && findings.idsOf.get(transmission) !== id;
  return isOther ? null : { ...found, idsOf: new Map(findings.idsOf).set(transmission, id) };
}

/** The event is inside of an unseen ref: null when the ref is not open there. */
function enter(findings: Findings, event: SingleEvent, opening: Opening, gap: number): Findings | null {
  const isTaken = findings.zoneOf.has(event) || !isInside(event, opening, gap);
  const found = isTaken ? null : foundAt(findings, event, gap - 0.5);
  return (
    found && {
      ...found,
      entered: new Set(findings.entered).add(opening.at),
      insideOf: new Map(findings.insideOf).set(event, opening.at),
    }
  );
}

/** The event is free there: null when that zone is not open, or another observer's event went elsewhere. */
function leave(
  { run }: Question,
  findings: Findings,
  event: SingleEvent,
  index: number,
  gap: number,
): Findings | null {
  const zone = run.zones[index];
  if (zone === undefined || event.kind === 'ref' || event.lifeline !== zone.lifeline) {
    return null;
  }
  const [first, last] = zone.gaps;
  const isElsewhere = findings.momentOf.has(event) && findings.zoneOf.get(event) !== index;
  if (gap < first || gap > last || !zone.isFree(event.label) || isElsewhere) {
    return null;
  }
  const found = foundAt(findings, event, gap - 0.5);
  return found && { ...found, zoneOf: new Map(findings.zoneOf).set(event, index) };
}

/** Whoever saw an event saw it at the same moment. */
function foundAt(findings: Findings, event: SingleEvent, moment: number): Findings | null {
  const known = findings.momentOf.get(event) ?? moment;
  return known === moment ? { ...findings, momentOf: new Map(findings.momentOf).set(event, moment) } : null;
}

function pairOf(pairs: ReadonlySet<string>, event: SingleEvent): string | null {
  const id = event.id === undefined ? null : idOf(event.id);
  return id !== null && pairs.has(id) ? id : null;
}

/**
 * Whether the moments respect the clocks, the ids and the order of what is not drawn, that is, inside refs or free, of
 * which several events may share a gap; and whether no critical region is disturbed.
 */
function inOrder(
  run: Run,
  { momentOf, insideOf, zoneOf }: Findings,
  pairs: ReadonlySet<string>,
  recordings: readonly (readonly SingleEvent[])[],
): boolean {
  const events = [...momentOf.keys()];
  const momentOfEvent = (event: SingleEvent) => momentOf.get(event) ?? 0;
  const isWithin = (event: SingleEvent) => !Number.isInteger(momentOfEvent(event));
  const isInZoneBehind = (a: SingleEvent, b: SingleEvent) => {
    const behind = run.zones[zoneOf.get(a) ?? -1]?.zonesBehind ?? [];
    return behind.includes(zoneOf.get(b) ?? -1);
  };
  // What goes on inside a ref comes after what is free above it on the lifeline, and before what is free below.
  const isBeyondRef = (a: SingleEvent, b: SingleEvent) => {
    const above = run.zones[zoneOf.get(a) ?? -1]?.before ?? [];
    const below = run.zones[zoneOf.get(b) ?? -1]?.after ?? [];
    const isSameLifeline = concerned(a).some((id) => concerned(b).includes(id));
    return isSameLifeline && (above.includes(insideOf.get(b) ?? -1) || below.includes(insideOf.get(a) ?? -1));
  };
  const recordedBefore = (a: SingleEvent, b: SingleEvent) =>
    recordings.some((seen) => seen.includes(b) && seen.slice(0, seen.indexOf(b)).includes(a));
  const gaps = Map.groupBy(events.filter(isWithin), momentOfEvent);
  const agrees = (sendOf: ReadonlyMap<SingleEvent, SingleEvent>) => {
    const mustPrecede = (a: SingleEvent, b: SingleEvent) =>
      a !== b && (happenedBefore(a, b) || isInZoneBehind(a, b) || isBeyondRef(a, b) || sendOf.get(b) === a);
    const isInTime = events.every((a) =>
      events.every(
        (b) =>
          !mustPrecede(a, b) ||
          momentOfEvent(a) < momentOfEvent(b) ||
          (momentOfEvent(a) === momentOfEvent(b) && isWithin(a)),
      ),
    );
    const comesBefore = (a: SingleEvent, b: SingleEvent) => mustPrecede(a, b) || recordedBefore(a, b);
    return isInTime && [...gaps.values()].every((gap) => canBeOrdered(gap, comesBefore));
  };
  return (
    keepsRegions(run, { momentOf, zoneOf }, recordedBefore) &&
    sendsFor(events.filter(isWithin), pairs).some(agrees)
  );
}

/** Every way to give each receive that has a pair's id one of the sends with that id. */
function sendsFor(
  events: readonly SingleEvent[],
  pairs: ReadonlySet<string>,
): readonly ReadonlyMap<SingleEvent, SingleEvent>[] {
  const receives = events.filter((event) => event.kind === 'receive' && pairOf(pairs, event) !== null);
  return receives.reduce<readonly ReadonlyMap<SingleEvent, SingleEvent>[]>(
    (ways, receive) => {
      const sends = events.filter(
        (event) => event.kind === 'send' && pairOf(pairs, event) === pairOf(pairs, receive),
      );
      return ways.flatMap((way) => sends.map((send) => new Map(way).set(receive, send)));
    },
    [new Map()],
  );
}

/**
 * On each lifeline, between the first and the last that happens of a critical region there, free events included, nothing
 * happens but what belongs to the region and what is free around it.
 */
function keepsRegions(
  run: Run,
  { momentOf, zoneOf }: Pick<Findings, 'momentOf' | 'zoneOf'>,
  recordedBefore: (a: SingleEvent, b: SingleEvent) => boolean,
): boolean {
  return run.regions.every(({ positions, zones, zonesAround }) => {
    const lifelines = new Set(run.occurrences.flatMap((occurrence) => occurrence.lifelines));
    for (const { lifeline } of run.zones) {
      lifelines.add(lifeline);
    }
    return [...lifelines].every((lifeline) => {
      const drawn = [...run.occurrences.entries()]
        .filter(([, occurrence]) => occurrence.lifelines.includes(lifeline))
        .map(([at]) => ({ moment: at, event: null, role: positions.includes(at) ? 'in' : 'out' }));
      const free = [...zoneOf]
        .filter(([event]) => concerned(event).includes(lifeline))
        .map(([event, zone]) => ({
          moment: momentOf.get(event) ?? 0,
          event,
          role: zones.includes(zone) ? 'in' : zonesAround.includes(zone) ? 'around' : 'out',
        }));
      const all = [...drawn, ...free].toSorted((a, b) => {
        if (a.moment !== b.moment || a.event === null || b.event === null) {
          return a.moment - b.moment;
        }
        return recordedBefore(a.event, b.event) ? -1 : 1;
      });
      const roles = all.map(({ role }) => role);
      return !roles.slice(roles.indexOf('in'), roles.lastIndexOf('in')).includes('out');
    });
  });
}

/** Whether one after the other can be taken of which none of those left comes before. */
function canBeOrdered(
  events: readonly SingleEvent[],
  comesBefore: (a: SingleEvent, b: SingleEvent) => boolean,
): boolean {
  const next = events.find((event) => !events.some((other) => comesBefore(other, event)));
  return next === undefined
    ? events.length === 0
    : canBeOrdered(
        events.filter((event) => event !== next),
        comesBefore,
      );
}

function observersOf(sketch: Sketch, { observers, hidden }: Observation): readonly (readonly string[])[] {
  const visible = lifelinesOf(sketch).filter((id) => !hidden.includes(id));
  if (observers === 'one') {
    return [visible];
  }
  const groups = observers === 'per-lifeline' ? [] : observers;
  const alone = visible.filter((id) => !groups.some((group) => group.includes(id)));
  return [...groups.map((group) => group.filter((id) => visible.includes(id))), ...alone.map((id) => [id])];
}

function concerns(event: SingleEvent, watched: readonly string[]): boolean {
  return concerned(event).some((id) => watched.includes(id));
}

/** It happens on a hidden lifeline, or what it is was not recorded. */
export function isUnobserved(occurrence: Occurrence, { hidden, unobserved }: Observation): boolean {
  const { kind, lifelines, peer } = occurrence;
  const [lifeline = ''] = lifelines;
  return (
    lifelines.some((id) => hidden.includes(id)) ||
    unobserved.some((place) => {
      const [what = '', where] = place.split('@');
      const [from, to] = place.split('->');
      if (to !== undefined) {
        const isFrom = kind === 'send' && lifeline === from && peer === to;
        return isFrom || (kind === 'receive' && lifeline === to && peer === from);
      }
      return what === kind && (where === undefined || lifelines.includes(where));
    })
  );
}

/** The events that the sketch draws nowhere: only these fit nowhere else than inside a ref. */
function strangeOf(events: readonly SingleEvent[], sketch: Sketch): ReadonlySet<SingleEvent> {
  const drawn = drawnOccurrences(sketch);
  return new Set(events.filter((event) => !drawn.some((occurrence) => isOf(event, occurrence))));
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
 * one event at least; else it is missing, unless it need not have been recorded.
 */
function choicesOfUnseen(openings: readonly Opening[]): readonly (readonly Opening[])[] {
  return openings.reduce<readonly (readonly Opening[])[]>(
    (choices, opening) => choices.flatMap((choice) => [choice, [...choice, opening]]),
    [[]],
  );
}
