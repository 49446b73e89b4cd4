import { Violation } from '../compiler/diagnostics/violation.ts';
import type { Occurrence } from '../compiler/interaction/interaction.ts';
import { lightest } from '../compiler/interaction/shortest.ts';
import { arrivals, type Step, steps } from '../compiler/interaction/steps.ts';
import type { Term } from '../compiler/interaction/term.ts';
import { onlyOn } from '../compiler/script/project.ts';
import { clockNeeds } from './clocks.ts';
import type { Visibility } from './observation.ts';
import { isEventOf, type ObservedEvent } from './observed-event.ts';
import { pairedIds, pendingAfter } from './pairing.ts';
import type { SearchProblem, SearchState } from './search.ts';

/**
 * The states that follow a state: some observer's next event is matched by a step of the interaction, or something
 * happens that nobody recorded. Two shortcuts keep their number small without changing the answer; see README.md.
 */
export function movesOf(problem: SearchProblem): (state: SearchState) => readonly SearchState[] {
  const { interaction, observations, visibilities, extent } = problem;
  const { terms } = interaction;
  const needs = clockNeeds(observations);
  const paired = pairedIds(observations);
  const observers = observersOf(problem);
  const seenThroughout = lifelinesSeenThroughout(problem);
  const openRefs = new Set(
    interaction.occurrences.filter(({ kind, index }) => kind === 'ref' && isOpen(visibilities[index])),
  );
  const surplus = surplusEvents(problem);
  const total = new Set(observations.flatMap(({ events }) => events)).size;
  const weights = new Map<number, number>();
  const mustBeSeen = ({ index }: Occurrence): number => (visibilities[index] === 'seen' ? 1 : 0);

  return (state) => {
    const possible = steps(terms, state.term);
    const unseen = possible.filter(({ occurrence }) => mayGoUnseen(state, occurrence));
    // First shortcut: a step that decides nothing and that no event can stand for may as well happen now.
    const settled = unseen.find(({ free, occurrence }) => free && neverSeen(state, occurrence));
    if (settled !== undefined && !problem.exhaustive) return present([withoutEvent(state, settled)]);
    const found: SearchState[] = [];
    for (const event of nextEvents(state)) {
      const fitting = possible.filter(({ occurrence }) => isEventOf(event, occurrence));
      const matches = present(fitting.map((step) => withEvent(state, event, step)));
      const decides =
        !problem.exhaustive && event.lifelines.every((lifeline) => seenThroughout.has(lifeline));
      if (decides && event.kind !== 'ref') {
        const candidates = candidatesFor(state.term, event);
        // Second shortcut: nothing on its lifeline will ever fit it, whatever the others do …
        if (candidates === 0) return [];
        // … or only one occurrence ever can, and it can now.
        if (candidates === 1 && matches.length === 1 && fitting.length === 1 && fitting[0]?.skips === false)
          return matches;
      }
      found.push(...matches, ...insideRefs(state, event));
    }
    const affordable = unseen.filter((step) => isAffordable(state, step));
    return [...found, ...present(affordable.map((step) => withoutEvent(state, step)))];
  };

  /** Nothing unseen begins that must lead to more events than are left; else a loop could run ahead without end. */
  function isAffordable(state: SearchState, { next }: Step): boolean {
    if (extent !== 'complete') return true;
    const needed = lightest(next, mustBeSeen, weights);
    return needed <= total - state.matched || needed <= lightest(state.term, mustBeSeen, weights);
  }

  /**
   * Each observer's next event, if it may be the next of all: a joint one must be next for all who saw it. Sends come last,
   * so that few messages are on their way at a time and what is left of the diagram stays small.
   */
  function nextEvents(state: SearchState): readonly ObservedEvent[] {
    const heads = observations.map(({ events }, index) => events[state.positions[index] ?? 0]);
    const next = [...new Set(heads.filter((event) => event !== undefined))].filter((event) => {
      const everywhere = (observers.get(event) ?? []).every((observer) => heads[observer] === event);
      const known = (needs.get(event) ?? []).every(
        ({ observation, position }) => (state.positions[observation] ?? 0) >= position,
      );
      return everywhere && known;
    });
    return next.toSorted((a, b) => Number(a.kind === 'send') - Number(b.kind === 'send'));
  }

  function mayGoUnseen(state: SearchState, occurrence: Occurrence): boolean {
    switch (visibilities[occurrence.index]) {
      case 'unseen':
      case 'perhaps':
        return true;
      case 'inside':
        return state.entered.includes(occurrence.index) || outside(state, occurrence) !== null;
      case 'seen':
        return outside(state, occurrence) !== null;
      default:
        throw new Violation(`occurrence ${occurrence.index} has no visibility`);
    }
  }

  /** A ref may yet be seen by its inside. */
  function neverSeen(state: SearchState, occurrence: Occurrence): boolean {
    if (occurrence.kind === 'ref') return false;
    return visibilities[occurrence.index] === 'unseen' || outside(state, occurrence) === 'after';
  }

  /** In a prefix what comes after its observers stopped, in a slice also what came before they began, was not recorded. */
  function outside(state: SearchState, { lifelines }: Occurrence): 'before' | 'after' | null {
    if (extent === 'complete') return null;
    const own = [...observations.keys()].filter((index) =>
      lifelines.some((lifeline) => observations[index]?.lifelines.has(lifeline)),
    );
    if (own.every((index) => state.positions[index] === observations[index]?.events.length)) return 'after';
    return extent === 'slice' && own.every((index) => state.positions[index] === 0) ? 'before' : null;
  }

  function withEvent(
    state: SearchState,
    event: ObservedEvent,
    { occurrence, next }: Step,
  ): SearchState | null {
    const id = event.id !== null && paired.has(event.id) ? event.id : null;
    const pending = onTheirWay(state, occurrence, id);
    return (
      pending && {
        ...state,
        positions: advance(state, event),
        matched: state.matched + 1,
        term: next,
        pending,
        entered: state.entered.filter((index) => index !== occurrence.index),
        from: state,
        unseen: null,
        unseenDecisions: 0,
      }
    );
  }

  function withoutEvent(state: SearchState, { occurrence, next, free }: Step): SearchState | null {
    const pending = onTheirWay(state, occurrence, null);
    if (pending === null) return null;
    const entered = state.entered.filter((index) => index !== occurrence.index);
    const unseenDecisions = state.unseenDecisions + (free ? 0 : 1);
    return { ...state, term: next, pending, entered, from: state, unseen: occurrence, unseenDecisions };
  }

  /** Where no ids tell messages apart there is nothing to keep. */
  function onTheirWay(
    state: SearchState,
    occurrence: Occurrence,
    id: string | null,
  ): SearchState['pending'] | null {
    return paired.size === 0 ? state.pending : pendingAfter(state.pending, occurrence, id);
  }

  function advance({ positions }: SearchState, event: ObservedEvent): readonly number[] {
    const advanced = [...positions];
    for (const observer of observers.get(event) ?? []) advanced[observer] = (positions[observer] ?? 0) + 1;
    return advanced;
  }

  /** The event as part of what an unobserved ref stands for: it is among its lifelines only. */
  function insideRefs(state: SearchState, event: ObservedEvent): readonly SearchState[] {
    if (openRefs.size === 0 || event.kind === 'ref' || !surplus.has(event)) return [];
    // At a gate the other end is none of the ref's lifelines.
    if (event.kind !== 'action' && event.peer === null) return [];
    const ends = event.peer === null ? event.lifelines : [...event.lifelines, event.peer];
    const on = terms.set(event.lifelines.filter((lifeline) => terms.has(lifeline)));
    return arrivals(terms, state.term)
      .filter(
        ({ occurrence, on: arrived }) =>
          openRefs.has(occurrence) &&
          arrived === on &&
          ends.every((end) => occurrence.lifelines.includes(end)),
      )
      .map(({ occurrence, next }) => ({
        ...state,
        positions: advance(state, event),
        matched: state.matched + 1,
        term: next,
        entered: [...new Set([...state.entered, occurrence.index])].toSorted((a, b) => a - b),
        from: state,
        unseen: null,
        unseenDecisions: 0,
      }));
  }

  /** How many occurrences the event's lifeline, left to itself, could do next that the event may be. */
  function candidatesFor(term: Term, event: ObservedEvent): number {
    const [lifeline = ''] = event.lifelines;
    return steps(terms, onlyOn(terms, term, terms.bit(lifeline))).filter(({ occurrence }) =>
      isEventOf(event, occurrence),
    ).length;
  }
}

