import type { Interaction, Occurrence } from '../compiler/interaction/interaction.ts';
import type { Term } from '../compiler/interaction/term.ts';
import { movesOf } from './moves.ts';
import type { Visibility } from './observation.ts';
import type { Observation } from './observers.ts';
import type { Pending } from './pairing.ts';

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
}

/** Where a search got to: how many events each observer has had matched, and what was left of the diagram there. */
export interface SearchState {
  readonly positions: readonly number[];
  readonly term: Term;
  /** Messages on their way whose id the trace tells, in the order sent. */
  readonly pending: readonly Pending[];
  /** Refs of which an event of their inside was taken, and that are not past; occurrence indices, ascending. */
  readonly entered: readonly number[];
  readonly from: SearchState | null;
  /** The occurrence that led here without an event. */
  readonly unseen: Occurrence | null;
}

export interface SearchOutcome {
  /** `found`: a run of the diagram agrees with every observer; `none`: no run does; `budget`: the search gave up. */
  readonly answer: 'found' | 'none' | 'budget';
  /** When found: what happened in that run without an event, in order. */
  readonly unseen: readonly Occurrence[];
  /** Otherwise: states in which most events were matched. */
  readonly furthest: readonly SearchState[];
}

/**
 * Looks for one run of the diagram that agrees with every observer: depth first over the cuts of the observations, each
 * state once. Exact: `none` is answered only after everything was looked at.
 */
export function search(problem: SearchProblem): SearchOutcome {
  const moves = movesOf(problem);
  const lengths = problem.observations.map(({ events }) => events.length);
  const start: SearchState = {
    positions: lengths.map(() => 0),
    term: problem.interaction.root,
    pending: [],
    entered: [],
    from: null,
    unseen: null,
  };
  const seen = new Set([keyOf(start)]);
  const stack = [start];
  let furthest: SearchState[] = [];
  let most = -1;
  for (let state = stack.pop(); state !== undefined; state = stack.pop()) {
    const matched = state.positions.reduce((sum, position) => sum + position, 0);
    if (matched > most) [most, furthest] = [matched, []];
    if (matched === most && furthest.length < furthestMax) furthest.push(state);
    const { positions, term } = state;
    const consumed = lengths.every((length, index) => positions[index] === length);
    if (consumed && (problem.extent !== 'complete' || term.nullable)) {
      return { answer: 'found', unseen: unseenUpTo(state), furthest: [] };
    }
    if (seen.size > problem.statesMax) return { answer: 'budget', unseen: [], furthest };
    for (const next of moves(state).toReversed()) {
      const key = keyOf(next);
      if (seen.has(key)) continue;
      seen.add(key);
      stack.push(next);
    }
  }
  return { answer: 'none', unseen: [], furthest };
}

/** As many as an explanation looks at. */
const furthestMax = 64;

function keyOf({ positions, term, pending, entered }: SearchState): string {
  const waiting = pending.map(({ transmission, id }) => `${transmission}=${id}`).join();
  return `${positions.join()};${term.id};${waiting};${entered.join()}`;
}

function unseenUpTo(state: SearchState): readonly Occurrence[] {
  const found: Occurrence[] = [];
  for (let here: SearchState | null = state; here !== null; here = here.from) {
    if (here.unseen !== null) found.push(here.unseen);
  }
  return found.toReversed();
}
