import { Violation } from '../compiler/diagnostics/violation.ts';
import type { Occurrence } from '../compiler/interaction/interaction.ts';
import { leavesFree } from '../compiler/interaction/label-filter.ts';
import { lightest } from '../compiler/interaction/shortest.ts';
import { arrivals, freedoms, type Step, steps } from '../compiler/interaction/steps.ts';
import type { LifelineSet, Term } from '../compiler/interaction/term.ts';
import { candidatesFor, mayBeFreeOn } from './candidates.ts';
import { clockNeeds } from './clocks.ts';
import type { Visibility } from './observation.ts';
import { isEventOf, type ObservedEvent } from './observed-event.ts';
import type { OpenRefs } from './open-refs.ts';
import { type End, endsOf, idsReceivedOnce, pendingAfter, pendingUndrawn, unseenEnd } from './pairing.ts';
import type { SearchProblem, SearchState } from './search.ts';

/**
 * The states that follow a state: some observer's next event is matched by a step of the interaction, or something
 * happens that nobody recorded. Shortcuts keep their number small without changing the answer; see README.md.
 */
export function movesOf(
  problem: SearchProblem,
  openRefs: OpenRefs,
): (state: SearchState) => readonly SearchState[] {
  const { interaction, observations, visibilities, extent } = problem;
  const { terms } = interaction;
  const needs = clockNeeds(observations);
  const endOf = endsOf(observations);
  const receivedOnce = idsReceivedOnce(observations);
  const tellsIds = observations.some(({ events }) => events.some((event) => endOf(event).id !== null));
  const observers = observersOf(problem);
  const seenThroughout = lifelinesSeenThroughout(problem);
  const total = new Set(observations.flatMap(({ events }) => events)).size;
  const weights = new Map<Term, number>();
  const mustBeSeen = ({ index }: Occurrence): number => (visibilities[index] === 'seen' ? 1 : 0);

  return (state) => {
    const possible = steps(terms, state.term);
    const unseen = possible.filter(({ occurrence }) => mayGoUnseen(state, occurrence));
    // First shortcut: a step that decides nothing and that no event can stand for may as well happen now.
    const settled = unseen.find(
      ({ certain, occurrence }) =>
        certain && neverSeen(state, occurrence) && problem.stopwatch?.concerns(occurrence) !== true,
    );
    if (settled !== undefined && !problem.exhaustive) return present([withoutEvent(state, settled)]);
    const found: SearchState[] = [];
    for (const event of nextEvents(state)) {
      const fitting = possible.filter(({ occurrence }) => mayBe(event, occurrence));
      const matches = present(fitting.map((step) => withEvent(state, event, step)));
      const freely = asFree(state, event);
      const decides =
        !problem.exhaustive && event.lifelines.every((lifeline) => seenThroughout.has(lifeline));
      if (decides && event.kind !== 'ref') {
        const candidates = candidatesFor(terms, state.term, event);
        const isFree = mayBeFreeOn(terms, state.term, event);
        // Second shortcut: nothing on its lifeline will ever fit it, whatever the others do …
        if (candidates === 0 && !isFree) return [];
        // … or only one occurrence ever can, and it can now …
        const decided = fitting.length === 1 && fitting[0]?.skips === false;
        if (candidates === 1 && !isFree && matches.length === 1 && decided) return matches;
        // … or it can only be free, and is so now without anything given up for it.
        const unchanged = freely.find(({ term }) => term === state.term);
        if (candidates === 0 && unchanged !== undefined) return [unchanged];
      }
      found.push(...matches, ...insideRefs(state, event), ...freely);
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

  function mayBe(event: ObservedEvent, occurrence: Occurrence): boolean {
    return isEventOf(event, occurrence) && !openRefs.isLeaving(occurrence);
  }

  function mayGoUnseen(state: SearchState, occurrence: Occurrence): boolean {
    if (openRefs.isLeaving(occurrence)) return true;
    switch (visibilityOf(occurrence)) {
      case 'unseen':
      case 'perhaps':
        return true;
      case 'inside':
        return showsInside(state, occurrence) || outside(state, occurrence) !== null;
      case 'seen':
        return outside(state, occurrence) !== null;
    }
  }

  function visibilityOf({ index }: Occurrence): Visibility {
    const visibility = visibilities[index];
    if (visibility === undefined) throw new Violation(`occurrence ${index} has no visibility`);
    return visibility;
  }

  /** An event of the ref's inside was taken, or may yet be. */
  function showsInside(state: SearchState, ref: Occurrence): boolean {
    return state.entered.includes(ref.index) || openRefs.mayShowLate(ref);
  }

  /** A ref may yet be seen by its inside. */
  function neverSeen(state: SearchState, occurrence: Occurrence): boolean {
    if (occurrence.kind === 'ref') return false;
    return visibilityOf(occurrence) === 'unseen' || outside(state, occurrence) === 'after';
  }

  /**
   * In a prefix what comes after its observers stopped was not recorded, in a slice neither what came before they began; of
   * several that would have seen it some may have stopped and the others not begun.
   */
  function outside(state: SearchState, { lifelines }: Occurrence): 'between' | 'after' | null {
    if (extent === 'complete') return null;
    const own = [...observations.keys()].filter((index) =>
      lifelines.some((lifeline) => observations[index]?.lifelines.has(lifeline)),
    );
    const late = own.filter((index) => state.positions[index] === observations[index]?.events.length);
    if (late.length === own.length) return 'after';
    const early = extent === 'slice' ? own.filter((index) => state.positions[index] === 0) : [];
    const absent = own.filter((index) => late.includes(index) || early.includes(index));
    // Where several record a lifeline, one of them would have seen it; else all would have.
    const wouldBe = observations.some(({ partial }) => partial)
      ? absent.length > 0
      : absent.length === own.length;
    return wouldBe ? 'between' : null;
  }

  function withEvent(
    state: SearchState,
    event: ObservedEvent,
    { occurrence, next }: Step,
  ): SearchState | null {
    const pending = onTheirWay(state, occurrence, endOf(event));
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
        freed: null,
        happened: { occurrence, event },
        unseenDecisions: 0,
      }
    );
  }

  function withoutEvent(state: SearchState, { occurrence, next, certain }: Step): SearchState | null {
    if (openRefs.isLeaving(occurrence))
      return { ...state, term: next, from: state, unseen: null, freed: null, happened: null };
    const pending = onTheirWay(state, occurrence, unseenEnd);
    if (pending === null) return null;
    const { index } = occurrence;
    const entered = state.entered.filter((other) => other !== index);
    const isOwed =
      visibilityOf(occurrence) === 'inside' &&
      !state.entered.includes(index) &&
      outside(state, occurrence) === null;
    const owed = isOwed ? [...state.owed, index].toSorted((a, b) => a - b) : state.owed;
    const unseenDecisions = state.unseenDecisions + (certain ? 0 : 1);
    return {
      ...state,
      term: next,
      pending,
      entered,
      owed,
      from: state,
      unseen: occurrence,
      freed: null,
      happened: { occurrence, event: null },
      unseenDecisions,
    };
  }

  /** Where no ids tell messages apart there is nothing to keep. */
  function onTheirWay(state: SearchState, occurrence: Occurrence, end: End): SearchState['pending'] | null {
    return tellsIds ? pendingAfter(state.pending, occurrence, end) : state.pending;
  }

  function advance({ positions }: SearchState, event: ObservedEvent): readonly number[] {
    const advanced = [...positions];
    for (const observer of observers.get(event) ?? []) advanced[observer] = (positions[observer] ?? 0) + 1;
    return advanced;
  }

  /** The event as part of what an unobserved ref stands for, before the ref is past or before its lifeline has left it. */
  function insideRefs(state: SearchState, event: ObservedEvent): readonly SearchState[] {
    if (event.kind === 'ref') return [];
    const on = placeOf(event);
    return arrivals(terms, state.term).flatMap(({ occurrence, next, on: arrived }) => {
      const ref = openRefs.refHolding(event, occurrence);
      const pending = notDrawn(state, event);
      if (ref === null || arrived !== on || pending === null) return [];
      const { index } = ref;
      const isLate = openRefs.isLeaving(occurrence);
      const paid = state.owed.indexOf(index);
      return {
        ...state,
        positions: advance(state, event),
        matched: state.matched + 1,
        term: next,
        pending,
        entered: isLate ? state.entered : [...new Set([...state.entered, index])].toSorted((a, b) => a - b),
        owed: isLate && paid >= 0 ? state.owed.toSpliced(paid, 1) : state.owed,
        from: state,
        unseen: null,
        freed: null,
        happened: { occurrence: null, event },
        unseenDecisions: 0,
      };
    });
  }

  /** The event as one of those that the diagram leaves free here. */
  function asFree(state: SearchState, event: ObservedEvent): readonly SearchState[] {
    if (event.kind === 'ref' || !terms.leaveFree) return [];
    const on = placeOf(event);
    const pending = notDrawn(state, event);
    if (pending === null) return [];
    return freedoms(terms, state.term)
      .filter((freedom) => freedom.on === on && leavesFree(freedom.filter, event.label))
      .map(({ next }) => ({
        ...state,
        positions: advance(state, event),
        matched: state.matched + 1,
        term: next,
        pending,
        from: state,
        unseen: null,
        freed: event,
        happened: { occurrence: null, event },
        unseenDecisions: 0,
      }));
  }

  function placeOf({ lifelines }: ObservedEvent): LifelineSet {
    return terms.set(lifelines.filter((lifeline) => terms.has(lifeline)));
  }

  /** What is on its way after an event that the diagram does not draw. */
  function notDrawn(state: SearchState, event: ObservedEvent): SearchState['pending'] | null {
    return pendingUndrawn(state.pending, event, endOf(event), receivedOnce);
  }
}

function present<Value>(values: readonly (Value | null)[]): readonly Value[] {
  return values.filter((value) => value !== null);
}

/** The indices of the observations that each event belongs to. */
function observersOf({ observations }: SearchProblem): ReadonlyMap<ObservedEvent, readonly number[]> {
  const found = new Map<ObservedEvent, number[]>();
  observations.forEach(({ events }, index) => {
    for (const event of events) found.set(event, [...(found.get(event) ?? []), index]);
  });
  return found;
}

/** Lifelines on which everything is an event, up to where their observer stopped. */
function lifelinesSeenThroughout({
  interaction,
  observations,
  visibilities,
  extent,
}: SearchProblem): ReadonlySet<string> {
  if (extent === 'slice') return new Set();
  const partly = interaction.occurrences.filter(({ index }) => visibilities[index] !== 'seen');
  const partial = observations.filter((observation) => observation.partial);
  const ids = new Set(interaction.lifelines.map(({ id }) => id)).difference(
    new Set(partial.flatMap((observation) => [...observation.lifelines])),
  );
  return ids.difference(new Set(partly.flatMap(({ lifelines }) => lifelines)));
}
