import type { Interaction, Occurrence } from '../compiler/interaction/interaction.ts';
import type { Term } from '../compiler/interaction/term.ts';
import type { Watch } from './invariants.ts';
import { movesOf } from './moves.ts';
import type { Visibility } from './observation.ts';
import type { ObservedEvent } from './observed-event.ts';
import type { Observation } from './observers.ts';
import { openRefsOf } from './open-refs.ts';
import type { Pending } from './pairing.ts';
import { type Happening, isBroken, type Stopwatch, type Times } from './timing.ts';

export interface SearchProblem {
  readonly interaction: Interaction;
  readonly observations: readonly Observation[];
  /** By occurrence index. */
  readonly visibilities: readonly Visibility[];
  /** `prefix`: an observer may have stopped before the run's end; `slice`: it may also have begun late. */
  readonly extent: 'complete' | 'prefix' | 'slice';
  /** States to look at before giving up. */
  readonly statesMax: number;
  /** Leaves out the shortcuts that keep the search small; the answer is the same. */
  readonly exhaustive: boolean;
  /** Looks only for runs that keep the times it measures; null when time does not matter. */
  readonly stopwatch: Stopwatch | null;
  /** Looks only for runs that keep every invariant; null when they do not matter. They speak of the order of the whole run: no shortcuts. */
  readonly watch: Watch | null;
}

/** Where a search got to: how many events each observer has had matched, and what was left of the diagram there. */
export interface SearchState {
  readonly positions: readonly number[];
  /** How many events were matched in all. */
  readonly matched: number;
  readonly term: Term;
  /** Messages on their way, in the order sent, when the trace tells ids. */
  readonly pending: readonly Pending[];
  /** Refs of which an event of their inside was taken, and that are not past; occurrence indices, ascending. */
  readonly entered: readonly number[];
  /** Refs that are past and of whose inside an event must yet come; occurrence indices, ascending. */
  readonly owed: readonly number[];
  readonly from: SearchState | null;
  /** The occurrence that led here without an event. */
  readonly unseen: Occurrence | null;
  /** The event that led here as one that the diagram leaves free. */
  readonly freed: ObservedEvent | null;
  /** What the step that led here shows of time; null when it shows nothing. */
  readonly happened: Happening | null;
  /** What the stopwatch knows; null without one. */
  readonly times: Times | null;
  /** How far the invariants are known; null without a watch. */
  readonly watched: readonly number[] | null;
  /** How many decisions led here since the last event without one. */
  readonly unseenDecisions: number;
}

export interface SearchOutcome {
  /** `found`: a run of the diagram agrees with every observer; `none`: no run does; `budget`: the search gave up. */
  readonly answer: 'found' | 'none' | 'budget';
  /** When found: what happened in that run without an event, in order. */
  readonly unseen: readonly Occurrence[];
  /** When found: the events that are none of the drawn occurrences in that run and are free there, in order. */
  readonly freed: readonly ObservedEvent[];
  /** When found: all of the run, in order. */
  readonly run: readonly Happening[];
  /** Otherwise: states in which most events were matched. */
  readonly furthest: readonly SearchState[];
}

/**
 * Looks for one run of the diagram that agrees with every observer: states with more events matched first, and among
 * these those with less that nobody saw, each state once. Exact: `none` is answered only after everything was looked at.
 */
