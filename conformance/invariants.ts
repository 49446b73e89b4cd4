import { Violation } from '../compiler/diagnostics/violation.ts';
import type { Interaction } from '../compiler/interaction/interaction.ts';
import type { StatedInvariant } from '../compiler/invariants/invariant.ts';
import { type Happened, matcherOf } from '../compiler/invariants/message-pattern.ts';
import { monitorOf } from '../compiler/invariants/monitor.ts';
import { elapsed } from './event-time.ts';
import type { Happening } from './timing.ts';

/** An invariant that a run breaks. */
export interface BrokenInvariant {
  readonly invariant: StatedInvariant;
  /** What breaks it; null when the run ends without keeping it. */
  readonly at: Happening | null;
}

/** How soon a response came that is to come in time could not be told. */
export interface UntimedResponse {
  readonly invariant: StatedInvariant;
  readonly why: string;
}

/** Goes along a run with all invariants of a diagram at once. States are one whole number for each. */
export interface Watch {
  readonly start: readonly number[];
  /** Null when one of them is broken. */
  readonly after: (states: readonly number[], happening: Happening) => readonly number[] | null;
  readonly mayEnd: (states: readonly number[]) => boolean;
}

/** The watch of a diagram; null when it says nothing of what every run is to keep. */
export function watchFor(interaction: Interaction, run: readonly Happening[]): Watch | null {
  const watchers = watchersOf(interaction, run);
  if (watchers.length === 0) return null;
  return {
    start: watchers.map(() => 0),
    after: (states, happening) => {
      const next: number[] = [];
      for (const [index, watcher] of watchers.entries()) {
        const state = watcher.after(states[index] ?? 0, happening);
        if (state === null) return null;
        next.push(state);
      }
      return next;
    },
    mayEnd: (states) => watchers.every((watcher, index) => watcher.mayEnd(states[index] ?? 0)),
  };
}

/** Which invariants a run breaks, each where it does first; what a run may still do after its end counts when it is not whole. */
export function brokenIn(
  interaction: Interaction,
  run: readonly Happening[],
  isWhole: boolean,
): { readonly broken: readonly BrokenInvariant[]; readonly untimed: readonly UntimedResponse[] } {
  const broken: BrokenInvariant[] = [];
  const untimed: UntimedResponse[] = [];
  for (const watcher of watchersOf(interaction, run)) {
    const { invariant } = watcher;
    let state: number | null = 0;
    let why: string | null = null;
    for (const happening of run) {
      why ??= watcher.untimed(state, happening);
      state = watcher.after(state, happening);
      if (state !== null) continue;
      broken.push({ invariant, at: happening });
      break;
    }
    if (state === null) continue;
    if (isWhole && !watcher.mayEnd(state)) broken.push({ invariant, at: null });
    else if (why !== null) untimed.push({ invariant, why });
  }
  return { broken, untimed };
}

interface Watcher {
  readonly invariant: StatedInvariant;
  readonly after: (state: number, happening: Happening) => number | null;
  readonly mayEnd: (state: number) => boolean;
  /** Why nobody can tell how long it took, when a response comes there that is to come in time. */
  readonly untimed: (state: number, happening: Happening) => string | null;
}

function watchersOf(interaction: Interaction, run: readonly Happening[]): readonly Watcher[] {
  const { annotations, lifelines } = interaction;
  return annotations.invariants.map((invariant): Watcher => {
    const { rule } = invariant;
    if (rule.kind === 'response' && rule.within?.kind === 'time') {
      return {
        invariant,
        ...timedResponse(matcherOf(rule.by, lifelines), matcherOf(rule.to, lifelines), rule.within.ms, run),
      };
    }
    const { after, mayEnd } = monitorOf(rule, lifelines);
    return {
      invariant,
      after: (state, happening) => after(state, happenedIn(happening)),
      mayEnd,
      untimed: () => null,
    };
  });
}

/**
 * The state is 0 when nothing waits for a response, else one more than the line of the event that has waited longest; 1 when
 * that was not recorded. Of what waits the first in the run counts as the oldest.
 */
function timedResponse(
  isBy: (happened: Happened) => boolean,
  isTo: (happened: Happened) => boolean,
  withinMs: number,
  run: readonly Happening[],
): Pick<Watcher, 'after' | 'mayEnd' | 'untimed'> {
  const times = new Map(run.flatMap(({ event }) => (event === null ? [] : [[event.line, event.time]])));
  const took = (state: number, { event }: Happening): number | null => {
    const [from, to] = [times.get(state - 1) ?? null, event?.time ?? null];
    return from === null || to === null ? null : elapsed(from, to);
  };
  return {
    after: (state, happening) => {
      const happened = happenedIn(happening);
      const opened = isTo(happened) ? (happening.event?.line ?? 0) + 1 : 0;
      if (state === 0) return opened;
      if (!isBy(happened)) return state;
      return (took(state, happening) ?? 0) > withinMs ? null : opened;
    },
    mayEnd: (state) => state === 0,
    untimed: (state, happening) =>
      state > 0 && isBy(happenedIn(happening)) && took(state, happening) === null
        ? 'the times of both events are not known, or count differently'
        : null,
  };
}

/** What was recorded, else what the diagram has there. */
function happenedIn({ event, occurrence }: Happening): Happened {
  const happened = event ?? occurrence;
  if (happened === null) throw new Violation('nothing happened');
  return happened;
}