function present<Value>(values: readonly (Value | null)[]): readonly Value[] {
  return values.filter((value) => value !== null);
}

/** No event names the ref, so events may be its inside. */
function isOpen(visibility: Visibility | undefined): boolean {
  return visibility === 'inside' || visibility === 'unseen';
}

/** The indices of the observations that each event belongs to. */
function observersOf({ observations }: SearchProblem): ReadonlyMap<ObservedEvent, readonly number[]> {
  const found = new Map<ObservedEvent, number[]>();
  observations.forEach(({ events }, index) => {
    for (const event of events) found.set(event, [...(found.get(event) ?? []), index]);
  });
  return found;
}

/** Events of which the trace has more than the diagram draws: only these fit nowhere else than inside a ref. */
function surplusEvents({ interaction, observations }: SearchProblem): ReadonlySet<ObservedEvent> {
  const events = new Set(observations.flatMap((observation) => observation.events));
  const alike = Map.groupBy(events, ({ kind, lifelines, peer, label }) =>
    JSON.stringify([kind, lifelines, peer, label]),
  );
  const surplus = [...alike.values()].filter(([event, ...others]) => {
    if (event === undefined) return false;
    const drawn = interaction.occurrences.filter((occurrence) => isEventOf(event, occurrence));
    return others.length + 1 > drawn.length && !drawn.some((occurrence) => occurrence.repeats);
  });
  return new Set(surplus.flat());
}

/** Lifelines on which everything is an event, up to where their observer stopped. */
function lifelinesSeenThroughout({ interaction, visibilities, extent }: SearchProblem): ReadonlySet<string> {
  if (extent === 'slice') return new Set();
  const partly = interaction.occurrences.filter(({ index }) => visibilities[index] !== 'seen');
  const ids = new Set(interaction.lifelines.map(({ id }) => id));
  return ids.difference(new Set(partly.flatMap(({ lifelines }) => lifelines)));
}