export function search(problem: SearchProblem): SearchOutcome {
  const { statesMax, interaction } = problem;
  const openRefs = openRefsOf(interaction, problem.observations, problem.visibilities);
  const moves = movesOf(problem, openRefs);
  const lengths = problem.observations.map(({ events }) => events.length);
  const total = new Set(problem.observations.flatMap(({ events }) => events)).size;
  const start: SearchState = {
    positions: lengths.map(() => 0),
    matched: 0,
    term: openRefs.root,
    pending: [],
    entered: [],
    owed: [],
    from: null,
    unseen: null,
    freed: null,
    happened: null,
    times: problem.stopwatch?.start ?? null,
    watched: problem.watch?.start ?? null,
    unseenDecisions: 0,
  };
  const seen = new Set([keyOf(problem.stopwatch, start)]);
  const termsMax = interaction.terms.size + termsPerSearch;
  /** States still to look at, by how many events they have matched. */
  const waiting: Queue[] = Array.from({ length: total + 1 }, () => ({ states: [], taken: 0 }));
  waiting[0]?.states.push(start);
  let furthest: SearchState[] = [];
  let most = -1;
  let cut = false;
  let best = 0;
  while (best >= 0) {
    const queue = waiting[best];
    const state = queue?.states[queue.taken];
    if (queue === undefined || state === undefined) {
      best -= 1;
      continue;
    }
    queue.taken += 1;
    const { matched } = state;
    if (matched > most) [most, furthest] = [matched, []];
    if (matched === most && furthest.length < furthestMax) furthest.push(state);
    if (matched === total && state.owed.length === 0 && mayStop(problem, state)) {
      return { answer: 'found', ...wayTo(state), furthest: [] };
    }
    if (seen.size > statesMax || interaction.terms.size > termsMax)
      return { answer: 'budget', unseen: [], freed: [], run: [], furthest };
    for (const move of moves(state)) {
      const next = keeping(problem, move);
      if (next === null) continue;
      if (next.unseenDecisions > unseenDecisionsMax) {
        cut = true;
        continue;
      }
      const key = keyOf(problem.stopwatch, next);
      if (seen.has(key)) continue;
      seen.add(key);
      waiting[next.matched]?.states.push(next);
      best = Math.max(best, next.matched);
    }
  }
  return { answer: cut ? 'budget' : 'none', unseen: [], freed: [], run: [], furthest };
}

/** Whether a run may be over there: that of a beginning or a cut-out goes on unseen. */
function mayStop({ extent, watch }: SearchProblem, { term, watched }: SearchState): boolean {
  if (extent !== 'complete') return true;
  return term.nullable && (watch === null || watched === null || watch.mayEnd(watched));
}

/** The state with what the stopwatch and the watch know there; null when a time or an invariant was broken on the way. */
function keeping({ stopwatch, watch }: SearchProblem, state: SearchState): SearchState | null {
  const timed = inTime(stopwatch, state);
  if (timed === null || watch === null || timed.watched === null || timed.happened === null) return timed;
  const watched = watch.after(timed.watched, timed.happened);
  return watched === null ? null : { ...timed, watched };
}

/** The state with what the stopwatch knows there; null when a time was broken on the way. */
function inTime(stopwatch: Stopwatch | null, state: SearchState): SearchState | null {
  const { times, happened } = state;
  if (stopwatch === null || times === null || happened === null) return state;
  const passed = stopwatch.after(times, happened);
  return passed.measures.some(isBroken) ? null : { ...state, times: passed.times };
}

/** States in the order in which they were found, and how many of them were looked at. */
interface Queue {
  readonly states: SearchState[];
  taken: number;
}

/** Decisions in a row that no event shows, before giving up on the way: an unseen loop may be repeated without end. */
const unseenDecisionsMax = 200;

/** New terms, at some hundred bytes each, before giving up: what is unseen may make terms grow without end. */
const termsPerSearch = 500_000;

/** As many as an explanation looks at. */
const furthestMax = 64;

function keyOf(stopwatch: Stopwatch | null, state: SearchState): string {
  const { positions, term, pending, entered, owed, times, watched } = state;
  const time = stopwatch === null || times === null ? '' : `;${stopwatch.keyOf(times)}`;
  const waiting = pending
    .map(({ transmission, sent }) => `${transmission}=${sent.seen ? sent.id : '?'}`)
    .join();
  return `${positions.join()};${term.id};${waiting};${entered.join()};${owed.join()}${time}${watched === null ? '' : `!${watched.join()}`}`;
}

function wayTo(state: SearchState): Pick<SearchOutcome, 'unseen' | 'freed' | 'run'> {
  const run: Happening[] = [];
  const unseen: Occurrence[] = [];
  const freed: ObservedEvent[] = [];
  for (let here: SearchState | null = state; here !== null; here = here.from) {
    if (here.unseen !== null) unseen.push(here.unseen);
    if (here.freed !== null) freed.push(here.freed);
    if (here.happened !== null) run.push(here.happened);
  }
  return { unseen: unseen.toReversed(), freed: freed.toReversed(), run: run.toReversed() };
}
